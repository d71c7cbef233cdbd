"""What an organisation's reviewers said, as coded replies, and how the detector does on them.

For the page on agreement: ``over_time(shelf.reviewed(viewer, filters), measure)`` gives the rows
of ``over_time`` in ``agreement.html``, newest first; without ``measure`` it loads no detector.
See there.

A quarter of the conversations, chosen by a hash of their ids, is held out: the detector never
learns from them, so that a later one can be measured on them. Figures with few replies behind
them are not given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2s, sha256
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any, Final

from bot.coder.encoder import MODEL_DIR
from bot.coder.version import coder_version
from bot.evaluation.corpus import CodedReply
from bot.evaluation.measure import Code, Read, overlap, read_all
from bot.practice.codes import CODE_IDS
from bot.practice.reviewed import Mark, ReviewedReply, Ruled

VOICE: Final = "organisation"
LEARNT: Final = "organisation.json"  # beside the model; written by training/with_reviews.py
FEWEST: Final = 20  # replies, or judged flags, before a figure is given
MOST_READ: Final = 400  # replies that are read while somebody waits for the page
_HELD_OUT: Final = 0.25
_LEAST_HELD_OUT: Final = 0.2
# Separators that stand inside JSON as they are, but end a line for some programs.
_NO_BREAKS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}

# -- corrections as coded replies ------------------------------------------------------------


def coded(replies: Iterable[ReviewedReply]) -> Iterator[CodedReply]:
    """``replies`` as lines of a corpus, each with the codes that stand after all that was said.

    The word of a person goes before anything else, the last one before earlier ones. Where
    nobody said anything of a finding, it stands if it was shown: whoever read the reply left it.
    But where somebody coded the reply blind, it stands only if they gave the code, too.
    """
    for reply in replies:
        quotes = [(code, _quote(reply.reply, s, e)) for code, s, e in _settled(reply)]
        yield CodedReply(
            id=f"{reply.conversation}-{reply.turn}",
            voice=VOICE,
            scenario=reply.scenario,
            client=reply.client,
            reply=reply.reply,
            codes=tuple(dict.fromkeys(quotes)),
        )


def line(reply: CodedReply) -> str:
    """``reply`` as a line of a corpus file, without its end."""
    record = {
        "id": reply.id,
        "voice": reply.voice,
        "scenario": reply.scenario,
        "client": reply.client,
        "reply": reply.reply,
        "codes": [{"code": code, "quote": quote} for code, quote in reply.codes],
    }
    return json.dumps(record, ensure_ascii=False).translate(_NO_BREAKS)


def _settled(reply: ReviewedReply) -> list[tuple[str, int, int]]:
    """(code, start, end) of what stands, in the order of the words."""
    given = [(m.code, m.start, m.end) for m in _marks(reply)]
    for f in reply.findings:
        code = _becomes(f, reply.coded_blind)
        same = any(c == code and overlap((s, e), (f.start, f.end)) > 0 for c, s, e in given)
        if code and not same:
            given.append((code, f.start, f.end))
    words = reply.reply
    fits = [g for g in given if g[0] in CODE_IDS and words[max(0, g[1]) : g[2]].strip()]
    return sorted(fits, key=lambda g: (g[1], g[2], g[0]))


def _becomes(finding: Ruled, coded_blind: bool) -> str:
    """The code of its words, "" for none."""
    if finding.said == "agree":
        return finding.code
    if finding.said == "overrule":
        return finding.instead
    return finding.code if finding.shown and not coded_blind else ""


def _marks(reply: ReviewedReply) -> list[Mark]:
    """Codes that people gave, without those that somebody overruled later on the same words."""

    def overruled(mark: Mark) -> bool:
        return any(
            f.said == "overrule"
            and f.code == mark.code
            and f.order > mark.order
            and _touch(f, mark)
            for f in reply.findings
        )

    return [m for m in reply.marks if m.start < m.end and not overruled(m)]


def _touch(one: Ruled, two: Mark) -> bool:
    return one.start < two.end and two.start < one.end


def _quote(reply: str, start: int, end: int) -> str:
    """The words from ``start`` to ``end``; with more of their neighbours where they come twice.

    A quote is found by its words, so they have to be the first of their kind in the reply.
    """
    start, end = max(0, start), min(end, len(reply))
    while reply.find(reply[start:end]) != start:
        start, end = (start, end + 1) if end < len(reply) else (start - 1, end)
    return reply[start:end]


# -- what is held out ------------------------------------------------------------------------


def held_out(replies: Iterable[CodedReply]) -> list[CodedReply]:
    """Those of conversations that no detector learns from: about one in four."""
    return [r for r in replies if _place(conversation(r)) < _HELD_OUT]


def to_learn_from(replies: Sequence[CodedReply]) -> list[CodedReply]:
    """Those that a detector may learn from; never one that is held out.

    Where chance held out less than a fifth of the conversations, more are left out here.
    """
    ordered = sorted({conversation(r) for r in replies}, key=_place)
    rest = ordered[ceil(_LEAST_HELD_OUT * len(ordered)) :]
    learn = {name for name in rest if _place(name) >= _HELD_OUT}
    return [r for r in replies if conversation(r) in learn]


def to_measure(replies: Sequence[CodedReply]) -> tuple[list[CodedReply], bool]:
    """What to measure the detector on, and whether that is all of ``replies``.

    A detector that learnt from an organisation's replies is measured on those held out.
    """
    if learnt_from_reviews():
        return held_out(replies), False
    return list(replies), True


def learnt_from_reviews(model: Path = MODEL_DIR) -> bool:
    """Whether the detector of the folder ``model`` learnt from an organisation's replies."""
    record = model / LEARNT
    if not record.exists():
        return False
    # A record that an earlier training left behind speaks of other weights.
    weights = json.loads((model / "manifest.json").read_text(encoding="utf-8"))["weights_sha256"]
    learnt = json.loads(record.read_text(encoding="utf-8"))["weights_sha256"]
    return bool(weights == learnt)


