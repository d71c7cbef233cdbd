"""Spanish, as in Spain and in the Americas."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = (
    r"(?:(?:el|este|la|esta|del|de la|de este|de esta) "
    r"(?:ejercicio|práctica|simulación|simulacro|juego de rol(?:es)?|entrenamiento|escena))"
)
_DIE: Final = (
    r"(?:(?:morirme|morir|matarme|suicidarme|quitarme la vida|acabar con (?:mi vida|todo)|"
    r"hacerme daño|lastimarme)\b(?! (?:de|del|por|viej\w+|tranquil\w+|en) ?))"
)

SPANISH: Final = Words(
    language="Spanish",
    whole=(
        r"(?:por favor )?(?:para|pare|paren|paremos|parar|alto|basta|ya basta|basta ya)(?: ya)?"
        r"(?: por favor)?",
        r"(?:por favor )?(?:quiero|necesito|quisiera|me gustaría|podemos|puedo|déjame|déjenme) "
        r"(?:parar|terminar|salir|dejarlo|dejar esto|parar esto|terminar esto|salir de esto)"
        r"(?: aquí| ya| ahora)?(?: por favor)?",
        r"ya no (?:puedo|aguanto)(?: más)?|no (?:puedo|aguanto) más|no puedo con esto|"
        r"no puedo seguir(?: con esto| así)?",
    ),
    anywhere=(
        rf"\b(?:quiero|necesito|quisiera|me gustaría|podemos|puedo|vamos a|hay que|prefiero) "
        rf"(?:parar|terminar|dejar|acabar|detener|salir|suspender) {_EXERCISE}",
        rf"(?:^|[.!,;] ?)(?:por favor,? )?(?:para|paren|paremos|detengan|terminemos) {_EXERCISE}",
        r"\b(?:salir|me salgo|salgo) (?:del|de mi) (?:papel|rol|personaje)\b",
        rf"\bno (?:puedo|aguanto) (?:más|seguir|continuar) con (?:esto|{_EXERCISE})",
        rf"\bno (?:puedo|aguanto) con (?:esto|{_EXERCISE})",
        r"(?<!no )\b(?:es|está siendo|se me hace) demasiado para mí\b(?!\?)",
        r"(?<!no )(?<!no me )\b(?:me )?(?:quiero|voy a|quisiera|pienso en|tengo ganas de|"
        rf"estoy pensando en) {_DIE}",
        r"\bno quiero (?:seguir )?(?:vivir|viviendo|estar viv[oa])\b"
        r"(?! (?:con|en|aquí|ahí|allí|allá|cerca|lejos|sol[oa])\b)",
        r"\b(?:me está dando|estoy teniendo|tengo) un ataque de pánico\b",
        r"\bnecesito (?:una persona|ayuda) (?:real|de verdad)\b",
        r"\bnecesito hablar con una persona (?:real|de verdad)\b",
    ),
)
