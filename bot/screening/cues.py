"""Words that say the next one is somebody's name, and how words stand in a row.

Kept apart from the recognisers so that looking whether there is anything to look for costs
next to nothing.
"""

from __future__ import annotations

import re
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")

_PERSON: Final = (
    r"(?:guy|man|woman|girl|lady|boy|kid|dude|fella|bloke|chick|person|somebody|someone|friend|"
    r"client|"
    r"patient|participant|resident|guest|member|teen(?:ager)?|mother|father|mom|mum|dad|uncle|aunt|"
    r"auntie|daughter|son|sister|brother|cousin|niece|nephew|wife|husband|partner|girlfriend|"
    r"boyfriend|ex|nurse|doctor|cop|officer|detective|dealer|pimp|trick|john|regular|worker|"
    r"counsel+or|"
    r"therapist|lawyer|judge|landlord|manager|neighbou?r|roommate|flatmate|bouncer|driver|trainee|"
    r"volunteer|student|colleague|coworker|co-worker|caseworker|supervisor|teacher|chica|chico|"
    r"hombre|"
    r"mujer|señora|señor)s?"
)
_MINE: Final = (
    r"(?:(?:step|half|grand|foster |god)?(?:sister|brother|mother|father|mom|mum|mam|dad|daughter|"
    r"son|child|ma|pa)|cousin|niece|nephew|wife|husband|partner|girlfriend|boyfriend|ex|aunt|"
    r"auntie|"
    r"uncle|nan|gran|fianc[ée]e?|friend|buddy|homegirl|homeboy|mate|roommate|flatmate|neighbou?r|"
    r"sponsor|coworker|co-worker|colleague|supervisor|boss|manager|teammate|caseworker|case worker|"
    r"counsel+or|therapist|lawyer|landlord|landlady)"
)
_AGE: Final = (
    r"(?:(?:late|little|big|older|younger|youngest|oldest|eldest|own|twin|old|former|first|other|"
    r"new|last|favou?rite)\s+)*"
)
_CLIENT: Final = r"(?:client|patient|participant|resident|service user|case|guest|peer)"

# After these a capitalised word is a name; in lower case only one of the common ones.
NEXT_TO: Final = re.compile(
    rf"\b(?:my|our|another|one of (?:my|our|the)|a)\s+{_AGE}{_CLIENT}s?"
    r"(?:\s+of\s+(?:mine|ours))?,?\s+|"
    rf"\bmy\s+{_AGE}{_MINE}\s+|"
    r"\b(?:officer|detective|det\.|deputy|sergeant|sgt\.?|judge|trooper|constable|special agent)"
    r"\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
# After these it is a name even if it is also a word.
NAMED: Final = re.compile(
    rf"\b{_PERSON}"
    r"(?:\s+(?:of\s+(?:mine|ours)|(?:from|in|at|on|with)\s+(?:\w+\s+){1,3}?|here|there|i\s+\w+))?"
    r",?\s+(?:(?:who(?:\s+i|'s|\s+is|\s+was)?|i|we)\s+)?"
    r"(?:named|called|by the name of|goes by|go by|llamad[oa])\s+|"
    r"\b(?:real|legal|government|govt|gov|full|birth|given|actual|christian|maiden|whole|last|sur|"
    r"dead)\s*name(?:'?s|\s+is|\s+was|:|\s+being)?\s+(?:actually\s+|really\s+|still\s+)?|"
    r"\b(?:his|her|hers|their|the\s+\w+'s|whose)\s+(?:first\s+|real\s+)?name\s*"
    r"(?:'?s|is|was|:)?\s+(?:actually\s+|really\s+)?|"
    r"\bname on (?:the|this|that|my|your|his|her|their) (?:lease|id|form|card|warrant|papers?|file|"
    r"chart|sheet|licen[cs]e|passport|order|bracelet|wristband|"
    r"letter|prescription) (?:is|was|says|said|reads)\s+|"
    r"\bname of\s+|\bse llama(?:ba)?\s+",
    re.IGNORECASE,
)
# The same with a comma or a bracket: "a client from Tuesday, Jasmine, said ...".
ASIDE: Final = re.compile(
    rf"\b(?:my|our|a|another|one|this|that|some|an old)\s+{_AGE}(?:{_CLIENT}"
    r"(?:\s+(?:i|we|from|at|in|who|of|last|on)\b[^,.!?()]{1,40})?|"
    rf"{_PERSON}\s+(?:who(?:m)?\s+|that\s+)?(?:i|we)\s+"
    r"(?:knew|know|had|work(?:ed)?|support(?:ed)?|saw|met|help(?:ed)?|used|lost|see)\b"
    r"[^,.!?()]{0,30}?)\s*[,(]\s*(?=[^\W\d_]+(?:[ -][^\W\d_]+)?\s*[,).!?])",
    re.IGNORECASE,
)
# What may stand between such words and the name.
TITLE: Final = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|pastor|father|nurse|señora|señor|sra|sr|doña|don)\b\.?\s+",
    re.IGNORECASE,
)
# The other way round: "Bernadette was her real name", "Jasmine, one of my clients, ...".
_CALLED: Final = r"(?<![\w'-])(?P<{}>[^\W\d_][\w'-]+(?:\s[^\W\d_][\w'-]+){{0,2}}?)"
_ONE_OF_MINE: Final = (
    rf"(?:(?:one|some) of (?:my|our) {_CLIENT}s|an? {_AGE}{_CLIENT} of (?:mine|ours)|"
    rf"(?:my|our) {_AGE}{_CLIENT})"
)
BEFORE_NAME: Final = re.compile(
    _CALLED.format("name")
    + r",?\s+(?:was|is|being|that's|that is|that was)\s+(?:his|her|their|the)\s+"
    r"(?:(?:real|legal|government|full|actual|whole|given|birth)\s+)name\b|"
    + _CALLED.format("named")
    + r",?\s+(?:was|is|being)\s+(?:his|her|their)\s+name\b|"
    + _CALLED.format("client")
    + rf"\s+(?:was|is|used to be|had been)\s+{_ONE_OF_MINE}\b|"
    + _CALLED.format("aside")
    + rf"\s*[,(]\s*{_ONE_OF_MINE}\s*[,).]",
    re.IGNORECASE,
)
