"""Interface texts, in one place: what the practice itself says (not the client, not the coach).

Each is marked for the catalogues (``N_``) and translated where it is said (``_``).
"""

from typing import Final

from bot.i18n import N2_, N_

# -- getting in ----------------------------------------------------------------------------------

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

# -- scenes --------------------------------------------------------------------------------------

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

# -- around one reply ----------------------------------------------------------------------------

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
    "A supervisor has settled that one meanwhile, so a reason is not needed any more, and none was "
    "kept."
)
REASON_KEPT: Final = N_("Kept as your reason: “{reason}”")
FOR_CLIENT: Final = N_("It was for {name}")
FOR_CLIENT_LATE: Final = N_(
    "That button belongs to an earlier moment; the words stay where they are."
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
EDITED_ASK: Final = N_("You changed “{reply}”. Take that turn again with the new words?")
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

# -- leaving and coming back ---------------------------------------------------------------------

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

# -- what supervisors write ----------------------------------------------------------------------

A_SUPERVISOR: Final = N_("A supervisor")
COMMENT_ON_REPLY: Final = N_(
    "{who} read your conversation “{title}” and writes about this reply: “{quote}”"
)
COMMENT: Final = N_("{who} read your conversation “{title}” and writes:")
COMMENT_ONCE: Final = N_("An answer is welcome, once; leaving it at that is fine, too.")
ANSWER: Final = N_("Answer")
ANSWER_ASK: Final = N_(
    "What would you like to answer? The next thing you write goes to supervisors as it is, "
    "numbers and names too; nothing else does. They see only your random name, unless you say "
    "who you are."
)
ANSWER_SKIP: Final = N_("No answer")
ANSWER_KEPT: Final = N_("Kept as your answer, for supervisors to read: “{text}”")
ANSWERED: Final = N_("That comment has your answer already: “{text}”")
ANSWER_GONE: Final = N_("That comment is no longer here, so there is nothing to answer any more.")
ANSWER_UNSHARED: Final = N_(
    "That conversation is yours alone now, so an answer would reach nobody. /conversations lets "
    "you share it again."
)

# -- afterwards ----------------------------------------------------------------------------------

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

# -- preferences ---------------------------------------------------------------------------------

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

# -- their data ----------------------------------------------------------------------------------

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

# -- the practice itself -------------------------------------------------------------------------

UNKNOWN_COMMAND: Final = N_(
    "That command isn't one of these: {commands}. To say something to the client, it can be "
    "written without the slash."
)
GROUP: Final = N_(
    "Practice is for private chats only, so this is goodbye. Write to me directly any time."
)
FAILED: Final = N_(
    "Something went wrong on our side, not yours. The same message can be sent again in a moment."
)
HELP: Final = N_(
    "What you write goes to the client, as at work. Besides that:\n"
    "/scenarios chooses a scene\n"
    "/hint a nudge for the line in front of you, and a fuller one the second time\n"
    "/again: your last turn, or an earlier one, once more\n"
    "/pause and /resume keep the conversation for later\n"
    "/end: the debrief\n"
    "/stop: out of the role at once, with a person to talk to\n"
    "/progress: what you've been using, over the weeks\n"
    "/conversations: those you had, and who can read them\n"
    "/settings: pace, coach, language, reminders, what you'd rather not meet today\n"
    "/coach when the coach speaks\n"
    "/reminders, if you'd like some\n"
    "/privacy: what is kept, for how long, who reads it\n"
    "/mydata: all that is kept about you\n"
    "/forget erases it\n"
    "/start what this is\n"
    "/help this list"
)
