"""Texts of preferences."""

from typing import Final

from bot.i18n import N_

SETTINGS: Final = N_("How you practise")
SET_NAME: Final = N_("Name: {value}")
SET_PACE: Final = N_("Pace: {value}")
SET_COACH: Final = N_("Coach: {value}")
SET_INTENT: Final = N_("“What did you mean?” before a flag: {value}")
SET_LANGUAGE: Final = N_("Language: {value}")
SET_AVOID: Final = N_("Not today: {value}")
SET_REMINDERS: Final = N_("Reminders: {value}")
ON: Final = N_("on")
OFF: Final = N_("off")
NONE: Final = N_("none")
COACH_MODE: Final = N_("Coach notes: {mode}.")
COACH_ASK: Final = N_("When would you like the coach to speak?")
COACH_MODES: Final = {
    "each": N_("after each reply"),
    "end": N_("at the end"),
    "off": N_("not at all"),
}
LANGUAGE_ASK: Final = N_(
    "Which language would you like for menus and explanations? The conversations themselves, and "
    "the coach's notes on words, are in English: that is the language the coach can read."
)
REMINDERS: Final = N_(
    "Reminders come 2, 7, 21 and 60 days after a conversation, at an hour that is not quiet; a "
    "new conversation starts the count again. They are {on}."
)
QUIET_NOW: Final = N_("Quiet hours: {start}:00 to {end}:00, your time ({zone}; it is {now} there).")
QUIET_NONE_NOW: Final = N_("No quiet hours. Your time: {now} ({zone}).")
REMINDERS_ON: Final = N_("Turn reminders on")
REMINDERS_OFF: Final = N_("Turn reminders off")
QUIET: Final = N_("Quiet {start}–{end}")
QUIET_NONE: Final = N_("No quiet hours")
ZONE: Final = N_("Time zone")
ZONE_ASK: Final = N_("Which time is it with you now?")
REMINDER: Final = N_("A quiet moment for a conversation? {what}")
REMINDER_CARRY: Final = N_("Last time you wanted to carry along: {what}.")
REMINDER_PLAIN: Final = N_("A gentle scene takes about ten minutes.")
REMINDED_OFF: Final = N_("Reminders are off.")
REMINDED_ON: Final = N_("Reminders are on.")
