"""From coded replies to training examples: a reply, its clauses as the product cuts them, codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.coder.clauses import clauses, language
from bot.coder.normalise import normalise
from bot.coder.packing import Piece
from bot.evaluation.corpus import CodedReply
from bot.practice.codes import CODE_IDS

ROOT = Path(__file__).resolve().parent.parent
MOST_CLIENT = 400  # characters of the client's line, the last ones, as the product takes them


@dataclass(frozen=True)
class Example:
    """A reply in its context, and the codes of each of its clauses."""

    piece: Piece
    codes: tuple[frozenset[str], ...]
    known: frozenset[str] | None = None  # codes whose absence or presence is known; None: all

    @property
    def texts(self) -> list[str]:
        """The words of each clause."""
        return [self.piece.text[s:e] for s, e in self.piece.clauses]


def examples(coded: list[CodedReply]) -> list[Example]:
    """Coded replies in clauses; a clause carries a code whose quote it half covers."""
    texts = [normalise(r.reply) for r in coded]
    docs = language().pipe([t.text for t in texts], batch_size=64)
    made = []
    for reply, text, doc in zip(coded, texts, docs, strict=True):
        spans = [(code, *_place(reply.reply, quote)) for code, quote in reply.codes]
        client = " ".join(normalise(reply.client).text.split())[-MOST_CLIENT:]
        units = clauses(text.text, doc)
        at = [text.span(u.start, u.end) for u in units]
        codes = tuple(
            frozenset(c for c, s, e in spans if _covers(start, end, s, e)) for start, end in at
        )
        if units:
            made.append(Example(Piece(client, text.text, tuple(map(tuple, units))), codes))
    return made


def _place(reply: str, quote: str) -> tuple[int, int]:
    start = reply.index(quote)
    return start, start + len(quote)


def _covers(start: int, end: int, quote_start: int, quote_end: int) -> bool:
    shared = min(end, quote_end) - max(start, quote_start)
    return shared > 0 and shared >= 0.5 * min(end - start, quote_end - quote_start)


def content_examples() -> list[Example]:
    """Examples from what the product itself says and teaches with.

    A model answer is known to be free of P and S; its moves are known when it is one clause.
    A codebook example is known for its own code only. (Word cues' examples, which have no client
    line and one known code each, taught the encoder to see codes everywhere after no line.)
    """
    flags = frozenset(c for c in CODE_IDS if c[0] in "PS")
    everything = frozenset(CODE_IDS)
    made: list[Example] = []

    def add(client: str, text: str, codes: set[str], known: frozenset[str]) -> None:
        plain = normalise(text).text
        cut = clauses(plain)
        alone = len(cut) == 1
        sure = known if alone else known - codes - (everything - flags)
        if cut and sure:
            has = frozenset(codes) if alone else frozenset()
            piece = Piece(client, plain, tuple(map(tuple, cut)))
            made.append(Example(piece, (has,) * len(cut), sure))

    for path in sorted((ROOT / "data" / "scenarios").glob("*.yml")):
        scene = yaml.safe_load(path.read_text(encoding="utf-8"))
        for client, answer in _model_answers(scene):
            add(client, answer["say"], set(answer["moves"]), everything)
    guidance = ROOT / "data" / "guidance"
    for name in ("alternatives.yml", "instead.yml"):
        for item in yaml.safe_load((guidance / name).read_text(encoding="utf-8")):
            add("", item["say"], set(item["moves"]), everything)
    for code in yaml.safe_load((guidance / "codes.yml").read_text(encoding="utf-8")):
        own = frozenset({code["id"]})
        for example in code["examples"]["flag"]:
            add(example["client"], example["reply"], set(own), own)
        for example in code["examples"]["pass"]:
            add(example["client"], example["reply"], set(), own)
    return made


def _model_answers(value: object, client: str = "") -> Iterator[tuple[str, dict]]:
    if isinstance(value, dict):
        said = str(value.get("say", client))
        for answer in value.get("models", ()):
            yield said, answer
        for key, inner in value.items():
            if key != "models":
                yield from _model_answers(inner, "")
    elif isinstance(value, list):
        for inner in value:
            yield from _model_answers(inner, client)


def topic_examples() -> list[tuple[str, str]]:
    """(text, topic) pairs of ``data/nlu``."""
    pairs = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            for line in block["examples"].splitlines():
                if line.strip().startswith("- "):
                    pairs.append((line.strip()[2:], block["intent"]))
    return pairs


CODES = CODE_IDS
