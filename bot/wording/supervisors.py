"""Texts around what supervisors write."""

from typing import Final

from bot.i18n import N_

A_SUPERVISOR: Final = N_("A supervisor")
COMMENT_ON_REPLY: Final = N_(
    "{who} read your conversation “{title}” and writes about this reply: “{quote}”"
)
COMMENT: Final = N_("{who} read your conversation “{title}” and writes:")
COMMENT_ONCE: Final = N_("An answer is welcome, once; leaving it at that is fine, too.")
ANSWER: Final = N_("Answer")
ANSWER_ASK: Final = N_(
    "What would you like to answer? The next thing you write goes to supervisors as it is, "
    "numbers and names too; nothing else does. They see only your random name, unless you say "
    "who you are."
)
ANSWER_SKIP: Final = N_("No answer")
ANSWER_KEPT: Final = N_("Kept as your answer, for supervisors to read: “{text}”")
ANSWERED: Final = N_("That comment has your answer already: “{text}”")
ANSWER_GONE: Final = N_("That comment is no longer here, so there is nothing to answer any more.")
ANSWER_UNSHARED: Final = N_(
    "That conversation is yours alone now, so an answer would reach nobody. /conversations lets "
    "you share it again."
)
