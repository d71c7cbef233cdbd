"""Practice in the terminal: the same service as Telegram, other looks."""
