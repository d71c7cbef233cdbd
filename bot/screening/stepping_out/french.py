"""French."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = (
    r"(?:l'exercice|cet exercice|le jeu de rôle|ce jeu de rôle|la simulation|l'entraînement)"
)
_DIE: Final = (
    r"(?:(?:mourir|me tuer|me suicider|en finir|me faire du mal|crever)\b"
    r"(?! (?:de|d'|avec (?:ce|cette|ça)) ?))"
)

FRENCH: Final = Words(
    language="French",
    whole=(
        r"(?:s'il (?:te|vous) plaît )?(?:stop|arrête|arrêtez|on arrête|arrêtons|ça suffit|assez)"
        r"(?: maintenant)?(?: s'il (?:te|vous) plaît| stp| svp)?",
        r"(?:je (?:veux|voudrais|dois)|j'aimerais|on peut|est ce qu'on peut) "
        r"(?:arrêter|m'arrêter|sortir)(?: là| maintenant| ici| ça)?"
        r"(?: s'il (?:te|vous) plaît| svp)?",
        r"je (?:n'en|ne|n) peux plus|j'en peux plus|je (?:ne )?peux pas continuer",
    ),
    anywhere=(
        r"\b(?:je (?:veux|voudrais|dois|préfère)|j'aimerais|on peut|il faut) "
        rf"(?:arrêter|quitter|interrompre|terminer|sortir de) {_EXERCISE}",
        rf"(?:^|[.!,;] ?)(?:arrêtez|arrêtons|on arrête) {_EXERCISE}",
        r"\bje (?:sors|veux sortir) (?:du|de mon) (?:rôle|personnage)\b",
        rf"\bje (?:ne )?peux (?:plus|pas) continuer (?:comme ça|{_EXERCISE})",
        r"\bc'est trop (?:\w+ )?pour moi\b(?! ?\?)",
        rf"\bje (?:veux|voudrais|vais) (?:vraiment )?{_DIE}",
        rf"\bj'ai (?:vraiment )?envie (?:de |d'){_DIE}",
        rf"\bje pense (?:à|au) (?:suicide\b|{_DIE})",
        r"\bje (?:ne )?veux plus vivre\b(?! (?:avec|dans|ici|là|chez|à|en)\b)",
        r"\bje (?:fais|suis en train de faire) une (?:crise|attaque) de panique\b",
        r"\bj'ai besoin (?:d'une vraie personne|de parler à une vraie personne)\b",
    ),
)
