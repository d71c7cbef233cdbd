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
        r"(?:eu )?(?:quero|preciso|gostaria de|podemos|posso|tenho (?:que|de)) (?:de )?"
        r"(?:parar|sair|terminar)(?: com isso| com isto| isso| isto)?",
        r"(?:eu )?(?:já )?não quero (?:mais )?(?:continuar|fazer isso|fazer isto|jogar)(?: mais)?",
        r"(?:eu )?não (?:consigo|posso) (?:continuar|fazer isso|fazer isto)(?: mais)?",
        r"(?:eu )?preciso de (?:ajuda|uma pausa|um tempo)|me ajud[ae]m?|ajudem me",
        r"(?:eu )?(?:quero|preciso|gostaria|posso) (?:de )?falar com (?:alguém|um humano|"
        r"uma pessoa)(?: (?:real|de verdade))?",
        r"fora d[eo] (?:personagem|papel)",
        r"(?:eu )?(?:já )?não (?:aguento|consigo) mais",
    ),
    unasked=(r"para|pare|parem|parar|chega|basta|para com isso|pausa",),
    around=(r"por favor|desculpa|desculpe|ok|já|agora|aqui|por hoje|obrigad[oa]",),
    anywhere=(
        r"\b(?:tenho|estou tendo|estou com|tô com|ando com) (?:\w+ )?pensamentos suicidas\b",
        r"\b(?:penso|pensei|pensando|a pensar) (?:muito )?(?:em|no) suicídio\b",
        rf"(?<!não )\b(?:pensei em|tenho pensado em|tentei|tenho medo de) {_DIE}",
        r"(?<!não )\b(?:quero|vou)-?(?: me|me) (?:matar|suicidar|machucar|magoar)\b(?! de\b)",
        r"\b(?:queria|quero|preferia) estar mort[oa]\b(?! de\b)",
        rf"\b(?:quero|preciso(?: de)?|podemos|vamos) "
        rf"(?:parar|terminar|encerrar|deixar) {_EXERCISE}",
        r"\b(?:quero|preciso) sair do (?:papel|personagem|exercício)\b",
        rf"\bnão (?:aguento|consigo) (?:mais|continuar)(?: com)? (?:isso|isto|{_EXERCISE})",
        r"(?<!não )\bé (?:demais|demasiado) (?:para|pra) mim\b(?!\?)",
        rf"(?<!não )\b(?:quero|vou|penso em|estou a pensar em|tô pensando em|queria) {_DIE}",
        r"\bnão quero (?:mais viver|viver mais|mais estar viv[oa])\b(?! (?:com|em|aqui|lá)\b)",
        r"\b(?:estou|tô) (?:tendo|a ter) (?:um ataque|uma crise) de (?:pânico|ansiedade)\b",
        r"\bpreciso (?:de|falar com) uma pessoa (?:real|de verdade)\b",
    ),
)
