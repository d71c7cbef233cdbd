"""Texts of leaving a conversation and coming back to it."""

from typing import Final

from bot.i18n import N2_, N_

PAUSED_STILL: Final = N_(
    "Your conversation with {name} is set aside; /resume goes back to it, /scenarios shows what "
    "else there is."
)
PAUSED: Final = N_("Paused. It keeps as it is; /resume brings you back to the same line.")
RESUMED: Final = N_("Back with {name}. The last thing said:\n“{line}”")
RECAP: Final = N_("So far ({day}): {title}, {replies}. Your last words: “{reply}”")
REPLIES: Final = N2_("{n} reply", "{n} replies")
SCENE_GONE: Final = N_(
    "The scene you had open is no longer there, so that conversation has ended. /scenarios shows "
    "what there is."
)
RESUME_WHICH: Final = N_("Which conversation would you like to go on with?")
RESUME_OVER: Final = N_("That conversation is over. /scenarios shows what there is.")
NOTHING_PAUSED: Final = N_("Nothing is paused. /scenarios shows what there is.")
STEPPED_OUT: Final = N_(
    "The role-play has stopped; this is no longer {name} speaking.\n\n{contacts}\n\n{kept}"
    "There is no hurry to come back. /resume: the scene goes on, /end: the debrief."
)
WORDS_NOT_KEPT: Final = N_("What you wrote was not coded and not kept.")
CONTACTS_DEFAULT: Final = N_(
    "If you'd like to speak with a person: your supervisor at {organisation} is there for this "
    "too. In the US, 988 reaches someone at any hour by call or text; elsewhere "
    "findahelpline.com lists local lines."
)
TELL: Final = N_("Let a supervisor know")
TELL_ASK: Final = N_(
    "What may they read? The next thing you write goes to them as it is, numbers and names too; "
    "nothing else does. They see only your random name, unless you say who you are."
)
TELL_SKIP: Final = N_("Nothing, after all")
TOLD: Final = N_(
    "Kept for a supervisor to read: “{text}”\n\nIt may be a while until somebody reads it."
)
UNTELL: Final = N_("Take it back")
UNTOLD: Final = N_("Taken back. Nothing of it is kept.")
UNTOLD_LATE: Final = N_("That was taken back already, or its time is over.")
OUT_OF_ROLE: Final = N_(
    "You are out of the scene; nobody plays {name} now, and what you write here isn't kept.\n\n"
    "{contacts}\n\nThere is no hurry. /resume: the scene goes on, /end: the debrief, /scenarios: "
    "another one."
)
LEFT_UNSAID: Final = N_("All right, it stays with you.")
