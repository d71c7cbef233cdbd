"""Texts around choosing a scene."""

from typing import Final

from bot.i18n import N2_, N_

CHOOSE: Final = N_("Which scene would you like?")
CHOOSE_ONE: Final = N_("Choose a scene")
SUGGESTED: Final = N_("Suggested: {title}, with {name} ({reason}).")
REASONS: Final = {
    "assigned": N_("your supervisor asked for it"),
    "assigned_by": N_("your supervisor asked for it, by {day}"),
    "first": N_("a gentle one to begin with"),
    "move": N_("{move} has had a rest lately, and there is room for it here"),
    "never": N_("there is room here for something new: {move}"),
    "harder": N_("you know the easier ones by now"),
    "again": N_("the one you've met least"),
}
SURPRISE: Final = N_("Surprise me")
BY_THEME: Final = N_("By theme")
NOT_TODAY: Final = N_("Not today…")
BACK: Final = N_("← Back")
START: Final = N_("Begin")
BACK_TO: Final = N_("Back to {name}")
NONE_TODAY: Final = N_("Every scene here has something in it that you left out today.")
PIN: Final = N_("asked for by your supervisor")
ASKED_LEFT_OUT: Final = N_("{title}, with {name}: asked for, and has something you left out today.")
CARD_LEFT_OUT: Final = N_("It has something you left out today: {themes}.")
LEFT_OUT: Final = N2_("{n} scene is left out for today.", "{n} scenes are left out for today.")
DIFFICULTY: Final = {1: N_("gentle"), 2: N_("middling"), 3: N_("hard")}
DONE_TIMES: Final = N_("done {n}×")
WITH: Final = N_("{title}, with {name}")
THEMES: Final = N_("Themes: {themes}")
CONTENT_NOTE: Final = N_("What it touches on: {note}")
ASKED_FOR: Final = N_("Your supervisor asked for this scene.")
ASKED_BY: Final = N_("Your supervisor asked for this scene, by {day}.")
ASKED_NOTE: Final = N_("They wrote: “{note}”")
ASSIGNED_BY: Final = N_("It would be good to have it done by {day}.")
ASSIGNED_NEW: Final = N_("Your supervisor asks you to practise a scene: {title}, with {name}.")
SEEN_BY_SUPERVISORS: Final = N_("Supervisors can read this conversation.")
SEEN_BY_YOU: Final = N_("Only you can read this conversation, unless you share it.")
AIM_ASK: Final = N_("{title}: is there one thing you'd like to try in it?")
AIM_NONE: Final = N_("No aim this time")
AIM: Final = N_("Your aim: {aim}.")
ROOM_FOR: Final = N_("Room to practise: {aims}.")
UNAIDED: Final = N_("This one is without the coach until the debrief, as you chose.")
NO_SCENE: Final = N_("There is no such scene. /scenarios shows the ones there are.")
ALL_LEFT_OUT: Final = N_(
    "Every scene has something in it that you'd rather not meet today. /settings changes that."
)
NOTHING_OPEN: Final = N_("No conversation is open right now. /scenarios shows what there is.")
UNREVIEWED: Final = N_("not yet reviewed by people with lived experience")
UNREVIEWED_LINE: Final = N_("Not yet reviewed by people with lived experience.")
STILL_OPEN: Final = N_(
    "Your conversation with {name} was set aside. The button here brings it back, now or later; "
    "/scenarios has it too."
)
CARRY_LAST: Final = N_("What you wanted to carry along: {what}.")
