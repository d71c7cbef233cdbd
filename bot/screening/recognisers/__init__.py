"""What counts as a personal detail: one recogniser a file, and the list of them here.

A new one: a module with a class, its line in ``recognisers``, its hint in
``bot.screening.hints``, and its examples in ``tests/screening/test_recognisers.py``.
"""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EsNieRecognizer,
    EsNifRecognizer,
    UkNinoRecognizer,
)

from bot.screening.recognisers.addresses import Addresses
from bot.screening.recognisers.born import Born
from bot.screening.recognisers.codes import Codes
from bot.screening.recognisers.dictated import Dictated
from bot.screening.recognisers.emails import Emails
from bot.screening.recognisers.handles import Handles
from bot.screening.recognisers.houses import Houses
from bot.screening.recognisers.id_numbers import IdNumbers
from bot.screening.recognisers.named import Named
from bot.screening.recognisers.names import Names
from bot.screening.recognisers.paired import Paired
from bot.screening.recognisers.phones import Phones
from bot.screening.recognisers.plates import Plates
from bot.screening.recognisers.tied import Tied


def recognisers() -> list[EntityRecognizer]:
    """One of each, ours first, then Presidio's own whose check digits tell them apart."""
    ours = [
        Names(),
        Named(),
        Tied(),
        Paired(),
        Phones(),
        Dictated(),
        Emails(),
        Addresses(),
        Houses(),
        IdNumbers(),
        Codes(),
        Born(),
        Plates(),
        Handles(),
    ]
    theirs = [
        kind(supported_entity="ID number", supported_language="en")
        for kind in (CreditCardRecognizer, EsNieRecognizer, EsNifRecognizer, UkNinoRecognizer)
    ]
    return [*ours, *theirs]
