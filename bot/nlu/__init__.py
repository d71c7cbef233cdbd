"""Rasa graph components: thin wrappers around the coder."""
