"""The use cases of a practice conversation, together.

Every method reads the stored state, thinks, and writes what changed together with the
messages to send. What depends on language is said in the one ``bot.i18n.speaking`` set.
"""

from __future__ import annotations

from bot.service.choices import Choices
from bot.service.joining import Joining


class PracticeService(Choices, Joining):
    """Practice for every channel. ``driver`` plays turns; ``store`` keeps them."""
