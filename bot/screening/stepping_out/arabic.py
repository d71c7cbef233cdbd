"""Arabic: written, with the commonest spoken words for "I want"."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_WANT: Final = r"(?<!لا )(?<!ما )(?<!مش )\b(?:أريد|بدي|عايز|عايزة|عاوز|عاوزة|أبغى)"

ARABIC: Final = Words(
    language="Arabic",
    whole=(
        r"(?:من فضلك |رجاء |لو سمحت )?(?:توقف|توقفي|قف|كفى|خلاص|وقف)(?: من فضلك| رجاء| لو سمحت)?",
        r"(?:أريد|بدي|عايز|عاوز) (?:أن )?(?:أتوقف|أوقف)(?: الآن| هنا)?",
        r"لا أستطيع (?:أن أكمل|الاستمرار|المتابعة)",
    ),
    anywhere=(
        rf"{_WANT} (?:أن )?(?:أموت|موت)\b(?! من )",
        rf"{_WANT} (?:الموت|الانتحار|أن أنتحر|أن أقتل نفسي|أن أنهي حياتي)\b",
        r"\bلا أريد أن أعيش\b(?! (?:مع|في|هنا|هناك|معه|معها|معهم)\b)",
        rf"{_WANT} (?:أن )?(?:أتوقف عن|أوقف|إيقاف|إنهاء) (?:هذا )?التمرين",
        r"\bهذا (?:كثير|أكثر من اللازم) علي\b",
    ),
)
