"""Other wordings for a reply: for this client line and with the trainee's own good clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.practice.types import Alternative, Finding, Line, ModelAnswer

Check = Callable[[str, str], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class BankItem:
    """A general wording from ``data/guidance/alternatives.yml`` and the lines it fits."""

    answer: ModelAnswer
    feels: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """General wordings, and the words by which a client line's feeling is known."""

    items: tuple[BankItem, ...]
    feelings: Mapping[str, tuple[str, ...]]

    def feelings_of(self, client_line: str, named: str = "") -> set[str]:
        """Feelings that ``client_line`` shows, by the lexicon, or ``named`` by its author."""
        text = f" {client_line.casefold()} {named.casefold()} "
        return {name for name, words in self.feelings.items() if any(w in text for w in words)}


def kept_clauses(reply: str, findings: Iterable[Finding]) -> tuple[str, set[str]]:
    """The trainee's own sentences with a noticed move and no flag: text, and their codes."""
    shown = [f for f in findings if f.shown]
    flagged = [(f.start, f.end) for f in shown if f.code[0] in "PS"]
    kept: list[str] = []
    codes: set[str] = set()
    for finding in sorted(shown, key=lambda f: (f.start, f.end)):
        clean = all(finding.end <= s or finding.start >= e for s, e in flagged)
        if finding.code[0] in "GM" and clean:
            quote = finding.quote.strip().rstrip(",;: ")
            codes.add(finding.code)
            if not any(quote in k or k in quote for k in kept):
                kept.append(_sentence(quote, question=reply[finding.end : finding.end + 1] == "?"))
    return " ".join(kept), codes


def _sentence(text: str, question: bool) -> str:
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?…" else text + ("?" if question else ".")


def suggest(
    reply: str,
    findings: Sequence[Finding],
    line: Line,
    topic_models: Sequence[ModelAnswer],
    bank: Bank,
    topic: str,
    offered: Iterable[str] = (),
    most: int = 3,
    seed: int = 0,
    check: Check | None = None,
) -> list[Alternative]:
    """Two or three other wordings for ``reply``, which answered ``line``.

    Authored answers of the line come first, then those of its topic, then the general bank,
    filtered by the line's feeling and topic. The first one keeps the trainee's own good
    clauses in front. Wordings in ``offered`` (their texts) are left out, and so is whatever
    ``check(client line, text)`` finds a flag in.
    """
    taken = set(offered)
    own, own_codes = kept_clauses(reply, findings)
    feels = bank.feelings_of(line.text, line.feels)
    chance = Random(f"{seed}:{reply}")
    fitting = [i for i in bank.items if _fits(i, feels, topic)]
    chance.shuffle(fitting)
    fitting.sort(key=lambda i: -(bool(set(i.feels) & feels) + (topic in i.topics)))
    pool = [*line.models, *topic_models, *(i.answer for i in fitting)]
    # The first that adds another move to the trainee's own words goes in front.
    adds = next((a for a in pool if own and not set(a.moves) & own_codes), None)
    if adds:
        pool.insert(0, pool.pop(pool.index(adds)))
    chosen: list[Alternative] = []
    moves_used: set[str] = set()
    for answer in pool:
        if len(chosen) == most:
            break
        if chosen and set(answer.moves) <= moves_used:
            continue
        joins = own and not chosen and not (set(answer.moves) & own_codes)
        text = f"{own} {answer.text}" if joins else answer.text
        if text in taken or answer.text in taken:
            continue
        if check is not None and any(f.shown and f.code[0] in "PS" for f in check(line.text, text)):
            continue
        codes = tuple(dict.fromkeys([*(sorted(own_codes) if joins else []), *answer.moves]))
        chosen.append(Alternative(text, codes))
        moves_used |= set(answer.moves)
    return chosen


def _fits(item: BankItem, feels: set[str], topic: str) -> bool:
    return (not item.feels or bool(set(item.feels) & feels)) and (
        not item.topics or topic in item.topics
    )
