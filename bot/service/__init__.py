"""Use cases of a practice conversation, the same for every channel."""

from bot.service.messages import Say
from bot.service.practice import PracticeService

__all__ = ["PracticeService", "Say"]
