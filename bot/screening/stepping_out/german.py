"""German: the plainest words only."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_WANT: Final = r"\bich (?:will|möchte|muss|wollte|würde gern) (?:einfach |nur |wirklich |jetzt )*"

GERMAN: Final = Words(
    language="German",
    around=(r"bitte|sorry|entschuldigung|ok|okay|danke|jetzt|hier|nein|für heute",),
    whole=(
        r"(?:ich (?:will|möchte|muss)|(?:können|wollen) wir) "
        r"(?:aufhören|abbrechen|stoppen|pausieren|das (?:beenden|abbrechen))",
        r"ich kann (?:das )?nicht mehr|ich kann (?:so )?nicht weiter(?:machen)?",
        r"ich brauche (?:hilfe|eine pause)",
        r"(?:ich (?:will|möchte|muss)|kann ich) mit (?:einem (?:echten )?menschen|jemandem) "
        r"(?:reden|sprechen)",
        r"das ist (?:mir )?zu viel",
    ),
    unasked=(r"stopp?|aufhören|hör auf|schluss|es reicht",),
    anywhere=(
        rf"{_WANT}(?:sterben\b(?! vor\b)|mich (?:umbringen|töten|verletzen)|tot sein|"
        r"mir (?:weh ?tun|etwas antun|das leben nehmen))\b",
        r"\bich (?:will|möchte) nicht mehr (?:leben|da sein)\b(?! (?:mit|in|bei|hier|dort)\b)",
        r"\bich (?:bringe mich um|tue mir etwas an)\b",
        r"\bich (?:denke|dachte) (?:oft |viel |gerade )*an (?:selbstmord|suizid)\b",
        r"\bich habe (?:selbstmord|suizid)gedanken\b",
    ),
)