def conversation(reply: CodedReply) -> str:
    """The conversation of a reply: its id without what follows the last hyphen."""
    return reply.id.rpartition("-")[0] or reply.id


def _place(name: str) -> float:
    """A conversation's place between 0 and 1, by chance, but always the same."""
    drawn = blake2s(name.encode("utf-8", "replace"), digest_size=8).digest()
    return float(int.from_bytes(drawn) / 2**64)


# -- whether it got better -------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """What was said of one version of the detector."""

    since: datetime
    until: datetime
    judged: int = 0
    kept: int = 0
    missed: int = 0

    def add(self, reply: ReviewedReply) -> None:
        self.since, self.until = min(self.since, reply.at), max(self.until, reply.at)
        shown = [f for f in reply.findings if f.shown]
        self.judged += sum(bool(f.said) for f in shown)
        self.kept += sum(f.said == "agree" for f in shown)
        self.missed += len({m.code for m in _marks(reply)} - {f.code for f in shown})


def over_time(replies: Iterable[ReviewedReply], measure: bool = False) -> list[dict[str, Any]]:
    """How each version of the detector did on ``replies``, newest first.

    version: ``coder_version()`` of that time. since, until: when it read the first and the last
    of these replies; None, it is the present one. judged: shown findings that somebody agreed
    with or overruled; kept: the share agreed with (None below 20). missed: codes that people
    gave and it did not show, once for each reply. here: F1 over all codes shown on the replies
    held out, from 0 to 1, or None; why_not: "earlier" (only the present version can be asked),
    "few" (below 20 replies), "ask" (not measured yet: call with ``measure``), "" (it is there).

    With ``measure`` the present version reads up to 400 replies: seconds, once for each version
    and set of replies.
    """
    present = coder_version()
    tallies: dict[str, _Tally] = {}
    held: list[CodedReply] = []
    for reply in replies:
        tallies.setdefault(reply.coder, _Tally(reply.at, reply.at)).add(reply)
        held += held_out(coded([reply]))
    if tallies and present not in tallies:
        installed = datetime.fromtimestamp((MODEL_DIR / "manifest.json").stat().st_mtime, UTC)
        tallies[present] = _Tally(installed, installed)
    here, why_not = _KNOWN.figure(held, measure)
    rows = [
        {
            "version": version or "before versions were noted",
            "since": t.since,
            "until": None if version == present else t.until,
            "judged": t.judged,
            "kept": t.kept / t.judged if t.judged >= FEWEST else None,
            "missed": t.missed,
            "here": here if version == present else None,
            "why_not": why_not if version == present else "earlier",
        }
        for version, t in tallies.items()
    ]
    return sorted(rows, key=lambda r: (r["until"] is None, r["since"]), reverse=True)


def f1(reads: Sequence[Read]) -> float | None:
    """F1 over all codes of all ``reads``, as shown; None with nothing given and nothing shown."""
    hits = sum(len(r.shown & r.coded.all_codes) for r in reads)
    total = sum(len(r.shown) + len(r.coded.all_codes) for r in reads)
    return 2 * hits / total if total else None


def measure_here(held: Sequence[CodedReply], code: Code | None = None) -> float | None:
    """F1 of the present detector on replies held out, from 0 to 1; None if they are too few.

    ``code``: the detector, if it is loaded already.
    """
    if len(held) < FEWEST:
        return None
    some = sorted(held, key=lambda r: _place(r.id))[:MOST_READ]
    return f1(read_all(code or _detector(), some))


def _detector() -> Code:
    from bot.coder import load_coder

    return load_coder().code


@dataclass(slots=True)
class _Figures:
    """Figures that were measured since this process began; one at a time is worked out."""

    known: dict[tuple[str, str], float | None] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def figure(self, held: Sequence[CodedReply], measure: bool) -> tuple[float | None, str]:
        """The figure, and why there is none."""
        if len(held) < FEWEST:
            return None, "few"
        lines = "\n".join(sorted(line(r) for r in held))
        key = (coder_version(), sha256(lines.encode("utf-8", "replace")).hexdigest())
        if measure:
            with self.lock:
                if key not in self.known:
                    found = measure_here(held)
                    if len(self.known) >= 32:  # each view of the page may have its own replies
                        self.known.clear()
                    self.known[key] = found
        if key not in self.known:
            return None, "ask"
        found = self.known[key]
        return found, "few" if found is None else ""


_KNOWN: Final = _Figures()
