"""What the recognisers share: rules that say why, and results that carry it.

A rule is a pattern with a group called ``it``: what is replaced. What stands around that group
(a label such as "case number") is why it was found, and stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

LEAST: Final = 0.5  # below this score nothing is replaced; words nearby lift a score by 0.35


class Rule(NamedTuple):
    """``why`` is for those who ask what happened; it never holds any of the text."""

    why: str
    pattern: re.Pattern[str]
    score: float = 0.8


def near(words: re.Pattern[str], match: re.Match[str], before: int, after: int) -> bool:
    """Whether ``words`` stand within so many characters of ``match``, or in it."""
    return bool(words.search(match.string, max(0, match.start() - before), match.end() + after))


class Rules(LocalRecognizer):
    """Finds one kind of detail by ``RULES``. ``CONTEXT`` words nearby lift a low score."""

    KIND: str = ""
    RULES: Sequence[Rule] = ()
    CONTEXT: Sequence[str] = ()

    def __init__(self) -> None:
        self.name: str = type(self).__name__
        super().__init__(supported_entities=[self.KIND], name=self.name, context=list(self.CONTEXT))

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Every place in ``text`` where a rule holds and ``refuses`` doesn't."""
        return [
            self.result(match.start("it"), match.end("it"), rule.score, rule.why)
            for rule in self.RULES
            for match in rule.pattern.finditer(text)
            if not self.refuses(match, rule)
        ]

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Whether a match is something else after all."""
        return False

    def result(self, start: int, end: int, score: float, why: str) -> RecognizerResult:
        """A result of this recogniser, with its explanation."""
        return RecognizerResult(
            entity_type=self.KIND,
            start=start,
            end=end,
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name, original_score=score, textual_explanation=why
            ),
        )
