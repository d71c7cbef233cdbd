"""Texts around one reply."""

from typing import Final

from bot.i18n import N_

AGAIN_NOTHING: Final = N_(
    "There is no reply to take back yet. The line to answer is still: “{line}”"
)
AGAIN: Final = N_("Back one turn. {name} has forgotten it. The line to answer:\n“{line}”")
AGAIN_FURTHER: Final = N_(
    "Back to an earlier turn. {name} has forgotten what came after. The line to answer:\n“{line}”"
)
BACK_FURTHER: Final = N_("Go back to…")
BACK_ASK: Final = N_("Which of your replies would you like to have again?")
TRY_AGAIN: Final = N_("Try again")
SHOW_WAY: Final = N_("Show me a way")
SHOW_NOW: Final = N_("Show me now")
WAY_NUDGE: Final = N_("A thought before other words for it: {hint}")
GO_ON: Final = N_("Go on")
DISAGREE: Final = N_("I disagree")
DISAGREED: Final = N_(
    "Noted, for a supervisor to read with that reply and the line before it. You'll hear back "
    "here. Would you like to add why, in a few words?"
)
NO_REASON: Final = N_("No, that's it")
REASON_LATE: Final = N_(
    "That one has had its answer from a supervisor already, so these words were not kept."
)
REASON_KEPT: Final = N_("Kept as your reason: “{reason}”")
FOR_CLIENT: Final = N_("It was for {name}")
FOR_CLIENT_LATE: Final = N_(
    "That button belongs to an earlier moment; the words stay where they are."
)
DISAGREE_SETTLED: Final = N_(
    "A supervisor has answered that one already; what they said stands further up in this chat."
)
DISAGREE_LATER: Final = N_("There is no flag on that reply to disagree with.")
SETTLED: Final = {
    "agreed": N_("You disagreed with a flag on “{quote}”. A supervisor sees it as you do."),
    "kept": N_(
        "You disagreed with a flag on “{quote}”. A supervisor read it and would keep the flag."
    ),
    "other": N_(
        "You disagreed with a flag on “{quote}”. A supervisor read it and sees something else in "
        "those words: {other}."
    ),
}
SETTLED_ANSWER: Final = N_("They wrote: “{answer}”")
INTENT_ASK: Final = N_(
    "Before the coach says anything: what did you mean to do with that? In your own words, or:"
)
INTENTS: Final = (
    N_("Keep them safe"),
    N_("Show that I care"),
    N_("Help them decide"),
    N_("Understand better"),
    N_("I'm not sure"),
)
SKIP: Final = N_("Skip this")
MEANT: Final = N_("What you meant: {intent}")
WAYS: Final = N_("Other ways to answer “{line}”:")
NO_MORE_WAYS: Final = N_(
    "Those were all the wordings there are for this line. Yours may be the next."
)
HINT_AIM: Final = N_("A thought for this line: {hint}")
HINT_UNAIDED: Final = N_(
    "This scene is without help until the debrief, as you chose. The coach can come back at any "
    "time."
)
AIDED: Final = N_("Have the coach back")
AIDED_NOW: Final = N_("The coach is back, and this conversation counts as one with help.")
FADES: Final = N_(
    "{move}: three times now. From here on it goes without a note; the debrief still has it."
)
EDITED_ASK: Final = N_("You changed “{reply}”\n\nTake that turn again with the new words?")
EDITED_YES: Final = N_("Yes, with the new words")
EDITED_NO: Final = N_("No, leave it")
EDITED_LEFT: Final = N_("Left as it was.")
EDITED_LATE: Final = N_(
    "You changed a message that the conversation has left behind, so it stays as it was first "
    "written there."
)
EMPTY: Final = N_("That arrived empty. {name} is still waiting, in no hurry.")
PERSONAL: Final = N_(
    "That looked like it held something real: {kinds}. It was replaced before anything was "
    "stored. Made-up details work just as well here."
)
DETAILS: Final = {
    "name": N_("a name"),
    "phone": N_("a phone number"),
    "e-mail": N_("an e-mail address"),
    "address": N_("an address"),
    "ID number": N_("an ID number"),
    "handle": N_("an account name"),
}
NOT_ENGLISH: Final = N_(
    "That didn't look like English, and the coach can only follow English. It was not passed on, "
    "not coded and not kept. The line to answer is still: “{line}”"
)
HURT: Final = N_(
    "{name} ended the conversation. Remarks like that one hurt, also in practice, so the scene "
    "stops there. A supervisor can see that it happened, not the words. When you're ready, a "
    "new scene starts with /scenarios."
)
NOT_MEANT: Final = N_("It was quoted, or not meant for {name}")
HURT_OPEN: Final = N_(
    "Then the conversation goes on, and {name} has forgotten it. Supervisors see that a remark "
    "ended it and that you say it wasn't meant for {name}; not the words. The line to answer:\n"
    "“{line}”"
)
# For supervisors, who read English.
HURT_NOT_MEANT: Final = (
    "[A remark ended this conversation. They say it was quoted, or not meant for the client, and "
    "went on.]"
)
BOT: Final = N_(
    "To be plain about it: this is a practice with authored lines, played by software on "
    "{organisation}'s machine. /stop leaves the role at any time."
)
NOT_TEXT: Final = N_(
    "Thanks. In this practice only written words reach the client, so that one was not passed "
    "on, and nothing is lost. The line to answer is still: “{line}”"
)
NOT_TEXT_IDLE: Final = N_(
    "Thanks. Here only written words can be used. /scenarios shows the scenes."
)
