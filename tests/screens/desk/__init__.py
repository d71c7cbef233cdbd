"""The pictures of docs/supervisor.md: the demo's practice, looked at with a browser."""
