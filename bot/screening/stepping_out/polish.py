"""Polish: the plainest words only."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

POLISH: Final = Words(
    language="Polish",
    around=(r"proszę|przepraszam|ok|dziękuję|teraz|już|tutaj",),
    whole=(
        r"(?:chcę|muszę|chciał[ae]?m|możemy|mogę) "
        r"(?:przestać|przerwać|skończyć|zakończyć|wyjść)(?: to)?",
        r"nie mogę (?:dłużej|więcej|tak dłużej)|nie dam (?:już )?rady|mam dość",
        r"potrzebuję (?:pomocy|przerwy)",
        r"(?:chcę|muszę|potrzebuję) (?:porozmawiać|rozmawiać) z (?:kimś|"
        r"(?:prawdziwym |żywym )?człowiekiem)",
        r"to (?:dla mnie )?za dużo(?: dla mnie)?",
    ),
    unasked=(r"stop|przestań|dość|wystarczy|koniec",),
    anywhere=(
        r"(?<!nie )\bchcę (?:już |po prostu |tylko )*(?:umrzeć\b(?! (?:ze?|z)\b)|się zabić|"
        r"ze sobą skończyć|popełnić samobójstwo|zrobić sobie (?:krzywdę|coś)|sobie coś zrobić)",
        r"\bzabiję się\b",
        r"\bmyślę (?:często |ciągle )?o samobójstwie\b",
        r"\bmam myśli samobójcze\b",
        r"\bnie chcę (?:już )?żyć\b(?! (?:ze?|w|tu|tam|na|bez)\b)",
    ),
)
