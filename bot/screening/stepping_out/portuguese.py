"""Portuguese, as in Brazil and in Portugal."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = (
    r"(?:(?:o|a|este|esse|esta|essa) (?:exercício|prática|simulação|treino|treinamento))"
)
_DIE: Final = (
    r"(?:(?:morrer|me matar|matar-me|me suicidar|suicidar-me|acabar com a minha vida|me machucar)\b"
    r"(?! (?:de|do|da) ))"
)

PORTUGUESE: Final = Words(
    language="Portuguese",
    whole=(
        r"(?:por favor )?(?:para|pare|parem|parar|chega|basta)(?: já| agora)?(?: por favor)?",
        r"(?:eu )?(?:quero|preciso|gostaria de|podemos|posso) (?:de )?(?:parar|sair|terminar)"
        r"(?: agora| aqui| com isso)?(?: por favor)?",
        r"(?:eu )?(?:já )?não (?:aguento|consigo) mais",
    ),
    anywhere=(
        rf"\b(?:quero|preciso(?: de)?|podemos|vamos) "
        rf"(?:parar|terminar|encerrar|deixar) {_EXERCISE}",
        r"\b(?:quero|preciso) sair do (?:papel|personagem|exercício)\b",
        rf"\bnão (?:aguento|consigo) (?:mais|continuar)(?: com)? (?:isso|isto|{_EXERCISE})",
        r"(?<!não )\bé (?:demais|demasiado) (?:para|pra) mim\b(?!\?)",
        rf"(?<!não )\b(?:quero|vou|penso em|estou a pensar em|tô pensando em|queria) {_DIE}",
        r"\bnão quero (?:mais viver|viver mais|mais estar viv[oa])\b(?! (?:com|em|aqui|lá)\b)",
        r"\b(?:estou|tô) (?:tendo|a ter) um ataque de pânico\b",
        r"\bpreciso (?:de|falar com) uma pessoa (?:real|de verdade)\b",
    ),
)
