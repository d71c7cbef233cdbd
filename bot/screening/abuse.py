"""Abusive or sexual remarks to the client, in English and Spanish.

What is quoted or told of others ("he called you a ...", "te llamó ...") is the scene's own
matter, so the patterns ask for the trainee's own voice: ``tests/screening`` has the pairs.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import fold
from bot.screening.quoting import quoted, reported

_START: Final = r"(?:^|[.!?;\n]\s*)"
_END: Final = r"(?=\s*(?:[.!?,;\n]|$))"
_ADJECTIVE: Final = (
    r"(?:fucking|fuckin|stupid|dirty|filthy|little|cheap|old|dumb|ugly|fat|disgusting|worthless|"
    r"lying|crazy|nasty|useless|pathetic|crack|junkie|black|brown|white|lazy|drunk|damn|goddamn|"
    r"bloody|sick|ignorant|total|absolute)"
)
_SLUR: Final = (
    r"(?:(?:whore|slut|bitch|cunt|skank|faggot|fag|tranny|nigger|spic|wetback|chink|kike|paki|"
    r"gook)(?:e?s)?)"
)
# Those that are as often said of a third person ("Asshole.") count with "you" only.
_INSULT: Final = (
    rf"(?:{_SLUR}|(?:slag|asshole|motherfucker|retard)s?|scum(?:bag)?|trash|"
    r"piece of (?:shit|trash|garbage|crap)|waste of space)"
)
# The same letters as a verb or before another word: "you bitch about him", "are you trash talking".
_NOT_NAMED: Final = (
    r"(?! (?:about|with|off|talk\w*|it|him|her|them|his|your|my|the|this|that|these|those|slap\w*|"
    r"to|at|and moan|too|can|day|mode)\b)"
)
_CLOTHES: Final = r"(?:clothes|top|shirt|bra|pant(?:ies|s)|underwear|dress|skirt)"
_BODY: Final = r"(?:tits|boobs|breasts|ass|butt|pussy|cock|dick)"
_NO_SUBJECT: Final = (
    r"(?<!call )(?<!called )(?<!calls )(?<!calling )(?<!like )(?<!that )(?<!make )(?<!makes )"
    r"(?<!made )(?<!making )(?<!if )(?<!because )(?<!since )(?<!feel )"
)
_ASKING: Final = (
    rf"(?:{_START}|\b(?:can|could|will|would) you |\bplease |\bi (?:want|need) you to |"
    r"\bhey,? |\bnow )(?:(?:just|please|now|go|then|so|ok) )*"
)

_ENGLISH: Final = (
    rf"{_NO_SUBJECT}\b(?:(?:you|u)(?:'?re| are)|are (?:you|u)|u r|you)"
    rf"(?: (?:just|such|nothing|but|an?|{_ADJECTIVE}))* {_INSULT}\b{_NOT_NAMED}",
    rf"\bur (?:(?:just|such|nothing|but|an?|{_ADJECTIVE}) )+{_INSULT}\b{_NOT_NAMED}",
    # An insult that is all there is to the sentence; with a question mark it echoes the client.
    rf"{_START}(?:(?:shut up|oh|hey|fuck off|listen|no|die|well|ok),? )*(?:you )?"
    rf"(?:{_ADJECTIVE} )*(?:{_SLUR}|{_ADJECTIVE} {_INSULT})(?=\s*(?:[.!;\n]|$))",
    r"\b(?:you(?:'?re| are)?|ur) (?:an? )?(?:(?:fucking|dirty|filthy|stupid|worthless|disgusting|"
    r"lying|useless|smelly) )+(?:junkie|crackhead|druggie|addict|tramp|hoe|prostitute)s?\b",
    r"\b(?:whores|sluts|bitches|junkies|hookers) like you (?:deserve|should|disgust|make me)\b",
    rf"\bshut (?:up|your (?:mouth|trap|face)),? (?:you )?(?:{_ADJECTIVE} )*{_INSULT}\b",
    r"(?:(?:^|[.!?;\n]\s*|(?<!said)(?<!says)(?<!like),\s*)"
    r"(?:(?:oh|well|so|then|ok|no|hey)[, ]+)?"
    r"|\bwhy don'?t you |\byou (?:can|could|should) |\bi hope you |\bi (?:want|need) you to )"
    r"(?:(?:just|please|go) ){0,2}(?:shut the fuck up|fuck you(?! (?:up|over|around|is|was|to)\b)|"
    r"fuck off(?! (?:is|was)\b)|fuck yourself|piss off(?! (?:the|your|any\w*|every\w*|is|was)\b)|"
    r"eat shit|go to hell|get fucked|kill (?:yourself|urself))\b(?! (?:is|was)\b)",
    r"\bkys\b",
    r"\b(?:i'?ll|i will|i'?mma|imma|i'?m (?:going to|gonna)|i am going to|i (?:want to|wanna)) "
    r"(?:fucking |so )?(?:(?:kill|murder|rape|stab|strangle|choke|punch|hurt) you(?!r)\b|"
    r"shoot you(?! (?:an?|over|the|some|my)\b)|slap you(?! (?:on|with)\b)|"
    r"(?:beat|kick|whoop) your (?:ass|face|head)|beat you up|beat the (?:shit|crap) out of you|"
    r"(?:break|smash) your (?:face|neck|jaw|nose|head)|(?:cut|slit) your throat)",
    r"\bi hope (?:you|u) (?:just |fucking )*(?:die|rot|od|overdose|drop dead|burn in hell|"
    r"get (?:raped|killed|beaten|shot|stabbed|aids|hiv|sick|hurt))\b",
    rf"{_START}(?:just |go )*(?:hope you (?:die|rot|get raped)|drop dead|die already|go die|"
    r"(?:rot|burn) in hell)\b",
    r"\bhope (?:he|they|someone|somebody|it) (?:kills?|rapes?) you\b",
    rf"{_START}(?:no ?body|no one) would (?:even )?miss you if you (?:died|were dead)\b",
    r"\bi wish you (?:were|was) dead\b",
    r"(?<!like )(?<!that )(?<!feel )\byou deserve to (?:die|rot|be raped|get raped|be beaten)\b",
    rf"{_START}go back to your (?:own )?country\b",
    r"\b(?:send|show) me (?:a |some |your )?(?:nudes?|tits|boobs|ass|naked|pussy|dick)\b",
    rf"{_ASKING}(?:send|show|give)(?: me| us)?(?: an?| some| your| ur| more)* "
    rf"(?:nudes?|naked (?:pics?|pictures?|photos?)|{_BODY})\b",
    rf"{_ASKING}(?:take off (?:your|all your) {_CLOTHES}|take (?:all )?your {_CLOTHES} off|"
    r"strip|undress|get (?:naked|undressed))(?: (?:for me|now|baby|slowly|please))*" + _END,
    r"(?<!when )\bare (?:you|u) wearing (?:any )?(?:panties|underwear|a bra)\b",
    rf"{_START}(?:\w+,? )?nice (?:tits|boobs|rack|ass|butt){_END}",
    rf"\bi(?:'?d)? (?:(?:just|really|want|wanna|would|need|like|love|to) )*(?:see|touch|grab|"
    rf"squeeze|kiss|lick|smell) your (?:{_BODY})\b",
    r"\b(?:how much|what do you charge)(?: do you (?:charge|ask)| would you (?:charge|want)|"
    r" is it)? for (?:an? (?:quickie|quick fuck|blow ?job|bj|hand ?job)|blow ?jobs?|anal|oral|"
    rf"sex(?! (?:work\w*|ed|toys?|health)\b)|(?:an hour|a night) with (?:you|me)|"
    rf"you(?: (?:tonight|for (?:an hour|the night))|{_END}))(?!\w)",
    r"(?:\bi (?:really |just )?(?:want|wanna)|\blet'?s|\bcan (?:we|i)|(?:^|[.!?,]\s*)"
    r"(?:do )?(?:you )?(?:want|wanna)) (?:to )?(?:have sex with you|sleep with you|"
    r"fuck(?! (?:all|off|it|up|over|around|with|him|her|them|the)\b))\b",
    rf"(?:{_START}|\b(?:can|could|shall|should|let'?s|i want to|i wanna)"
    r"(?: we| i| you and (?:me|i))? )(?:have sex|hook up|sleep together)"
    r"(?: (?:with me|with you|tonight|now|here|later))*" + _END,
    rf"(?:{_ASKING}|(?:\byou |{_START})(?:want to |wanna ))(?:have sex|sleep) with me" + _END,
    r"\b(?:let me|i'?ll|i'?m gonna|i will) fuck you(?! (?:up|over)\b)",
    r"^\W*fuck me(?: (?:please|now|tonight|baby|hard|daddy))*\W*$",
    r"(?<!i )\b(?:suck|lick) my (?!teeth|wounds|lips|thumb|fingers?|plate)",
    r"\b(?:i'?d|i would) (?:fuck|bang|smash) you\b(?! up)",
    r"\bsit on my (?:face|dick|cock)\b",
    rf"{_ASKING}(?:spread your legs|bend over|get on your knees|show me your body|suck me off)"
    r"(?: (?:for me|now|baby|bitch|please))*" + _END,
    r"\bgive me (?:an? )?(?:blow ?job|bj|hand ?job)\b",
    r"\bi(?:'?d| would) (?:love|like) to (?:fuck|bang|smash) you\b",
    r"\bi(?:'?d| would)? (?:really |just )?(?:want to|wanna|like to|love to) see you "
    r"(?:naked|nude|undressed)\b",
    r"\bare you good in bed\b|\bwhat'?s your price,? (?:babe|baby|sexy)\b",
    r"(?<!to )\bsit on my lap\b",
)
_SPANISH: Final = (
    r"(?<!no )(?<!que )(?<!si )(?<!como )\b(?:eres|sos) "
    r"(?:(?:una?|solo|pinche|maldita|asquerosa|cualquier|nada mas que) )*"
    r"(?:puta|zorra|perra|ramera|golfa|escoria|basura|maricon|hij[oa] de puta)\b",
    rf"{_START}[¡¿]?(?:(?:callate|pinche|maldita|maldito|estupida|sucia|asquerosa|puta),? )*"
    r"(?:put[ao]|zorra|perra|hij[oa] de (?:la gran |tu )?puta|malparid[oa])"
    r"(?=\s*(?:[.;\n]|!*\s*$))",
    r"\b(?:put[ao]|perra|negr[oa]|indi[oa]|sudaca|mojad[oa]|drogadict[oa]|yonqui|maricon) "
    r"de mierda\b",
    r"(?:^|[.!?;,\n]\s*)[¡¿]?(?:pues |y |ya )?(?:callate,? (?:puta|perra|zorra)|vete a la mierda|"
    r"vete al carajo|vete a la (?:verga|chingada)|que te jodan|jodete|chinga(?:te| a? ?tu madre)|"
    r"que te den por culo|matate|"
    r"muerete|pudrete)\b",
    r"(?<!no )\bte voy a (?:matar|violar|golpear|pegar|reventar|madrear|"
    r"(?:romper|partir) la (?:cara|boca|madre))\b(?! (?:de|un|una)\b)",
    r"(?<!no )\bvoy a (?:matarte|violarte|golpearte|pegarte)\b(?! (?:de|un|una)\b)",
    r"\b(?:ojala|espero que) te (?:mueras|maten|violen|pudras|mates)\b",
    r"\bte mereces que te (?:violen|maten|peguen|golpeen)\b",
    r"\b(?:mandame|enviame|ensename|muestrame) (?:\w+ ){0,2}(?:desnuda|desnudo|nudes|tetas|culo)\b",
    rf"{_START}[¡¿]?(?:ya |por favor,? )?(?:desnudate|encuerate|"
    r"quitate (?:la ropa|la blusa|las bragas|los calzones|el brasier|todo))"
    r"(?: (?:ya|para mi|por favor|ahora|despacio))*" + _END,
    r"\b(?:chupa|mama)me(?:la|lo)?\b(?! (?:el|los|la) (?:dedos?|cuchara|helado)\b)",
    r"\b(?:cuanto|que) (?:cobras|cuesta|pides) por (?:sexo|una noche conmigo|follar|coger|"
    r"acostarte conmigo|(?:una? )?(?:oral|mamada|anal))\b",
    r"(?<!no )\bte quiero (?:follar|coger(?! (?:de|del|la|el|un|una|en|carino)\b)|culear)\b",
    r"(?:^|[.!?,]\s*)(?:yo )?quiero (?:follarte|cogerte|follar contigo|coger contigo|"
    r"acostarme contigo)\b(?! (?:de|la|el)\b)",
    r"(?:^|[.!?,¿]\s*)quieres (?:follar|coger|acostarte) conmigo\b",
    r"\bquiero verte desnud[ao]\b|\babrete de piernas\b",
    rf"{_START}[¡¿]?que (?:rico|buen|ricas|buenas) (?:culo|tetas){_END}",
)
_ABUSE: Final = re.compile("|".join(f"(?:{p})" for p in (*_ENGLISH, *_SPANISH)))


def abusive(plain: str) -> bool:
    """Whether ``plain``, a normalised message, is abusive or sexual towards the client."""
    text = fold(plain)
    return any(
        not quoted(text, _first_word(m)) and not reported(text, m.span(), at_once=False)
        for m in _ABUSE.finditer(text)
    )


def _first_word(match: re.Match[str]) -> int:
    """Where the words begin that matched, behind a sentence's end and spaces."""
    word = re.search(r"\w", match.group())
    return match.start() + (word.start() if word else 0)
