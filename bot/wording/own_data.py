"""Texts on what is kept about somebody."""

from typing import Final

from bot.i18n import N_

MYDATA: Final = N_(
    "Everything that is kept about you, as a page to read. It was made just now and is not kept "
    "itself."
)
MYDATA_NAME: Final = N_("my-data.html")
FORGET_ASK: Final = N_(
    "This erases all of it: your conversations, notes, pictures, preferences and the random "
    "name, with what supervisors wrote about them. Files they exported before, under that name, "
    "can't be reached from here. It can't be undone, and coming back takes a new invitation. A "
    "page with everything in it comes with /mydata."
)
FORGET_YES: Final = N_("Erase everything")
FORGET_NO: Final = N_("Keep it")
FORGOTTEN: Final = N_(
    "Done. Nothing about you is kept here any more. Thank you for practising. Messages already "
    "in this chat are on your phone and with Telegram; there you can delete them."
)
KEPT_ALL: Final = N_("Kept, all of it.")

# What a supervisor said of a finding, on the page with everything.
VERDICTS: Final = {
    "agree": N_("A supervisor sees it as the coach does: {found}."),
    "overrule": N_("A supervisor sees it otherwise than the coach ({found}): {code}."),
    "none": N_("A supervisor sees it otherwise than the coach ({found}): nothing to name."),
    "missed": N_("A supervisor adds: {code}, in “{quote}”."),
    "withdrawn": N_("A supervisor took back what they had said of {found}."),
}
