"""Labels that only Telegram's layout needs. All other texts are in ``bot.wording``."""

from typing import Final

from bot.i18n import N_

COMMANDS: Final = {
    "start": N_("what this is and who sees what"),
    "scenarios": N_("the scenes there are"),
    "hint": N_("a nudge for the line in front of you"),
    "again": N_("your last turn, taken back"),
    "pause": N_("a break; everything stays as it is"),
    "resume": N_("your conversation, from the same line on"),
    "end": N_("the end, with a debrief"),
    "stop": N_("out of the role at once"),
    "progress": N_("what you've been using, over the weeks"),
    "conversations": N_("those you had, and who can read them"),
    "settings": N_("how you practise"),
    "coach": N_("when the coach speaks"),
    "reminders": N_("a quiet word now and then, or none"),
    "privacy": N_("what is kept, and who reads it"),
    "mydata": N_("all that is kept about you"),
    "forget": N_("erase all of it"),
    "help": N_("this list"),
}
# What people may type for two of them, in the languages whose words of stopping are known
# (``bot.screening.stepping_out``). Whoever wants out is not to look for the right word.
ALIASES: Final = {
    "stop": (
        "alto", "basta", "para", "pare", "parar", "detener",
        "arrete", "arrêt", "arrête", "arreter", "arrêter", "assez",
        "parem", "chega", "kanpe", "sispann",
        "стоп", "хватит", "توقف", "قف", "停", "停止", "dừng", "አቁም", "በቃ",
    ),
    "help": (
        "ayuda", "aide", "ajuda", "èd", "помощь", "مساعدة", "帮助", "幫助", "እርዳታ",
    ),
}  # fmt: skip
DESCRIPTION: Final = N_(
    "Practise conversations with people who come to harm-reduction services. "
    "A coach names what went well; any turn can be taken again."
)
SHORT_DESCRIPTION: Final = N_(
    "Practise conversations, with a coach beside you; any reply can be tried again."
)
OLD_BUTTON: Final = N_(
    "That button belongs to an earlier moment, so it no longer does anything. "
    "/resume goes back to an open conversation, /scenarios shows what there is."
)
SCENE_OPEN: Final = N_("That scene has just begun. The line to answer is still:\n“{line}”")

STRENGTH_MARK: Final = "✓"
FLAG_MARK: Final = "▸"
COACH: Final = N_("🧭 Coach")
CONTENT_NOTE: Final = N_("What it touches on")
WOULD_HAVE_HELPED: Final = N_("What would have helped")
DEBRIEF: Final = N_("Looking back together")
DEBRIEF_FOR: Final = N_("Looking back together, {name}")
TOOK_AWAY: Final = N_("What {name} took away")
WENT_WELL: Final = N_("What went well")
TURNING_POINTS: Final = N_("Turning points")
LOOK_AGAIN: Final = N_("Words to look at again")
COULD_SAY: Final = N_("Another way")
MOVES_USED: Final = N_("Moves you used")
MOVES_NOT_YET: Final = N_("Not yet used, and worth a try in this scene")
FIRST_WAY: Final = N_("First")
NEXT_WAY: Final = N_("Then")
WARMER: Final = N_("trust rose")
COOLER: Final = N_("trust fell")
STILL: Final = N_("trust held")
