"""Full names that the lists tell by themselves, in any letters: see ``bot.screening.pairs``."""

from __future__ import annotations

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.screening.famous import famous
from bot.screening.pairs import pairs
from bot.screening.recognisers.base import Rules
from bot.screening.recognisers.names import place_after


class Paired(Rules):
    """Kind ``name``."""

    KIND = "name"

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """A given name and a word that is none; a family name first."""
        return [
            self.result(*span, 0.7, "a common name and another word")
            for span in pairs(text)
            if not place_after(text, span[1]) and not famous(text[slice(*span)])
        ]
