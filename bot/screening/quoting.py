"""Whose words they are: what stands in quotation marks, or behind "he said", is another's.

Texts come folded (``bot.screening.letters``); curly marks come straight or as they are.
"""

from __future__ import annotations

import re
from typing import Final

_MARKED: Final = re.compile(
    r"\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|“[^”\n]*(?:”|$)|„[^“”\"\n]*(?:[“”\"]|$)"
    r"|「[^」\n]*(?:」|$)|‹[^›\n]*(?:›|$)"
    # A single mark opens before a letter and closes after one; those inside words are apostrophes.
    r"|(?<![\w'])'(?=[\w¿¡])(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)"
)
# Verbs of saying. The forms of "I" are left out where a language has them apart.
_SAYS: Final = re.compile(
    r"\b(?:"
    r"sa(?:id|ys?|ying)|t(?:old|ells?|elling)|text(?:s|ed|ing)?|wr(?:ote|ites?|iting|itten)|"
    r"(?:yell|scream|shout|holler|whisper|mutter|hiss|sneer|repeat|spray|paint|comment|post|call|"
    r"answer|threaten|label|insult|bark|taunt|chant|dm)(?:s|ed|ing)?|asks?|asked|repl(?:y|ies|ied)|"
    r"messag(?:es?|ed|ing)|think(?:s|ing)?|thought|hear(?:s|d|ing)?|spat|"
    r"di(?:jo|jeron|jiste|jera|ces?|cen|cho|gan?|gas|cia[ns]?|ciendo)|decir(?:te|le|me)?|"
    r"grit(?:o|a|an|aron|aba|aban|arte|ando|aste)|llam(?:o|a|an|aron|aba|aban|arte|ado)|"
    r"escrib(?:io|ieron|e|en|iste)|pus(?:o|ieron)|pint(?:o|aron)|amenaz(?:o|aron|aba)|"
    r"insult(?:o|aron|aba)|pens(?:aste|o)|piensas?|"
    r"a dit|as dit|avez dit|dit|disait|disais|disent|dites|a crie|a ecrit|"
    r"disse(?:ste|ram)?|diss[eo]|diz(?:em|es)?|falou|falaram|gritou|escreveu|"
    r"сказал[аи]?|говори(?:т|шь|те|л|ла)|писал[аи]?|написал[аи]?|крича(?:л|ла|ли)"
    r")\b"
)
# "I" before such a verb, or an invitation to listen: then the words are the writer's own.
_MINE: Final = re.compile(
    r"(?:\bi(?:'?(?:m|ve|d|ll))?|\blet me|\b(?:eu|я))"
    r"(?: (?:just|already|really|have|do|did|to|need|want|wanted|must|gotta|am|was|been|can|"
    r"will|would|keep|kept|only|should|going|gonna|honestly|уже|так|ja))*\s*$"
)
# What may stand between the verb and the words reported, where they follow at once.
_BETWEEN: Final = re.compile(
    r"(?:[ ,:-]+(?:that|like|to|me|him|her|us|them|you|things?|out|stuff|something|que|te|le|a|"
    r"mi|moi|toi|что|мне))*[ ,:-]*¿?¡?$"
)
_SAID_AFTER: Final = re.compile(
    r"[\"'»]?, ?(?:(?:you|he|she|they) (?:said|told|wrote|texted|sa(?:y|ys))|"
    r"dijiste|dijo|dices?|me dijiste|escribiste)\b"
)


def quoted(text: str, start: int) -> bool:
    """Whether ``start`` lies within quotation marks; not where the whole message does."""
    spans = [m.span() for m in _MARKED.finditer(text)]
    if not any(a <= start < b for a, b in spans):
        return False
    return bool(re.search(r"\w", _MARKED.sub(" ", text)))


def reported(text: str, span: tuple[int, int], *, at_once: bool) -> bool:
    """Whether what stands at ``span`` is told of somebody: "he said …", "te dijo …", "…, you said".

    The verb stands in the same clause; ``at_once``: right before, but for small words.
    """
    start, end = span
    if _SAID_AFTER.match(text, end):
        return True
    clause = re.split(r"[.!?;\n]", text[:start])[-1]
    verbs = list(_SAYS.finditer(clause))
    if not verbs:
        return False
    before = clause[: verbs[-1].start()]
    # "Think I'm having …": nobody is named, so it is the writer, where it is about themselves.
    nobody = at_once and not before.strip() and verbs[-1].group().startswith("th")
    if nobody or _MINE.search(before):
        return False
    rest = clause[verbs[-1].end() :]
    close = bool(_BETWEEN.fullmatch(rest)) or rest.rstrip().endswith(":")
    return close or (not at_once and "," not in rest)
