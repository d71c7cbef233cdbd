"""Italian: the plainest words only."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

ITALIAN: Final = Words(
    language="Italian",
    around=(r"per favore|scusa|scusate|scusi|ok|grazie|ora|adesso|qui",),
    whole=(
        r"(?:voglio|vorrei|devo|posso|possiamo) (?:smettere|fermarmi|fermarci|uscire|finire qui)",
        r"non ce la faccio(?: più)?|non posso (?:continuare|andare avanti)|non ne posso più",
        r"ho bisogno di (?:aiuto|una pausa)",
        r"(?:ho bisogno di|voglio|vorrei|posso) parlare con (?:una persona(?: (?:vera|reale))?|"
        r"qualcuno)",
        r"questo è troppo",
    ),
    unasked=(r"basta(?: così)?|fermati|fermiamoci|smettila|stop",),
    anywhere=(
        r"(?<!non )\b(?:voglio|vorrei|volevo) (?:solo |davvero )?"
        r"(?:morire\b(?! (?:di|dal|dalle)\b)|uccidermi|ammazzarmi|suicidarmi|farla finita|"
        r"farmi (?:del )?male|essere mort[oa])\b",
        r"(?<!non )\bmi (?:voglio|vorrei) (?:uccidere|ammazzare|suicidare)\b",
        r"\b(?:penso|sto pensando|ho pensato) (?:spesso )?(?:al suicidio|di (?:uccidermi|"
        r"ammazzarmi|suicidarmi|farla finita))\b",
        r"\bho (?:dei )?pensieri suicidi\b",
        r"\bnon voglio più vivere\b(?! (?:con|in|qui|a|da|lì)\b)",
    ),
)
