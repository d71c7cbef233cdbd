"""Labels that only Telegram's layout needs. All other texts are in ``bot.wording``."""

from typing import Final

COMMANDS: Final = {
    "start": "what this is and who sees what",
    "scenarios": "the scenes there are",
    "hint": "a nudge for the line in front of you",
    "again": "your last turn, taken back",
    "coach": "when the coach speaks",
    "pause": "a break; everything stays as it is",
    "resume": "your conversation, from the same line on",
    "end": "the end, with a debrief",
    "stop": "out of the role at once",
    "help": "this list",
}
DESCRIPTION: Final = (
    "Practise conversations with people who come to harm-reduction services. "
    "A coach names what went well; any turn can be taken again."
)
OLD_BUTTON: Final = (
    "That button belongs to an earlier moment, so it no longer does anything. "
    "/resume goes back to an open conversation, /scenarios shows what there is."
)
SCENE_OPEN: Final = "That scene has just begun. The line to answer is still:\n“{line}”"

STRENGTH_MARK: Final = "✓"
FLAG_MARK: Final = "▸"
COACH: Final = "🧭 Coach"
CONTENT_NOTE: Final = "What it touches on"
WOULD_HAVE_HELPED: Final = "What would have helped"
DEBRIEF: Final = "Looking back together"
TOOK_AWAY: Final = "What {name} took away"
WENT_WELL: Final = "What went well"
TURNING_POINTS: Final = "Turning points"
LOOK_AGAIN: Final = "Words to look at again"
COULD_SAY: Final = "Another way"
MOVES_USED: Final = "Moves you used"
MOVES_NOT_YET: Final = "Not yet used, and worth a try in this scene"
