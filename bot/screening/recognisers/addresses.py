"""Where somebody lives: a number and a street, an apartment, a postal code with its state.

A street alone, a corner or a block is where a scene plays, and stays.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import words
from bot.screening.recognisers.base import Rule, Rules

TYPE: Final = (
    r"(?:street|str?|avenue|ave?|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir|"
    r"place|pl|terrace|ter|parkway|pkwy|highway|hwy|square|sq|alley|row|trail|trl|loop|crescent|"
    r"cres|close|gardens|mews|grove|walk|way|turnpike|plaza|rise|hill|croft|wharf|parade|"
    r"esplanade|quay|"
    r"heights|villas|estate|vale|ridge|glen|manor|cove|bend|grange|wynd|brae|yard|gate|embankment)"
)
SIDE: Final = r"(?:(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\b\.?)"
NUMBER: Final = r"(?<![\w$£€#.:/-])(?<![$£€] )\d{1,6}(?:-\d{1,4}|-[A-Za-z](?![\w-])|\s?½)?[A-Za-z]?"
CAPITAL: Final = r"(?:[^\W\d_a-z][\w'.-]*|\d{1,3}(?:st|nd|rd|th))"
LOWER_TYPE: Final = (
    r"(?:street|str?|avenue|ave?|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|terrace|parkway|"
    r"pkwy|"
    r"highway|hwy|crescent|circle)"
)
PLAIN: Final = r"(?:[^\W\d_][\w'-]+|\d{1,3}(?:st|nd|rd|th))"
UNIT: Final = (
    r"(?i:,?\s+(?:(?:apt|apartment|unit|suite|ste|flat|floor|fl|rm|room|bldg|building|lot|"
    r"no)\b\.?\s?"
    r"#?\s?\w{1,4}|#\s?\w{1,4}))"
)
_STATE: Final = (
    r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|PR|RI|"
    r"S[CD]|T[NX]|UT|V[TA]|W[AVIY])"
)
_STATE_NAME: Final = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    r"Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|"
    r"Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming|"
    r"New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|West Virginia)"
)
_CITY_NAME: Final = r"[^\W\d_a-z][\w'.-]+(?:\s[^\W\d_a-z][\w'.-]+){0,2}"
_CITY: Final = rf"(?:,?\s+{_CITY_NAME})"
_ZIP: Final = rf"(?:,?\s+(?:{_STATE}|{_STATE_NAME}|D\.C\.)\.?,?\s+\d{{5}}(?:-\d{{4}})?)"
_TAIL: Final = rf"{UNIT}?(?:{_CITY}?{_ZIP})?"
_WORDED: Final = (
    r"\b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|(?:Thir|Four|Fif|Six|"
    r"Seven|"
    r"Eigh|Nine)teen|(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_ROAD: Final = (
    r"(?:calle|av(?:enida)?\.?|plaza|paseo|carrer|camino|calzada|rue|rua|avenue|boulevard|"
    r"place|via)"
)


class Addresses(Rules):
    """Kind ``address``."""

    KIND = "address"
    RULES = (
        Rule(
            "a number, a street by its name in capitals",
            re.compile(
                rf"(?P<it>{NUMBER}\s+(?:(?i:{SIDE})\s+)?(?:{CAPITAL}\s+){{1,4}}(?i:{TYPE})\b\.?"
                rf"(?:\s+(?i:{SIDE}))?{_TAIL})"
            ),
        ),
        Rule(
            "a number, a street in any letters",
            re.compile(
                rf"(?P<it>{NUMBER}\s+(?:{SIDE}\s+)?(?:{PLAIN}\s+){{1,3}}?{LOWER_TYPE}\b\.?"
                rf"(?:\s+{SIDE})?{UNIT}?)",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "a number, a street without its kind, an apartment",
            re.compile(rf"(?P<it>{NUMBER}\s+(?:(?i:{SIDE})\s+)?{CAPITAL}(?:\s+{CAPITAL})?{UNIT})"),
        ),
        Rule(
            "a number, a side, a street with a number",
            re.compile(rf"(?P<it>{NUMBER}\s+{SIDE}\s+\d{{1,3}}(?:st|nd|rd|th)\b{UNIT}?)", re.I),
        ),
        Rule(
            "where somebody lives, a number, a street without its kind",
            re.compile(
                r"(?i:\b(?:live[sd]?|living|stay(?:s|ed|ing)?|crash(?:es|ed|ing)?|mov(?:ed|ing)|"
                r"address|rents?|renting)\s+(?:is|was|now|still|back|at|on|in|to|:|,|\s){0,4})\s*"
                rf"(?P<it>{NUMBER}\s+(?:(?i:{SIDE})\s+)?{CAPITAL}(?:\s+{CAPITAL})?)"
            ),
            0.6,
        ),
        Rule(
            "a house number on a street",
            re.compile(
                r"(?i:\b(?:house|building|door|number|no\.)\s+(?:number\s+|no\.\s*)?#?)"
                rf"(?P<it>\d{{1,5}}(?:\s+(?i:on)|,)\s+(?:{CAPITAL}\s+){{1,3}}(?i:{TYPE})\b)"
            ),
        ),
        Rule(
            "at a high number, a street without its kind",
            re.compile(
                r"(?i:\b(?:at|to)\s+)(?P<it>(?!(?:19|20)\d\d\b)\d{3,5}\s+(?:(?i:[NSEW])\.?\s+)?"
                r"[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)?)\b(?!')"
            ),
            0.6,
        ),
        Rule(
            "a street and a number, as in Germany or Holland",
            re.compile(
                r"\b(?P<it>[^\W\d_]+(?:straße|strasse|str\.|straat|gade|gata|laan)\s+\d{1,4}\w?)\b",
                re.I,
            ),
        ),
        Rule(
            "a number in words, a street in capitals",
            re.compile(
                rf"(?P<it>(?i:{_WORDED})\s+(?:{CAPITAL}\s+){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|"
                rf"Drive|Lane|Court|Boulevard|Place|Terrace|Crescent|Close)\b{_TAIL})"
            ),
        ),
        Rule(
            "a Spanish, French or Portuguese street and a number",
            re.compile(
                rf"(?P<it>\b{_ROAD}\s+(?:(?:de|del|la|las|los|da|do|des|du)\s+){{0,2}}"
                rf"(?:{PLAIN}\s+){{0,3}}{PLAIN},?\s+(?:n(?:úm|º|o|úmero|umero)?\.?\s*|"
                rf"#\s?)?\d{{1,5}}\b"
                r"(?:,?\s+\d{1,2}\s?[ºª°oa](?:\s?[a-z]\b)?)?)",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "a number and a French street",
            re.compile(
                rf"(?P<it>{NUMBER}(?:\s(?:bis|ter))?,?\s+(?i:rue|avenue|boul(?:evard)?\.?|bd|"
                rf"place|chemin|allée|impasse|quai|côte|montée|rang)\s+(?:(?:de|du|des|la|le|les|"
                rf"l')\s*){{0,2}}{CAPITAL}"
                rf"(?:\s{CAPITAL})?)"
            ),
        ),
        Rule(
            "an apartment",
            re.compile(
                r"\b(?P<it>(?:apt|apartment|flat)\b\.?\s?(?:(?:number|no\.?)\s)?#?\s?"
                r"(?:\d{1,4}(?:\s?-?[a-z]\b)?|[a-z]-?\d{1,4}))(?![\w])(?!\s+(?!(?:on|at|in|where|"
                r"is|and|or|to|with|"
                r"when|if|right|the|yes|no|that|like|still|too)\b)[a-z])",
                re.I,
            ),
            0.6,
        ),
        Rule("a box at the post office", re.compile(r"\b(?P<it>p\.?\s?o\.?\s?box\s+#?\d+)", re.I)),
        Rule(
            "a state and a postal code",
            re.compile(
                rf"(?<![\w'.-])(?P<it>(?:{_CITY_NAME},\s+)?\b(?:{_STATE}|{_STATE_NAME}|D\.C\.),?"
                r"\s+\d{5}(?:-\d{4})?)\b"
            ),
        ),
        Rule(
            "a postal code after its name",
            re.compile(
                r"\b(?:zip(?: ?code)?|postal code|post ?code)\b\W*(?:is|was)?\W*"
                r"(?P<it>\d{5}(?:-\d{4})?)\b",
                re.I,
            ),
        ),
        Rule(
            "a British or Canadian postal code",
            re.compile(
                r"\b(?P<it>[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|"
                r"[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)\b"
            ),
            0.7,
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Counts, times and ways that only end in a street; buses that run along one."""
        words = re.findall(r"(?<!\d)[^\W\d_]+", match["it"].casefold())
        after = match.string[match.end() : match.end() + 12].casefold()
        before = match.string[max(0, match.start() - 12) : match.start()].casefold()
        if re.match(r"\s+(?:bus|line|tram|route|train|stop|girls?|bridge|station)\b", after):
            return True
        if re.search(r"\b(?:bus|route|line|tram|exit|level|page|part)\s+(?:the\s+)?$", before):
            return True
        if "house number" in rule.why:
            return False
        if "high number" in rule.why and match.string[match.end() :].startswith(","):
            return True  # "at 300 Dee, ..." speaks to somebody
        if words and words[-1] in _DAYS:
            return True
        return any(word in NO_STREET for word in words[:-1])


_DAYS: Final = words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december am pm mg people dollars
""")
NO_STREET: Final = words("""
of on at from to down up in into off by near past along around over across behind outside under
the a an that this your my his her their our blocks block minutes minute mins min miles mile hours
hour hrs days weeks months years nights times people girls guys women men cars vans cops pm am
o'clock and or more other different most is was for with when he she they you we i it goes runs
stops feet steps doors houses then before after until till between bucks dollars k mg percent no
not any some each every big one long half bus walk side way ways if as per so but out only got get
have had
""")
