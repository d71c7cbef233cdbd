"""Drivers of the Rasa assistant: embedded in this process, or over HTTP on this machine."""

from bot.dialogue.driver import Driver, DriverError, Played

__all__ = ["Driver", "DriverError", "Played"]
