"""Names of several words told by the lists alone, in any letters.

"shauna m. littlebear", "DARREN MUIRHEAD": a common given name and a word that is none. "nguyen van
tuan", "Kim Min-ji": the family name first, as in Vietnam, China and Korea.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.cues import WORD
from bot.screening.letters import fold, words
from bot.screening.people import plain_family, plain_given
from bot.screening.slang import unknown

_INITIAL: Final = re.compile(r"\s+[^\W\d_]\.?(?=\s)")
_LAST_INITIAL: Final = re.compile(r" [A-HJ-Z]\.(?!\w)(?= [a-z]|[,?!])")
# Family names that stand first; those that are words in English, too, need a capital.
_FIRST: Final = words("""
nguyen tran pham hoang huynh phan vu vo dang bui ngo duong truong dinh trinh luu doan le ly ho do
kim park choi jung kang cho yoon jang lim shin seo kwon hwang lee
wang zhang liu chen yang huang zhao wu zhou xu sun zhu guo lin luo zheng liang xie tang feng deng li
""")
_PLAIN_FIRST: Final = words("""
nguyen tran pham hoang huynh phan truong trinh zhang huang zhao zhou zheng xie choi hwang kwon
""")
_SURE: Final = _PLAIN_FIRST | words("kim lim jung kang jang seo wang liu zhu guo luo zheng")
_SECOND: Final = words("""
van thi thanh minh duc huu ngoc quoc kim thu hong xuan anh thuy bich cong dinh gia hai hoang khanh
lan mai my nhat nhu phuong quang tan thai thien trung tuan tuyet viet linh hoa ha hien huong hung
wei fang jing ying xiaoming xiaoli xin mei ming hui jun lei ling ping qiang yan yi jie hao
""")
_SYLLABLES: Final = re.compile(r"[a-z]{2,5}-[a-z]{2,5}")


def pairs(text: str) -> list[tuple[int, int]]:
    """Where such names stand in ``text``."""
    row = list(WORD.finditer(text))
    found = []
    for place, first in enumerate(row):
        end = _given_first(text, row, place) or _family_first(text, row, place)
        if end:
            found.append((first.start(), end))
    return found


def _given_first(text: str, row: list[re.Match[str]], place: int) -> int:
    """Where a name ends that begins with the given name at ``place``, or 0."""
    if not plain_given(row[place][0]):
        return 0
    at, step = row[place].end(), place + 1
    middle = _INITIAL.match(text, at)
    if middle:
        at, step = middle.end(), step + 1
    elif _next(text, at, row, step) and plain_given(row[step][0]):
        at, step = row[step].end(), step + 1
    last = _next(text, at, row, step)
    initial = _LAST_INITIAL.match(text, row[place].end())
    if initial and row[place][0][0].isupper():
        return initial.end()
    if last is None:
        return 0
    plain = _bare(last)
    between = step > place + 1 and plain_family(plain)
    surname = unknown(plain) and not plain_given(plain) and "'" not in plain[2:]
    return last.start() + len(plain) if between or surname else 0


def _family_first(text: str, row: list[re.Match[str]], place: int) -> int:
    """Where a name ends that begins with the family name at ``place``, or 0."""
    first = fold(row[place][0])
    if first not in _FIRST or not (row[place][0][0].isupper() or first in _SURE):
        return 0
    second = _next(text, row[place].end(), row, place + 1)
    if second is None:
        return 0
    plain = fold(_bare(second))
    capital = second[0][0].isupper()
    if _SYLLABLES.fullmatch(plain) and (capital or first in _SURE):
        return second.start() + len(_bare(second))
    if first not in _PLAIN_FIRST and not capital:
        return 0
    if plain not in _SECOND or (row[place][0][0].isupper() and not capital):
        return 0
    third = _next(text, second.end(), row, place + 2)
    if third and third[0][0].isupper() == capital and _third(_bare(third)):
        return third.start() + len(_bare(third))
    return second.start() + len(_bare(second))


def _third(word: str) -> bool:
    return fold(word) in _SECOND or plain_given(word)


def _next(text: str, at: int, row: list[re.Match[str]], place: int) -> re.Match[str] | None:
    """The word at ``place``, if nothing but a space stands before it."""
    if place >= len(row):
        return None
    between = text[at : row[place].start()]
    return row[place] if between.isspace() and "\n" not in between else None


def _bare(word: re.Match[str]) -> str:
    return word[0].removesuffix("'s").removesuffix("'S")
