"""Interface texts, in one place: what the practice itself says (not the client, not the coach)."""

from typing import Final

WELCOME: Final = (
    "Welcome to Alongside: a place to practise conversations before they matter.\n\n"
    "You talk with someone who comes to a harm-reduction service, played from authored lines. "
    "They open up or close, depending on how they are spoken to. After each reply a coach, "
    "marked as such, names what went well and which words may have landed badly, and you can "
    "take any turn again. There is no grade."
)
PRIVACY: Final = (
    "What is kept: your practice conversations, under a random name, on {organisation}'s own "
    "machine. Your Telegram id is stored apart from them. Supervisors there can read the "
    "conversations. Nothing goes to anyone else. Please leave out real people's details; "
    "made-up ones work just as well."
)
CONSENT_ASK: Final = "Is that all right with you?"
CONSENT_YES: Final = "Yes, let's start"
CONSENT_NO: Final = "Not now"
CONSENT_DECLINED: Final = "That's fine. Nothing was kept. /start is here whenever you like."
CONSENT_FIRST: Final = "Before we begin, there is a short word about what is kept: /start shows it."
CHOOSE: Final = "Which scene would you like?"
NO_SCENE: Final = "There is no such scene. /scenarios shows the ones there are."
NOTHING_OPEN: Final = "No conversation is open right now. /scenarios shows what there is."
UNREVIEWED: Final = "not yet reviewed by people with lived experience"
DIFFICULTY: Final = {1: "gentle", 2: "middling", 3: "hard"}
AGAIN_NOTHING: Final = "There is no reply to take back yet. The line to answer is still: “{line}”"
AGAIN: Final = "Back one turn. {name} has forgotten it. The line to answer:\n“{line}”"
TRY_AGAIN: Final = "Try again"
SHOW_WAY: Final = "Show me a way"
GO_ON: Final = "Go on"
DISAGREE: Final = "I disagree"
DISAGREED: Final = "Noted, with your words beside it, for a supervisor to read."
DISAGREE_LATER: Final = "There is no flag on that reply to disagree with."
WAYS: Final = "Other ways to answer “{line}”:"
NO_MORE_WAYS: Final = "Those were all the wordings there are for this line. Yours may be the next."
PAUSED: Final = "Paused. It keeps as it is; /resume brings you back to the same line."
RESUMED: Final = "Back with {name}. The last thing said:\n“{line}”"
NOTHING_PAUSED: Final = "Nothing is paused. /scenarios shows what there is."
STEPPED_OUT: Final = (
    "The role-play has stopped; this is no longer {name} speaking. What you wrote was not coded "
    "and not kept.\n\n{contacts}\n\nThere is no hurry to come back. /resume: the scene goes on, "
    "/end: the debrief."
)
CONTACTS_DEFAULT: Final = (
    "If you'd like to speak with a person: your supervisor at {organisation} is there for this "
    "too. In the US, 988 reaches someone at any hour by call or text; elsewhere "
    "findahelpline.com lists local lines."
)
EMPTY: Final = "That arrived empty. {name} is still waiting, in no hurry."
PERSONAL: Final = (
    "That looked like it held a real {kinds}. It was replaced before anything was stored. "
    "Made-up details work just as well here."
)
NOT_ENGLISH: Final = (
    "That didn't look like English, and this version can only follow English, so it was neither "
    "coded nor held against you."
)
HURT: Final = (
    "{name} ended the conversation. Remarks like that one hurt, also in practice, so the scene "
    "stops there. A supervisor can see that it happened, not the words. When you're ready, a "
    "new scene starts with /scenarios."
)
BOT: Final = (
    "To be plain about it: this is a practice with authored lines, played by software on "
    "{organisation}'s machine. /stop leaves the role at any time."
)
NOT_TEXT: Final = (
    "Thanks. In this practice only written words reach the client, so that one was not passed "
    "on, and nothing is lost. The line to answer is still: “{line}”"
)
NOT_TEXT_IDLE: Final = "Thanks. Here only written words can be used. /scenarios shows the scenes."
EDITED: Final = (
    "You changed a message that was already answered. The conversation went on from the first "
    "version; /again takes the last turn back if you'd like to use the new words."
)
UNKNOWN_COMMAND: Final = (
    "That command isn't one of these: {commands}. To say something to the client, it can be "
    "written without the slash."
)
GROUP: Final = (
    "Practice is for private chats only, so this is goodbye. Write to me directly any time."
)
STILL_OPEN: Final = "Your conversation with {name} was set aside; /resume brings it back."
CARRY_KEPT: Final = "Kept: {what}. It will be there at the start of your next conversation."
CARRY_LAST: Final = "What you wanted to carry along: {what}."
COACH_MODE: Final = "Coach notes: {mode}."
COACH_ASK: Final = "When would you like the coach to speak?"
COACH_MODES: Final = {"each": "after each reply", "end": "at the end", "off": "not at all"}
HINT_AIM: Final = "A thought for this line: {hint}"
FAILED: Final = (
    "Something went wrong on our side, and your message was kept. It can be sent again in a moment."
)
HELP: Final = (
    "What you write goes to the client, as at work. Besides that:\n"
    "/scenarios chooses a scene\n"
    "/hint a nudge for the line in front of you, and a fuller one the second time\n"
    "/again: your last turn, once more\n"
    "/coach when the coach speaks\n"
    "/pause and /resume keep the conversation for later\n"
    "/end: the debrief\n"
    "/stop: out of the role at once, with a person to talk to\n"
    "/start what this is and who sees what\n"
    "/help this list"
)
