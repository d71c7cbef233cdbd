"""From coded replies to training rows: (client line, clause, codes), cut as the product cuts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.coder.clauses import clauses, language
from bot.coder.normalise import normalise
from bot.practice.codes import CODE_IDS

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "corpus"


@dataclass(frozen=True)
class Row:
    """One clause in its context, with the ids of its codes."""

    client: str
    clause: str
    codes: frozenset[str]
    reply_id: str
    known: frozenset[str] | None = None  # codes whose absence or presence is known; None: all


def replies(split: str) -> Iterator[dict]:
    """Coded replies of the voices that ``data/corpus/splits.yml`` puts in ``split``."""
    for voice in yaml.safe_load((CORPUS / "splits.yml").read_text(encoding="utf-8"))[split]:
        with (CORPUS / "voices" / f"{voice}.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def rows(coded: list[dict]) -> list[Row]:
    """Clauses of ``coded`` replies; a clause carries a code whose quote it half covers."""
    texts = [normalise(r["reply"]) for r in coded]
    docs = language().pipe([t.text for t in texts], batch_size=64)
    made = []
    for reply, text, doc in zip(coded, texts, docs, strict=True):
        spans = [(c["code"], *_place(reply["reply"], c["quote"])) for c in reply["codes"]]
        client = " ".join(normalise(reply["client"]).text.split())[-400:]
        for unit in clauses(text.text, doc):
            start, end = text.span(unit.start, unit.end)
            codes = frozenset(c for c, s, e in spans if _covers(start, end, s, e))
            made.append(Row(client, text.text[unit.start : unit.end], codes, reply["id"]))
    return made


def _place(reply: str, quote: str) -> tuple[int, int]:
    start = reply.index(quote)
    return start, start + len(quote)


def _covers(start: int, end: int, quote_start: int, quote_end: int) -> bool:
    shared = min(end, quote_end) - max(start, quote_start)
    return shared > 0 and shared >= 0.5 * min(end - start, quote_end - quote_start)


def content_rows() -> list[Row]:
    """Rows from what the product itself says and teaches with.

    A model answer is known to be free of P and S; its moves are known when it is one clause.
    A codebook example or a cue's clause is known for its own code only.
    """
    flags = frozenset(c for c in CODE_IDS if c[0] in "PS")
    everything = frozenset(CODE_IDS)
    made: list[Row] = []

    def add(client: str, text: str, codes: set[str], known: frozenset[str], name: str) -> None:
        plain = normalise(text).text
        cut = clauses(plain)
        alone = len(cut) == 1
        for unit in cut:
            has = frozenset(codes) if alone else frozenset()
            sure = known if alone else known - codes - (everything - flags)
            if sure:
                made.append(Row(client, plain[unit.start : unit.end], has, name, sure))

    for path in sorted((ROOT / "data" / "scenarios").glob("*.yml")):
        scene = yaml.safe_load(path.read_text(encoding="utf-8"))
        for client, answer in _model_answers(scene):
            add(client, answer["say"], set(answer["moves"]), everything, path.stem)
    guidance = ROOT / "data" / "guidance"
    for item in yaml.safe_load((guidance / "alternatives.yml").read_text(encoding="utf-8")):
        add("", item["say"], set(item["moves"]), everything, "alternatives")
    for code in yaml.safe_load((guidance / "codes.yml").read_text(encoding="utf-8")):
        own = frozenset({code["id"]})
        for example in code["examples"]["flag"]:
            add(example["client"], example["reply"], set(own), own, "codes")
        for example in code["examples"]["pass"]:
            add(example["client"], example["reply"], set(), own, "codes")
    for cue in yaml.safe_load((guidance / "cues.yml").read_text(encoding="utf-8")):
        own = frozenset({cue["code"]})
        for text in cue["flag"]:
            add("", text, set(own), own, "cues")
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
