"""Pictures of the product as a trainee meets it: `python -m tests.screens OUT_DIR`.

The bot runs with the real model against the fake Bot API; `journey` says who writes and taps
what, `record` listens in, `chat_page` draws the chat as a web page, `shoot` photographs it.
"""
