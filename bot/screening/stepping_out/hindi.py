"""Hindi, in Devanagari and in Latin letters: the plainest words only.

Folding takes off most vowel signs, so "I" has to be said: the verb alone does not tell who.
"""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

HINDI: Final = Words(
    language="Hindi",
    around=(r"please|plz|sorry|kripya|ab|abhi|yahan|mujhe maaf karo",),
    whole=(
        r"mujhe (?:rukna|band karna|ye band karna) hai|(?:main|mai) rukna chaht[ai] hu+n?",
        r"(?:mujhse )?ab (?:aur )?nahi+n? ho(?:ta| sakta| raha)",
        r"mujhe (?:madad|break) chahiye",
        r"mujhe (?:kisi|asli insaan|insaan) se baat karni hai",
    ),
    unasked=(r"ruko|rukiye|ruk jao|bas karo|band karo",),
    anywhere=(
        r"\b(?:main?|mein) (?:bas |sach mein )?(?:marna|khudkushi karna|aatmahatya karna|"
        r"khud ko (?:maarna|marna|nuksaan pahunchana)) chaht[ai] h[uo]+n?\b",
        r"\bmujhe (?:bas )?(?:mar ?na|mar jana|khudkushi karni) hai\b",
        r"\b(?:main?|mein|mujhe) (?:ab )?jee?na nahi+n? (?:chaht[ai]|hai)\b",
        r"(?:^|[\s।.,!?])(?:मैं (?:बस )?(?:मरना|आत्महत्या करना|खुद को मारना) चाहत[ाी] हूँ|"
        r"मुझे (?:मरना|मर जाना) है|(?:मैं|मुझे) (?:अब )?जीना नहीं (?:चाहत[ाी]|है))",
        r"^\W*(?:रुको|रुकिए|बस करो|बंद करो)[\s।.!]*$",
    ),
)
