"""English."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = r"(?:role[- ]?play|exercise|practice|scenario|simulation|training)"
_SCENE: Final = (
    rf"(?:(?:the|this|our|my) (?:{_EXERCISE}|scene|session|conversation|convo|chat|game|bot)|"
    r"role[- ]?play)"
)
_HUMAN: Final = (
    r"(?:(?:an? |some )?(?:real|actual|live) (?:person|human(?: being)?|someone|somebody)|"
    r"a (?:person|human(?: being)?)|someone(?: real)?|somebody(?: real)?)(?: instead)?"
    r"(?: (?:and )?not a (?:ro)?bot)?"
)
_TALK: Final = rf"(?:(?:please|just) )*(?:talk|speak|chat) (?:to|with) {_HUMAN}"
_VERY: Final = r"(?:(?:really|just|so|actually|honestly|kinda|truly|still|do|literally) )*"
_MUST: Final = r"(?:need to|have to|got to|gotta|must|(?:gonna|going to) (?:have|need) to)"
_WISH: Final = (
    rf"(?:i|we)(?:'?d| would|'?ve|'?m| am|'?re| think i)? {_VERY}"
    rf"(?:want to|wanna|like to|{_MUST})|let'?s|(?:can|could|may|shall|should) (?:we|i)"
)
_ASK: Final = rf"(?:(?:{_WISH}|(?:can|could|would|will) (?:you|u)) (?:(?:please|pls|plz|just) )*)"
# One word more, but none that denies.
_ADVERB: Final = r"(?:(?!not\b|never\b|\w+nt\b)\w+ )?"
_IM: Final = r"(?:i'?m|i am|im)"

# What somebody might do to themselves, as an infinitive and as a gerund. What follows tells the
# figure of speech: dying of cold, killing myself laughing, hurting myself lifting a box.
_FIGURE: Final = (
    r"(?! (?:of|from|laughing|for|inside|trying|to|if|without|on (?:that|the|a|this)|lifting|"
    r"carrying|moving|falling|tripping|my|your|the|it|her|his|their|hair)\b)"
)
_SELF: Final = r"(?:myself|my ?self)"
_HARM: Final = (
    rf"(?:(?:kill|hurt|harm|off|unalive) {_SELF}\b{_FIGURE}|do something (?:bad |stupid )?to "
    rf"{_SELF}\b|cut {_SELF}\b(?! (?:a|an|some|off|out|short|loose|on)\b)|"
    r"(?:end|take) my (?:own )?life\b|end it (?:all|tonight|now)\b|"
    r"end it(?=\s*(?:[.!,;]|$))|commit suicide\b|kms\b|self[- ]?harm\b)"
)
_DIE: Final = rf"(?:{_HARM}|(?:die|be dead|not (?:be alive|exist|wake up))\b{_FIGURE})"
_DYING: Final = (
    rf"(?:(?:killing|hurting|harming|offing|unaliving) {_SELF}\b{_FIGURE}|"
    rf"cutting {_SELF}\b(?! (?:a|an|some|off|out|short|loose|on)\b)|"
    r"(?:ending|taking) my (?:own )?life\b|committing suicide\b|"
    r"ending it(?: all\b|(?=\s*(?:[.!,;]|$)))|"
    rf"dying\b{_FIGURE}|being dead\b|not being (?:alive|here any ?more)\b)"
)
_THOUGHTS: Final = (
    r"(?:suicide\b(?! (?:prevention|hot ?line|line|rates?|awareness|watch)\b)|"
    rf"self[- ]?harm(?:ing)?|suicidal thoughts|{_DYING}|wanting to {_DIE})"
)
_NOW: Final = r"(?: (?:any ?more|right now|now|today|tonight|at the moment|atm))*"

ENGLISH: Final = Words(
    language="English",
    around=(
        r"ok(?:ay)?|k|hey|no|nope|um|uh|well|so|please|pls|plz|pleas|sorry|i'?m sorry|wait|god|"
        r"thanks|thank you|now|right now|today|for (?:today|now)|"
        r"for a (?:bit|moment|sec(?:ond)?|minute)|here|there|actually|seriously|but|and|guys|"
        r"ooc|out of (?:role|character)|this is me|"
        r"(?:i'?m )?(?:really )?not comfortable (?:with|doing) this|"
        r"i mean it|(?:i'?m|i am) (?:really |so )?(?:crying|shaking|overwhelmed|upset)",
    ),
    whole=(
        rf"{_ASK}(?:stop+|end|pause|quit|exit)(?: (?:this|it|that|{_SCENE}))?",
        rf"(?:{_WISH}) (?:leave|exit|get out of) {_SCENE}",
        r"i'?m (?:stopping|quitting|ending this)|i (?:quit|give up)",
        rf"i {_VERY}(?:want|need) (?:to get )?out(?: of (?:this|here))?",
        r"(?:can|could|may) (?:we|i) (?:take|have) a (?:break|breather)",
        rf"i {_VERY}can'?t (?:do|take|handle|deal with|cope with|face|continue|go on with|"
        rf"carry on with|keep doing) this{_NOW}",
        rf"i {_VERY}can'?t (?:do|take|handle) (?:it|that) any ?more",
        rf"i {_VERY}want (?:this|it) to (?:stop|end|be over)",
        rf"how (?:do|can) i (?:stop|end|exit|quit|leave)(?: (?:this|{_SCENE}))?",
        r"i'?d rather not (?:go on|continue|carry on|do this)|i (?:don'?t|do not) feel "
        r"(?:ok(?:ay)?|comfortable|safe|well|good) (?:doing|with) this",
        rf"i {_VERY}can'?t (?:go on|carry on|continue|cope|keep going|breathe){_NOW}",
        rf"i {_VERY}(?:don'?t|do not) (?:want to|wanna) (?:(?:do|play|keep doing|go on with|"
        rf"carry on with|continue|continue with) (?:this|it|that)|continue|go on|carry on|play)"
        rf"{_NOW}",
        rf"{_IM} (?:really )?(?:not |un)comfortable (?:with|doing) this",
        r"(?:i'?m (?:so )?done(?: with this)?|i'?ve had enough(?: of this)?)",
        rf"{_IM} (?:really )?not (?:ok(?:ay)?|well|doing ok(?:ay)?){_NOW}",
        r"this(?: is|'?s| feels) (?:all )?(?:(?:just|really|getting|way|a bit|a little) )*"
        rf"(?:too (?:much|real|hard|intense|painful)|triggering|overwhelming){_NOW}",
        rf"{_IM} (?:really |kinda )?(?:panicking|freaking out){_NOW}",
        r"(?:a )?real (?:person|human)",
        rf"(?:(?:can|could|may) (?:i|we)|i (?:want|need|have|would like) to|i'?d like to|"
        rf"let me) {_TALK}",
        rf"(?:i (?:want|need)|get me|is there) {_HUMAN}"
        r"(?: (?:i can |to )(?:talk|speak) (?:to|with))?",
        r"i (?:really )?need (?:help|support)",
    ),
    unasked=(
        rf"(?:stop+|quit|end|pause|exit)(?: (?:this|it|that|{_SCENE}|role[- ]?playing))?",
        rf"leave {_SCENE}",
        rf"(?:need|want|would like) to {_TALK}",
        rf"{_MUST} (?:stop+|quit)(?: (?:this|{_SCENE}))?",
        rf"(?:i(?:'?m|'?ll)? )?{_VERY}(?:(?:gonna|going to) )?(?:need|want) "
        r"(?:a|to take a|to have a) (?:break|breather)(?: from this)?",
        r"(?:having (?:a|another) )?panic attack|help me|time ?out|safe ?word|kms|"
        r"no more(?: of this)?|enough|get me out(?: of (?:here|this))?",
        rf"(?:just |really |still )*(?:want to|wanna|going to|gonna) {_DIE}{_NOW}",
        rf"(?:just |really )*don'?t (?:want to|wanna) (?:live|be alive|be here any ?more){_NOW}",
        rf"(?:been |still )*(?:feeling suicidal|(?:having|thinking about|thinking of) {_THOUGHTS})"
        rf"{_NOW}",
    ),
    anywhere=(
        r"^\W*ooc\b",
        rf"\b(?:step(?:ping)? out of|break(?:ing)?) (?:the |my |this )?(?:role|character|"
        rf"{_EXERCISE})\b(?! (?:model|of|as)\b)",
        r"\bout of (?:the )?role\b(?! (?:of|as|that|you|she|he|they)\b)",
        r"(?<!you )(?<!he )(?<!she )(?<!they )\b(?:stop|end|pause|leave|quit|exit) (?:the|this) "
        rf"{_EXERCISE}\b(?! (?:class|at|in|on)\b)",
        r"\b(?:this|it)(?: is|'?s) (?:\w+ )?(?:too (?:much|close|hard|intense|painful)|"
        r"bringing up|triggering)"
        r"(?: \w+){0,3} (?:for me|home|my own)\b(?!,? (?:for (?:you|her|him|them)\b)|\?)"
        r"(?! to (?!handle|take|bear|cope|deal|continue|go on|carry on)\w)",
        r"\b(?:this|it|that)(?: one)?(?: is|'?s)? (?:\w+ ){0,2}?(?:hits?|hitting|feels?|is|'?s) "
        r"(?:\w+ )?"
        r"too close to home\b(?!,? for (?:you|her|him|them)\b|\?)",
        r"(?:^|[.!?;\n] ?)(?:\w+,? )?too close to home\b(?!,? for (?:you|her|him|them)\b|\?)",
        rf"\bthis (?:{_EXERCISE} |scene )?(?:is|was) triggering me\b",
        rf"\b(?:{_IM}|i feel) (?:really |so |being |getting )*triggered\b",
        r"\bthis (?:\w+ )?reminds me (?:too much )?of my own\b",
        r"\bthoughts (?:of|about) (?:killing|hurting|harming) myself\b",
        rf"\b{_IM} a danger to myself\b|\bi (?:still )?self[- ]?harm(?:ed)?\b",
        rf"\bi (?:almost|nearly) killed {_SELF}\b{_FIGURE}",
        r"\bi don'?t know if i (?:want to|wanna) (?:live|be alive|be here any ?more)\b",
        # As the last words, behind another sentence or a comma.
        rf"[.!?;,\n] ?(?:so |and |but |sorry,? )*(?:i {_VERY}(?:need|have|want|got) to|i gotta) "
        r"(?:stop|quit|end)(?: this| it| now| here| please)*\W*$",
        rf"[.!?;,\n] ?(?:so |and |but |sorry,? )*i {_VERY}can'?t (?:do|take|handle|keep doing) "
        r"this(?: any ?more| right now| now)?\W*$",
        rf"\b{_IM} having (?:a|another) (?:panic|anxiety) attack\b",
        rf"\bi(?:'?m| am|'?ve)? {_VERY}(?:always |even |often |sometimes |have |almost )*"
        r"(?:want(?:ed)?|need(?:ed)?|wanna|going|gonna|feel(?:ing)? like|felt like|planning|plan|"
        rf"tried|trying|wish i could|wish i could just)(?: to)? (?:just )?(?:{_DIE}|{_DYING})",
        rf"\b(?:i'?mma|imma|i might|i may|i could|i will|i'?ll|i'?m about to) {_ADVERB}{_HARM}",
        rf"\bi(?:'?m| am|'?ve(?: been)?| have(?: been)?| was| keep| kept| can'?t stop)? "
        rf"{_VERY}{_ADVERB}(?:think(?:ing)?|thought|think a lot|dream(?:ing|t)?|fantasi[sz]ing) "
        rf"(?:a lot )?(?:about|of|abt) {_THOUGHTS}",
        r"\bi(?:'?m| am|'?ve(?: been)?| have(?: been)?| was| keep)? "
        r"(?:having|have|had|getting|get|got) (?:some |these |such |bad |dark |a lot of )*"
        r"(?:suicidal (?:thoughts|ideation)|"
        rf"thoughts (?:of|about) {_THOUGHTS})",
        rf"\bi(?:'?m| am| feel|'?ve been| have been) {_ADVERB}suicidal\b",
        rf"\bi(?:'?ve been|'?ve started| keep| started|'?m) (?:cutting|hurting|harming) {_SELF}\b"
        r"(?! (?:a|an|some|off|out|short|loose|on|by)\b)",
        r"\bi(?:'?d| would) rather be dead\b",
        r"\bi wish i (?:(?:was|were) (?:just )?(?:dead|not alive)|(?:wasn'?t|weren'?t) (?:alive|"
        r"here any ?more)|could (?:just )?(?:die|be dead)|(?:hadn'?t been|(?:was|were|had) never "
        r"(?:been )?) ?born)\b(?! (?:of|laughing)\b)",
        r"\bi (?:\w+ )?(?:don'?t|do not) (?:even |really |just )?(?:want to|wanna) "
        r"(?:live|be alive|exist|wake up)\b(?! (?:with (?:him|her|them|you)|near|next|far|at|by|in|"
        r"on|here|there|under|alone|off|to|and|early|tired|the|my|him|her|"
        r"anyone|you|your)\b)",
        r"\bi (?:\w+ )?(?:don'?t|do not) (?:want to|wanna) be here any ?more(?=\s*(?:[.!?,;]|$))",
        r"\bi (?:\w+ )?can'?t (?:go on living|keep living|live like this|live any ?more)\b",
        r"\bi (?:\w+ )?(?:don'?t|do not) (?:see|have) (?:the|any|a) (?:point|reason) (?:in living|"
        r"of living|to live)\b|\bi have nothing to live for\b",
        rf"\bi (?:don'?t|do not) feel safe (?:with|around) {_SELF}\b",
        rf"(?:\bnot|n'?t) (?:the|part of (?:the|this)) {_EXERCISE}[,.:; -]+(?:i\b|this is me)",
        r"\bi need (?:a|some) real (?:person|help|human)\b(?!')",
        rf"\bcan'?t (?:do|go on with|keep doing) this (?:{_EXERCISE}|scene|session)\b",
        r"\b(?:i|we|let me)(?:'?d)? (?:(?!you\b)\w+ ){0,4}(?:talk|speak) (?:to|with) a "
        r"(?:real|live|actual) (?:person|human)\b(?! (?:at|from|in)\b|')",
    ),
)
