"""Other wordings for a reply: for this client line and with the trainee's own good clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.practice.rewording import echoes, own_idea, people
from bot.practice.types import Alternative, Finding, Line, ModelAnswer

Check = Callable[[str, str], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class BankItem:
    """A general wording from ``data/guidance/alternatives.yml`` and the lines it fits."""

    answer: ModelAnswer
    feels: tuple[str, ...]
    topics: tuple[str, ...]
    instead_of: tuple[str, ...] = ()  # flags that it repairs; none: it fits after any


@dataclass(frozen=True, slots=True)
class Frames:
    """Sentences around the words at hand (``data/guidance/frames.yml``).

    ``leave`` takes ``{idea}``, what the trainee wanted to advise; ``echo`` the client's own
    ``{words}``; ``about`` a ``{thing}`` that the client named.
    """

    leave: tuple[ModelAnswer, ...] = ()
    echo: tuple[ModelAnswer, ...] = ()
    about: tuple[ModelAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """General wordings, and the words by which a client line's feeling is known."""

    items: tuple[BankItem, ...]
    feelings: Mapping[str, tuple[str, ...]]
    frames: Frames = Frames()

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
            plain = quote.casefold()
            if not any(plain in k.casefold() or k.casefold().rstrip(".?") in plain for k in kept):
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

    Authored answers of the line come first, then those of its topic, then what is made of the
    words at hand (the trainee's own idea with leave asked, the client's own words), and wordings
    of the bank that repair the flag and fit the line's feeling and topic. The first one keeps
    the trainee's own good clauses in front. Wordings in ``offered`` (their texts) are left out,
    and so is whatever ``check(client line, text)`` finds a flag, or no move, in.
    """
    taken = set(offered)
    own, own_codes = kept_clauses(reply, findings)
    chance = Random(f"{seed}:{reply}")
    feels = bank.feelings_of(line.text, line.feels)
    shown = [f for f in findings if f.shown and f.code[0] in "PS"]
    built = _built(shown, line.text, bank.frames, chance)
    pool = [
        *line.models,
        *topic_models,
        *_in_turn(built, _ranked(bank, shown, feels, topic, chance)),
    ]
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
        if check is not None and not _passes(check(line.text, text)):
            continue
        codes = tuple(dict.fromkeys([*(sorted(own_codes) if joins else []), *answer.moves]))
        chosen.append(Alternative(text, codes))
        moves_used |= set(answer.moves)
    return chosen


def _passes(findings: Sequence[Finding]) -> bool:
    """No flag is shown, and a move is."""
    shown = {f.code[0] for f in findings if f.shown}
    return not shown & {"P", "S"} and bool(shown & {"G", "M"})


def _built(
    flags: Sequence[Finding], client_line: str, frames: Frames, chance: Random
) -> list[ModelAnswer]:
    """Wordings around the trainee's own idea and the client's own words, one of each kind."""
    made: list[ModelAnswer] = []

    def fill(choices: Sequence[ModelAnswer], name: str, words: str) -> None:
        if choices:
            frame = chance.choice(choices)
            capital = words[:1].upper() + words[1:]
            text = frame.text.format(**{name: words, name.capitalize(): capital})
            made.append(ModelAnswer(text, frame.moves))

    advice = [f for f in flags if f.code in ("P1", "P4")]
    # An idea of leaving the work, or of calling somebody in, is not offered once more.
    if not any(f.code in ("S2", "S5") for f in flags):
        for idea in [i for f in advice if (i := own_idea(f.quote))][:1]:
            fill(frames.leave, "idea", idea)
    for words in list(echoes(client_line))[:1]:
        fill(frames.echo, "words", words)
    for person in list(people(client_line))[:1]:
        fill(frames.about, "thing", person)
    return made


def _ranked(
    bank: Bank, flags: Sequence[Finding], feels: set[str], topic: str, chance: Random
) -> list[ModelAnswer]:
    """Wordings of the bank that may follow this line, those that suit it and the flag first."""
    codes = {f.code for f in flags}
    fitting = [
        i for i in bank.items if _fits(i, feels, topic) and (not i.instead_of or _repairs(i, codes))
    ]
    chance.shuffle(fitting)
    fitting.sort(
        key=lambda i: (
            -(2 * bool(i.instead_of) + 2 * bool(set(i.feels) & feels) + (topic in i.topics))
        )
    )
    return [i.answer for i in fitting]


def _repairs(item: BankItem, codes: set[str]) -> bool:
    """It repairs a flag, and not by owning a slip: said instead, there is none to own."""
    return bool(set(item.instead_of) & codes) and "G2" not in item.answer.moves


def _in_turn(one: Sequence[ModelAnswer], two: Sequence[ModelAnswer]) -> list[ModelAnswer]:
    """Items of both, taken in turn while both have some."""
    paired = [answer for both in zip(one, two, strict=False) for answer in both]
    shorter = min(len(one), len(two))
    return [*paired, *one[shorter:], *two[shorter:]]


def _fits(item: BankItem, feels: set[str], topic: str) -> bool:
    return (not item.feels or bool(set(item.feels) & feels)) and (
        not item.topics or topic in item.topics
    )
