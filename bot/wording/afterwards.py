"""Texts after a conversation and between them."""

from typing import Final

from bot.i18n import N2_, N_

CARRY_LATER: Final = N_(
    "That conversation was taken up again since then; its next debrief asks anew."
)
CARRY_KEPT: Final = N_("Kept: {what}. It will be there at the start of your next conversation.")
NOTHING_SAID: Final = N_(
    "Nothing was said this time, so there is nothing to look back on. The scene is there whenever "
    "you like: /scenarios."
)
AGAIN_THIS: Final = N_("Try again: “{words}”")
DISAGREE_THIS: Final = N_("I disagree: “{words}”")
AIM_USED: Final = N2_("Your aim, {aim}: used once.", "Your aim, {aim}: used {n} times.")
AIM_NOT_USED: Final = N_("Your aim, {aim}: no clear moment for it this time.")
FORKS: Final = N_("Two ways at the same line")
FORKS_OF: Final = {
    3: N_("Three ways at the same line"),
    4: N_("Four ways at the same line"),
    5: N_("Five ways at the same line"),
}
FORKS_MANY: Final = N_("{n} ways at the same line")
FORK_AFTER: Final = N2_("then {n} more reply", "then {n} more replies")
FORK_ENDED: Final = N_("trust ended at “{stance}”")
FORK_KEPT: Final = N_("this is the way you kept")
SHARE: Final = N_("Share with supervisors")
UNSHARE: Final = N_("Stop sharing")
SHARED: Final = N_(
    "Shared: supervisors can read “{title}” ({day}) now. /conversations is the way back at any "
    "time."
)
UNSHARED: Final = N_(
    "“{title}” ({day}) is no longer shared: supervisors can't open it any more. What somebody "
    "has read stays read, and what they wrote about it stays with it."
)
SHARED_ANYWAY: Final = N_("Supervisors can read that one in any case.")
NOTES_AFTER_ALL: Final = N_("Show the coach's notes after all")
UNAIDED_OFFER: Final = N_(
    "You have shown {moves} three times or more. If you're curious how it goes without a coach "
    "beside you: a scene with notes only at the end."
)
UNAIDED_GO: Final = N_("A scene without the coach")
PAST: Final = N_("Your conversations")
PAST_NONE: Final = N_("There is no conversation yet. /scenarios shows what there is.")
EARLIER: Final = N_("Earlier ones")
LATER: Final = N_("Later ones")
PAST_ROW: Final = N_("{day}: {title}, with {name}, {replies} ({who})")
WHO_YOU: Final = N_("only you")
WHO_SUPERVISORS: Final = N_("supervisors too")
PROGRESS_NONE: Final = N_(
    "There is nothing to look back on yet; after a first conversation there is. /scenarios shows "
    "the scenes."
)
