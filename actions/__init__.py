"""rasa-sdk actions."""
