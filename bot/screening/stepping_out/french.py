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
        r"(?:je (?:veux|voudrais|dois|préfère)|j'aimerais|on peut|est ce qu'on peut|"
        r"j'ai besoin d'|(?:tu peux|vous pouvez)(?= arr)) ?(?:arrêter|m'arrêter|sortir)(?: ça)?",
        r"il faut que j'arrête|j'arrête(?: ça)?|je m'arrête",
        r"je (?:n'en|ne|n) peux plus|j'en peux plus|je (?:ne )?peux (?:pas|plus) "
        r"(?:continuer|faire ça)",
        r"je (?:ne )?veux (?:plus|pas) (?:continuer|faire ça|jouer)",
        r"j'ai besoin (?:d'aide|d'une pause|de faire une pause|de parler à quelqu'un|"
        r"d'un humain)|aidez moi",
        r"(?:je (?:veux|voudrais|dois|peux)|j'aimerais|est ce que je peux|puis je) parler à "
        r"(?:quelqu'un|un humain|une personne|une vraie personne)",
        r"hors (?:du )?(?:rôle|jeu)",
    ),
    unasked=(
        r"stop|arrête|arrêtez|on arrête|arrêtons|(?:arrête|arrêtez|arrêtons) ça|ça suffit|assez|"
        r"pause",
    ),
    around=(
        r"s'il (?:te|vous) plaît|stp|svp|pardon|désolée?|excuse moi|excusez moi|ok|non|là|"
        r"maintenant|ici|merci|pour aujourd'hui",
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
        r"\bje (?:fais|suis en train de faire) une (?:crise|attaque) (?:de panique|d'angoisse)",
        r"\bj'ai (?:\w+ )?(?:des )?(?:pensées|idées) suicidaires\b",
        rf"\bj'ai (?:pensé|songé) (?:à |au )(?:suicide\b|{_DIE})",
        rf"\bj'ai peur de {_DIE}",
        r"\b(?:je (?:veux|voudrais)|j'aimerais|je préférerais) être morte?\b(?! de\b)",
        r"\bje me (?:fais du mal|scarifie)\b",
        r"\bj'ai besoin (?:d'une vraie personne|de parler à une vraie personne)\b",
    ),
)
