"""Presidio's analyser with our recognisers, our parser, and nothing else.

The parser is the one the coder has loaded already. No recogniser here reaches outside: those
of Presidio's that look up domain suffixes (e-mail, URL) are left out, and nothing is ever
downloaded. Presidio's loggers may write out what they look at, so they are off.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, cast

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

from bot.coder.clauses import language
from bot.screening.loading import LOADING
from bot.screening.recognisers import recognisers
from bot.screening.recognisers.base import LEAST

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Reader(SpacyNlpEngine):
    """Presidio's view of the parser that is there already."""

    def load(self) -> None:
        """Take the parser of ``bot.coder``; Presidio's own way may download one."""
        self.nlp: dict[str, Language] = {"en": language()}  # type: ignore[assignment]

    def read(self, text: str, parsed: bool) -> NlpArtifacts:
        """The words of ``text``; with tags and entities if ``parsed``, which takes longer."""
        return self._doc_to_nlp_artifact(language()(text) if parsed else language().make_doc(text))

    def is_stopword(self, word: str, language: str) -> bool:
        """Every word may be context; "call" is on spaCy's list of stop words."""
        return False

    def _doc_to_nlp_artifact(self, doc: Doc, language: str = "en") -> NlpArtifacts:
        # The parser comes without a lemmatiser; words as they stand do for context.
        return NlpArtifacts(
            entities=list(doc.ents),
            tokens=doc,
            tokens_indices=[token.idx for token in doc],
            lemmas=[token.lower_ for token in doc],
            nlp_engine=self,
            language=language,
        )


@cache
def engine() -> AnalyzerEngine:
    """The analyser, made once."""
    with LOADING:
        _hush()
        reader = Reader()
        reader.load()
        return AnalyzerEngine(
            registry=RecognizerRegistry(recognizers=recognisers()),
            nlp_engine=reader,
            default_score_threshold=LEAST,
            context_aware_enhancer=LemmaContextAwareEnhancer(
                context_prefix_count=7, context_suffix_count=6, context_matching_mode="whole_word"
            ),
        )


def analyse(
    text: str, kinds: list[str], parsed: bool, allowed: list[str]
) -> list[tuple[int, int, str]]:
    """Start, end and kind of each detail of ``kinds``. ``allowed``: patterns of what stays."""
    analyser = engine()
    reader = cast(Reader, analyser.nlp_engine)
    results = analyser.analyze(
        text,
        language="en",
        entities=kinds,
        allow_list=allowed,
        allow_list_match="regex",
        nlp_artifacts=reader.read(text, parsed),
    )
    return [(r.start, r.end, r.entity_type) for r in results]


def _hush() -> None:
    """No line of a log may hold what somebody typed."""
    logging.getLogger("presidio-analyzer").disabled = True  # it writes out words at DEBUG
    decisions = logging.getLogger("decision_process")
    decisions.handlers.clear()
    decisions.propagate = False
    decisions.disabled = True
