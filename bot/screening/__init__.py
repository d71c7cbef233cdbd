"""What is noticed about a message before it is stored or played: see ``screen``."""

from bot.screening.screen import Kind, Screened, screen

__all__ = ["Kind", "Screened", "screen"]
