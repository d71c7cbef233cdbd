"""Labels that only the terminal's layout needs. All other texts are in ``bot.wording``."""

from typing import Final

from bot.i18n import N_

COACH_FRAME: Final = N_("coach")
SCENE_FRAME: Final = N_("the scene")
DEBRIEF_FRAME: Final = N_("debrief")
PICTURE: Final = N_("Picture: {path}")
CAN_HELP: Final = N_("What can help here: {moves}.")
TURNED: Final = N_("Where it turned")
TO_LOOK_AT: Final = N_("Words to look at again")
USED: Final = N_("Moves used:")
NOT_YET: Final = N_("Not yet used here:")

WHAT_TO_TYPE: Final = N_("/help lists what can be typed besides replies; /quit or Ctrl-D leaves.")
ONE_OR_TWO: Final = N_("1 or 2, whichever fits.")
LEFT_AS_IT_IS: Final = N_("Left as it is. The same command brings you back to this line.")
SCENES_THERE: Final = N_("Scenes: {scenes}")
