"""Amharic. The verb's ending says who speaks: -አለሁ is "I", -አለህ and -ያለሽ are "you"."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

AMHARIC: Final = Words(
    language="Amharic",
    whole=(
        r"(?:እባክህ |እባክሽ |እባካችሁ )?(?:አቁም|አቁሚ|አቁሙ|በቃ|ይበቃል)",
        r"(?:እባክህ |እባክሽ )?ማቆም እፈልጋለ[ሁው]",
        r"እርዳታ እፈልጋለ[ሁው]|ሰው ማነጋገር እፈልጋለ[ሁው]",
    ),
    anywhere=(
        r"(?:ራሴን|እራሴን) መጉዳት እፈልጋለ[ሁው]",
        r"መሞት (?:ነው የምፈልገው|እፈልጋለ[ሁው])",
        r"(?:ራሴን|እራሴን) (?:ማጥፋት|መግደል) እፈልጋለ[ሁው]",
        r"(?:ራሴን|እራሴን) ላጠፋ ነው",
        r"መኖር አልፈልግም",
        r"ልምምዱን ማቆም እፈልጋለ[ሁው]",
    ),
)
