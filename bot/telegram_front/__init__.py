"""Telegram: updates in, the practice's messages out."""

from bot.telegram_front.front import TelegramSettingsError, build, run

__all__ = ["TelegramSettingsError", "build", "run"]
