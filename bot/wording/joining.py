"""Texts on the way in: what this is, who reads what, consent, a name."""

from typing import Final

from bot.i18n import N2_, N_

WELCOME: Final = N_(
    "Welcome to Alongside: a place to practise conversations before they matter.\n\n"
    "You talk with someone who comes to a harm-reduction service, played from authored lines. "
    "They open up or close, depending on how they are spoken to. After each reply a coach, "
    "marked as such, names what went well and which words may have landed badly, and you can "
    "take any turn again. The coach gives no grade."
)
SPEAKS_ENGLISH: Final = N_(
    "The conversations are in English, your replies too: it is the one language the coach can read."
)
PRIVACY: Final = N_(
    "What is kept: your practice conversations, under a random name, on {organisation}'s own "
    "machine, for {time} after you last touched them. Your Telegram id is stored apart from "
    "them.\n\n{who}\n\n{desk}\n\nNothing goes to anyone else. Please leave out real people's "
    "details; made-up ones work just as well. /mydata gives you everything that is kept, /forget "
    "erases it."
)
DAYS: Final = N2_("{n} day", "{n} days")
READERS_ALL: Final = N_(
    "Who reads them: supervisors at {organisation}, and colleagues there who read along, can read "
    "all of them."
)
READERS_SHARED: Final = N_(
    "Who reads them: you. Supervisors at {organisation}, and colleagues there who read along, see "
    "only the conversations you share, those in a scene they asked you for, a reply whose flag you "
    "disagree with, and that a remark ended a conversation, without its words. Sharing or not "
    "changes nothing else. Figures about a group of five or more count every conversation, without "
    "words."
)
EARLIER_YOURS: Final = N_(
    "Those you began before that stay as they were agreed; /conversations shows who reads which."
)
EARLIER_READ: Final = N_(
    "Those you began while they could read all of them stay readable to them; /conversations "
    "shows which."
)
DESK: Final = N_(
    "What they do with what they read: they can comment on it, to you here or among themselves, "
    "say where they see a reply otherwise than the coach, fill in a sheet of their own about a "
    "conversation, have a colleague code it a second time, and export it under the random name, "
    "also to make the coach better. What they write is kept beside the conversation, and /mydata "
    "shows all of it to you. A log notes who read what and when, without words."
)
CONSENT_ASK: Final = N_("Is that all right with you?")
CONSENT_YES: Final = N_("Yes, let's start")
CONSENT_NO: Final = N_("Not now")
CONSENT_OTHER: Final = N_(
    "Who can read the conversations was changed since that question was asked. This is how it is "
    "now:"
)
CONSENT_DECLINED: Final = N_(
    "That's fine. Nothing was kept. Your invitation link is there whenever you like."
)
CONSENT_CHANGED: Final = N_(
    "Before the next scene: who can read your conversations has changed here. It counts for new "
    "ones only.\n\n{who}"
)
CONSENT_CHANGED_YES: Final = N_("That's all right")
CONSENT_LATER: Final = N_(
    "That's fine. Your earlier conversations stay as they were agreed, and an open one can go on. "
    "New scenes wait until you agree; /scenarios asks again."
)
NOT_INVITED: Final = N_(
    "Hello. This is a practice place for staff and volunteers of {organisation}, and the way in "
    "is an invitation link from a supervisor there: one tap on it opens this chat again. Nothing "
    "about you was stored."
)
INVITATION_OVER: Final = N_(
    "Hello. That invitation link has been used or has run out. A supervisor at {organisation} "
    "can make a new one in a moment. Nothing about you was stored."
)
IN_ALREADY: Final = N_("You're in already.")
IN_ALREADY_LINK: Final = N_("You're in already; this link stays unused.")
IN_ALREADY_TEAM: Final = N_(
    "It is for another group, {team}. A lead can change which group you are in."
)
HELP_OUTSIDE: Final = N_(
    "Alongside is for staff and volunteers of {organisation} to practise in. The way in is an "
    "invitation link from a supervisor there: one tap on it opens this chat again.\n\n"
    "/privacy: what would be kept, for how long, who reads it\n"
    "/stop: a person to talk to"
)
NAME_ASK: Final = N_(
    "Good to have you here. What name would you like to be called by? It stays between us: "
    "supervisors see a random one. Any name works, or none."
)
NAME_CHANGE: Final = N_(
    "You are called {name} here. Another name, or none? A first name or a made-up one is plenty."
)
NAME_LATER: Final = N_(
    "What name would you like to be called by? A first name or a made-up one is plenty. It stays "
    "between us: supervisors see a random one."
)
NAME_KEEP: Final = N_("Keep {name}")
NAME_SHORT: Final = N_(
    "A first name, or a made-up one, is plenty: whole names are not kept here. Which would you "
    "like?"
)
NAME_SKIP: Final = N_("No name")
NAME_KEPT: Final = N_("Hello {name}.")
NAME_GONE: Final = N_("No name, then.")
PACE_ASK: Final = N_(
    "How fast may the client answer? At a human pace you see them typing for a moment, as on a "
    "phone."
)
PACES: Final = {"human": N_("A human pace"), "quick": N_("At once")}
PACE_KEPT: Final = N_("Pace from now on: {pace}.")
AVOID_ASK: Final = N_(
    "Is there something you'd rather not meet today? Scenes with it stay out of sight until "
    "tomorrow. A tap marks it, another takes the mark off."
)
AVOID_DONE: Final = N_("Done")
AVOID_MORE: Final = N_("More…")

YOUR_ORGANISATION: Final = N_("your organisation")
