"""Texts of the practice itself: help, commands, failures."""

from typing import Final

from bot.i18n import N_

UNKNOWN_COMMAND: Final = N_(
    "That command isn't one of these: {commands}. To say something to the client, it can be "
    "written without the slash."
)
GROUP: Final = N_(
    "Practice is for private chats only, so this is goodbye. Write to me directly any time."
)
FAILED: Final = N_(
    "Something went wrong on our side, not yours. The same message can be sent again in a moment."
)
HELP: Final = N_(
    "What you write goes to the client, as at work. Besides that:\n"
    "/scenarios chooses a scene\n"
    "/hint a nudge for the line in front of you, and a fuller one the second time\n"
    "/again: your last turn, or an earlier one, once more\n"
    "/pause and /resume keep the conversation for later\n"
    "/end: the debrief\n"
    "/stop: out of the role at once, with a person to talk to\n"
    "/progress: what you've been using, over the weeks\n"
    "/conversations: those you had, and who can read them\n"
    "/settings: pace, coach, language, reminders, what you'd rather not meet today\n"
    "/coach when the coach speaks\n"
    "/reminders, if you'd like some\n"
    "/privacy: what is kept, for how long, who reads it\n"
    "/mydata: all that is kept about you\n"
    "/forget erases it\n"
    "/start what this is\n"
    "/help this list"
)
