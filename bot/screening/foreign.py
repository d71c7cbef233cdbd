"""Signs that a short message is not English: other languages' small words, accents, ¿ and ¡.

Left out are small words that are English as well (``no``, ``me``, ``come``, ``die``), names and
abbreviations (``LA``, ``Mia``, ``ER``), and words an English speaker borrows (``hola``, ``mami``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import fold

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SMALL: Final = frozenset(
    fold(
        # Spanish
        "el una unos unas que qué por para pero porque como cómo muy más está estás estoy están "
        "estamos eres somos tienes tiene tengo tenemos tener quieres quiero quiere puedes puedo "
        "puede podemos necesitas necesito debes debe eso esto esta este esa ese aquí allí "
        "ahora hoy mañana siempre nunca nada todo todos también tú usted ella ellos nosotros nos "
        "te su tus mis sé ser siento mucho mucha bien cuando cuándo donde dónde quién cuál "
        "cuéntame contigo conmigo lejos hablar hablamos suena fue fuerte pasa culpa estar "
        "hacer vas vez desde hasta sobre decides preocupes crees cálmate tranquila "
        "tranquilo entiendo escucho gustaría aunque sino entonces fuiste hiciste sabes "
        # French
        "je tu il elle nous vous ils elles est suis sont être avoir avez avons une du et ou "
        "mais pas ne qui quoi avec dans très ça ce cette moi toi toujours jamais désolé "
        "comprends veux peux peut faut fait parler oui rien aussi parce pourquoi quand êtes "
        # Portuguese
        "você vocês não nao estou são uma isso isto aqui mim meu minha seu sua teu tua quer quero "
        "muito bem também tudo fazer posso pode preciso ajudar comigo pra quem onde obrigado "
        "obrigada sinto fica estás "
        # Haitian Creole
        "mwen nou ki kijan avè avèk pou poukisa kounye jodi fèt tanpri mèsi bezwen vle "
        # German
        "ich du sie wir ihr ist sind bist das ein eine einen und oder aber nicht kein keine "
        "mit auf von zu zum zur wie wo warum wer mir mich dir dich leid geht habe "
        "haben kann kannst möchte möchtest sehr auch noch schon hier jetzt heute bitte verstehe "
        "wirklich vielleicht immer nie "
        # Italian
        "sono che è il lo gli della perché cosa stai hai abbiamo voglio vuoi puoi devi "
        "questo questa quello molto tanto anche tutto tuo mio ti ci dispiace capisco bene aiuto "
        "adesso colpa così più non "
        # Polish
        "się nie że czy mnie ciebie dla bardzo przepraszam rozumiem jak"
    ).split()
)
# What English speakers write as it is.
_BORROWED: Final = frozenset(
    fold(
        "café cafés naïve naïvely fiancé fiancée résumé résumés cliché clichés crème brûlée "
        "jalapeño jalapeños piñata señor señora señorita façade touché voilà purée entrée décor "
        "sí née risqué blasé passé pâté soufflé sauté señoras hola gracias mami papi mija mijo "
        "amiga amigo adiós vale merci"
    ).split()
)
_SAYINGS: Final = re.compile(
    r"\b(?:deja vu|c'est la vie|et voila|que onda|mas o menos|por favor|a la carte|vis a vis|"
    r"je ne sais quoi|per se|coup de grace|faux pas|mi casa(?: es)? su casa|que sera sera|"
    r"no mas|hasta la vista|hasta luego|hasta manana|ad hoc|du jour)\b"
)
# French and Italian words run together: c'est, j'ai, qu'il, dell'anno. Not d'you, c'mon, y'all.
_RUN_TOGETHER: Final = re.compile(
    r"(?:[cjlnmts]|qu|un|all|dell|nell|d)'(?!you|ya|mon\b|was\b|is\b|know|m\b)\w{2,}"
)
_ENGLISH_ENDING: Final = re.compile(r".+(?:n't|'m|'re|'ll|'ve|'d|'s)")
# In the common words of English, and common in another language too.
_SHARED: Final = frozenset({"once", "ten", "has", "also", "will", "name", "see", "last", "mine"})


def counts(text: str, common: frozenset[str]) -> tuple[int, int]:
    """How much in ``text`` speaks for another language, and for English.

    ``common``: frequent English words in small letters.
    """
    plain = fold(text)
    left = _SAYINGS.sub(" ", plain)
    words = [w for w in _WORD.findall(left) if w not in _BORROWED]
    other = sum(w in _SMALL or bool(_RUN_TOGETHER.fullmatch(w)) for w in words)
    other += sum(_accented(w) and fold(w) in words for w in _WORD.findall(text))
    other += 2 * len(re.findall(r"[¿¡]", left))
    english = sum(
        (w in common and w not in _SHARED and w not in _SMALL) or bool(_ENGLISH_ENDING.fullmatch(w))
        for w in _WORD.findall(plain)
    )
    return other, english


def _accented(word: str) -> bool:
    """Whether ``word`` has other letters than English, is no name, and isn't counted already."""
    return word.islower() and word != fold(word) not in _SMALL
