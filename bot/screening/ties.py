"""Words around a lone first or last name that tie it to somebody real.

Each pattern has a group ``name``, or ends where the name begins; whether what stands there is a
name is for the recogniser (``bot.screening.recognisers.tied``) to say.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.roles import ANY, OFFICE, PLACE, PURE_TITLES, SERVICE, THEIRS, TITLES

_LETTER: Final = r"[^\W\d_]"
_WORD: Final = rf"(?:{_LETTER}[\w'-]{{0,24}})"
_START: Final = r"(?<![\w'@.-])"
# Words that stand before "at the desk" more often than a name does.
_NOBODY: Final = (
    r"(?!(?:i|i'?m|it|it'?s|that|that'?s|he|he'?s|she|she'?s|they|they'?re|we|we'?re|you|you'?re|"
    r"u|ur|who|"
    r"me|us|him|her|them|here|there|one|back|out|up|in|is|was|be|been|work|get|come|go|meet|stay|"
    r"right|"
    r"down|still|just|only|over|and|or|the|a|an|to|are|were|not|no|up|off)\b)"
)
_NAME: Final = rf"{_START}{_NOBODY}(?P<name>{_LETTER}[\w'-]{{1,40}})(?![\w'-])"
_MY: Final = r"(?:my|our|mi|nuestr[oa])"
_YOUR: Final = r"(?:your|ur|yr|ya|tu|his|her|their|the|that|this|another)"
_ONE: Final = r"(?:one of (?:my|our|ur|your|the)|another|an?|some)"
_WHERE: Final = (
    rf"(?:\s+(?:here|there|upstairs|downstairs|(?:at|from|in|on|over at|with|for)\s+(?:the\s+|"
    rf"our\s+|my\s+)?"
    rf"{_WORD}(?:\s{_WORD})?))?"
)
_ABOUT: Final = (
    r"(?:\s+(?:is|was|be|being|named|called)|'s|\s*[:=])(?:\s+(?:still|prob(?:ably)?|now|actually|"
    r"maybe))?"
)

# "Mrs Petrossian", "dr. ramanathan".
TITLED: Final = re.compile(
    rf"(?<![\w'-])(?:{TITLES}\.?\s+(?=(?-i:[^\W\d_a-zß-öø-ÿ]))|"
    rf"(?P<pure>{PURE_TITLES})\.?\s+)(?:[a-z]\.\s+)?",
    re.I,
)
# "my training partner Ifeoma", "our volunteer Thandiwe", "my coworker's name is Beatriz".
AFTER_MINE: Final = re.compile(
    rf"{_START}{_MY}\s+(?:{_WORD}\s+){{0,2}}?{THEIRS}"
    rf"(?:\b{_WHERE}|'?s\s+name\s*(?:'?s|\s+is|\s+was))\s+(?={_LETTER})",
    re.I,
)
# "ur caseworker Tina", "this girl Destiny I work with".
AFTER_ROLE: Final = re.compile(
    rf"{_START}(?:{_YOUR}\s+(?:{_WORD}\s+){{0,2}}?{OFFICE}|"
    rf"(?:his|her|their)\s+(?:{_WORD}\s+)?{THEIRS}|(?:{_ONE})\s+(?:{_WORD}\s+)?{SERVICE}|"
    rf"(?:this|that|some|another|an?)\s+(?:{_WORD}\s+)?{ANY}|"
    rf"{_ONE}\s+(?:{_WORD}\s+)?{THEIRS}\s+of\s+(?:mine|ours))"
    rf"(?:\b{_WHERE}|'?s\s+name\s*(?:'?s|\s+is|\s+was))\s+(?={_LETTER})",
    re.I,
)
# "u know that Tyrese kid".
THAT_KID: Final = re.compile(
    rf"{_START}(?:that|this|the|some)\s+(?P<name>{_LETTER}[\w'-]{{1,40}})\s+"
    r"(?:kid|guy|girl|lady|dude|woman|man|fella|bloke|chick|lad|boy|person)\b",
    re.I,
)
# "our Ruth", as in the north of England.
OUR_OWN: Final = re.compile(rf"{_START}our\s+(?={_LETTER})", re.I)
# "my wife, Svetlana, at", "our nurse on Mondays (Ines)": a comma or a bracket on either side.
_ALONE: Final = rf"(?=(?:{_WORD}\.?\s+)?{_WORD}(?:[ -]{_WORD})?\s*"
_ASIDE: Final = (
    r"(?:\s+(?:of|from|in|at|on|last|who|that|we|i|before|after|here|there|yesterday|we'd|i'd)\b"
    r"[^,.!?()]{0,40}?)?\s*[,(]\s*"
)
_MEETING: Final = (
    r"(?:with|w|w/|met|knew|know|known|saw|seen|like|of|about|remember|from|by|support(?:ed|ing)?|"
    r"ask|asked)"
)
BETWEEN: Final = re.compile(
    rf"{_START}(?:(?P<my>{_MY})\s+(?:{_WORD}\s+){{0,2}}?{THEIRS}\b{_ASIDE}|"
    rf"(?:another|one of (?:my|our))\s+(?:{_WORD}\s+)?{SERVICE}\b{_ASIDE}|"
    rf"{_MEETING}\s+(?:{_ONE}|this|that|the)\s+(?:{_WORD}\s+)?{ANY}\b{_ASIDE}|"
    rf"(?:{_ONE}|the|that|this)\s+(?:{_WORD}\s+)?{ANY}\s+"
    r"(?:of|from|in|at|on|last|who|that|we|i|u|you|they|before|after|"
    r"yesterday)\b[^,.!?()]{0,40}?\s*[,(]\s*)"
    rf"{_ALONE}(?:[,)]|(?(my)[.!?]|[,)])))",
    re.I,
)
# "the shelter director, Sister Anunciata, can", "client before u, rajinder, left".
BETWEEN_OFFICE: Final = re.compile(
    rf"(?:{_START}(?:{_YOUR}|last|first)\s+|^|[.!?]\s+)(?:{_WORD}\s+)?{SERVICE}"
    r"(?:\s+(?:before|after|from|at|on|last)\s+[^,.!?()]{1,30}?|\s+(?:here|there))?\s*[,(]\s*"
    rf"{_ALONE}[,)])",
    re.I,
)
# "my mentor is Marisol", "the judge was Fitzwilliam".
IS_ROLE: Final = re.compile(
    rf"{_START}(?:{_MY}\s+(?:{_WORD}\s+){{0,2}}?{THEIRS}|"
    rf"{_YOUR}\s+(?:{_WORD}\s+)?{OFFICE})\b{_WHERE}"
    rf"{_ABOUT}\s+(?:a\s+|that\s+)?(?={_LETTER})",
    re.I,
)
# "Priyanka, my coworker", "Dookie thats my roommate", "Bogdan? hes my neighbor".
_BEING: Final = (
    r"(?:\s*[,(]\s*|\s*,?\s+(?:is|was|that's|thats|that is|that was|who's|whos|who is|who was|he's|"
    r"she's|hes|shes|they're|(?:used to be|being))\s+|"
    r"\s+(?=(?:my|our)\s)|"
    r"[?!.,]*\s+(?:he|she|they)(?:'?s|\s+is|\s+was|'?re|\s+were|\s+used to be)\s+)"
)
_ROLE_OF: Final = (
    rf"(?:one of (?:my|our|the)\s+(?:{_WORD}\s+){{0,2}}?{_WORD}|"
    rf"(?:my|our)\s+other\s+{_WORD}|an?(?:other|\s+old)?\s+(?:{_WORD}\s+)?{_WORD}\s+of\s+(?:mine|"
    rf"ours)|"
    rf"(?:my|our)\s+(?:{_WORD}\s+){{0,2}}?{THEIRS}|(?:the|ur|"
    rf"your)\s+(?:{_WORD}\s+){{0,2}}?{OFFICE})\b"
)
BEFORE_ROLE: Final = re.compile(
    rf"{_NAME}(?P<how>{_BEING}){_ROLE_OF}(?P<close>\s*(?:[,).!?;]|$|who\b|from\b|that\b|at\b|in\b|"
    rf"on\b))?",
    re.I,
)
_BARE: Final = (
    r"(?:legal|housing|intake|dispatch|reception|security|outreach|benefits|welfare|detox|hr)"
)
# "ask for keisha at the desk", "Shanice from the front office".
AT_PLACE: Final = re.compile(
    rf"{_NAME}\s+(?:(?P<ours>(?:(?:at|from|in|with|on|over (?:at|in)|out of|down at|"
    rf"up at)\s+(?:our|my)\s+"
    rf"(?:{_WORD}\s+){{0,2}}?{PLACE})|(?:from|in|over at|over in|on)\s+{_BARE})|"
    r"(?:at|from|with|over (?:at|in)|out of|down at|up at|works?|does)\s+"
    rf"(?:(?:the|ur|your|that|this)\s+)?(?:{_WORD}\s+){{0,2}}?{PLACE}|"
    r"upstairs|downstairs|next door|across the (?:hall|street|road|way))\b",
    re.I,
)
ASKED: Final = re.compile(
    r"\b(?:ask(?:ed|ing)?\s+for|(?:say|said|tell\s+(?:em|them|him|her))\s+(?=[\w'-]+\s+(?:sent|"
    r"said))|"
    r"tell\s+(?=[\w'-]+\s+(?:that\s+)?(?:i|we)\s+(?:sent|said))|"
    r"signed\s+by|attn:?|c/o|care\s+of|goes\s+by\s+(?:the\s+name\s+)?|by\s+the\s+name\s+of|"
    r"it\s+was\s+(?=[\w'-]+\s+(?:that|who)\b)|"
    r"(?:remember|know|knew|met|heard\s+of)\s+(?=[\w'-]+\s*(?:\?|from\b|who\b|with\b|that\b)))"
    rf"\s*(?={_LETTER})",
    re.I,
)
# "she was called noreen": only a common name, since many things are called something.
CALLED: Final = re.compile(
    r"\b(?:she|he|they|who|that|lady|guy|woman|man|girl|kid|one|nurse|worker|people)"
    r"(?:'?s|\s+(?:was|is|were|are|gets|got))\s+(?:called|named)\s+(?=[^\W\d_])",
    re.I,
)
# "marcus runs the group", "Tonya's cell", "text Imani at 604".
ACTS: Final = re.compile(
    rf"{_NAME}(?:\s+(?:who\s+|that\s+)?(?:runs|manages|leads|supervises|coordinates|volunteers|"
    rf"covers|"
    r"teaches|chairs|hosts)\s+(?:the|our|a|days|nights|weekends|intake|here|there|it|that|this|"
    r"both)\b|"
    r"\s+(?:who\s+|that\s+)?(?:works|does|drives|answers)\s+(?:at|here|there|nights|days|mornings|"
    r"weekends|for (?:us|the)|with us|in the|on the|the (?:desk|phones?|door|van)|intake|"
    r"housing)\b|"
    r"\s+(?:at|on|@)\s+(?=[(+]?\d{3}))",
    re.I,
)
# "Kwabena's cell".
HAS: Final = re.compile(
    rf"{_START}(?P<name>{_LETTER}[\w-]{{1,40}})'s\s+(?:(?:direct|work|personal|cell|mobile|home|"
    rf"own|new)\s+)?"
    r"(?:cell|number|phone|line|extension|e-?mail|address|insta|snap|file|case|chart|digits|"
    r"voicemail|"
    r"landline)\b",
    re.I,
)
# "Meulen i think his last name was".
LAST_NAME: Final = re.compile(
    rf"{_NAME},?\s+(?:i think\s+|i believe\s+)?(?:was|is|that's|thats)?\s*(?:his|her|their|the)\s+"
    r"(?:last|sur|sir|family|first|real|full|whole|middle)\s*name\b",
    re.I,
)
# Whoever says "I'm Sam from the van", or speaks to somebody, names nobody else.
SELF: Final = re.compile(
    r"(?:\bi'?m|\bim|\bi am|\bit'?s|\bits|\bthis is|\bname(?:'?s| is)?|\bcall me|\bhi|\bhey|"
    r"\bhello|\bok|"
    r"\bokay|\bthanks|\bthank (?:you|u)|\bsorry|\byo|\blisten|\bdear|\bhang on|\bfor sure|\bplease|"
    r"\bpls|\bno worries|\bwelcome|\bbye|\bmorning|\bevening|\byes|\byeah|\bno|\bgot it)[,!.]?\s+$",
    re.I,
)
CUES: Final = (
    TITLED, AFTER_MINE, AFTER_ROLE, THAT_KID, OUR_OWN, BETWEEN, BETWEEN_OFFICE, IS_ROLE,
    BEFORE_ROLE, AT_PLACE, ASKED, CALLED, ACTS, HAS, LAST_NAME,
)  # fmt: skip
