"""A reply as the templates show it (see the head of macros/turn.html)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from bot.review.desk import Desk
from bot.review.in_words import SOMEBODY
from bot.review.segments import Mark, segments
from bot.store.desk import Viewer
from bot.store.desk.transcript_records import Contest, FoundCode, ReadTurn, Remark, SaidVerdict
from bot.store.desk.verdicts import standing

Shown = dict[str, Any]
_DID: Final = {
    "agree": "agreed",
    "overrule": "overruled",
    "missed": "added",
    "withdrawn": "withdrew",
}
_WITH_IT: Final = timedelta(minutes=1)  # an answer is sent right after the verdict it goes with


def named(by: str) -> str:
    """Who it was, also if their account is gone."""
    return by or SOMEBODY


def audience(to_trainee: bool) -> str:
    """Who reads it, as the templates call them."""
    return "trainee" if to_trainee else "supervisors"


class Replies:
    """Turns the records of a reply into what the templates show to one viewer."""

    def __init__(self, desk: Desk, viewer: Viewer) -> None:
        self.here = desk.here
        self.viewer = viewer
        self.codes = desk.content.guidance.codes
        self.titles = {c.id: c.title for c in self.codes.values()}

    def reply(self, t: ReadTurn, read: bool, trainee: str) -> Shown:
        """A reply of ``trainee`` with all that belongs to it.

        ``read``: they saw the coach's note.
        """
        counting = standing(t.verdicts)
        said = {v.finding_id: v for v in counting if v.finding_id is not None}  # the latest of all
        added = [v for v in counting if v.kind == "missed"]
        marks = [
            Mark(
                f.start,
                f.end,
                f.code,
                unsure=not f.shown,
                overruled=f.id in said and said[f.id].kind == "overrule",
            )
            for f in t.findings
        ]
        marks += dict.fromkeys(Mark(v.start, v.end, v.code, added=True) for v in added)
        return {
            "id": t.id,
            "of": trainee,
            "number": t.number,
            "at": self.here(t.at),
            "segments": segments(t.reply, marks, self.titles),
            "before": t.client_before,
            "after": t.client_after,
            "trust_before": t.trust_before,
            "trust": t.trust,
            "stance": t.stance,
            "taken_back": t.taken_back,
            "intent": t.intent,
            "findings": [self._finding(f, t, said.get(f.id)) for f in t.findings],
            "added": [self._added(v) for v in added],
            "comments": [self.remark(r) for r in t.remarks],
            "shown": t.feedback.as_text() if read and not t.feedback.empty else "",
            "offers": [
                {"text": o.text, "codes": [self.code(c) for c in o.codes]} for o in t.offers
            ],
            "history": self._history(t),
        }

    def code(self, code: str) -> Shown:
        """A code with its title and family."""
        return {"code": code, "title": self.titles.get(code, ""), "family": code[:1]}

    def _finding(self, f: FoundCode, t: ReadTurn, said: SaidVerdict | None) -> Shown:
        known = self.codes.get(f.code)
        contests = [c for c in t.contests if c.code == f.code and f.shown]
        return {
            "id": f.id,
            **self.code(f.code),
            "quote": f.quote,
            "confidence": f.confidence,
            "shown": f.shown,
            "why": f.why,
            "source": str(known.source) if known else "",
            "verdict": self._verdict(said) if said else None,
            "objection": self._contest(contests[-1]) if contests else None,
        }

    def _verdict(self, v: SaidVerdict) -> Shown:
        return {
            "did": _DID[v.kind],
            "by": named(v.by),
            "at": self.here(v.at),
            "instead": self.code(v.code) if v.kind == "overrule" and v.code else None,
            "reason": v.reason,
            "review": v.id,
            "mine": self._is_mine(v),
        }

    def _contest(self, c: Contest) -> Shown:
        return {
            "id": c.id,
            "reason": c.reason,
            "at": self.here(c.at),
            "outcome": c.outcome,
            "answer": c.answer,
        }

    def _added(self, v: SaidVerdict) -> Shown:
        return {
            "review": v.id,
            **self.code(v.code),
            "words": v.quote,
            "reason": v.reason,
            "by": named(v.by),
            "at": self.here(v.at),
            "mine": self._is_mine(v),
        }

    def _is_mine(self, v: SaidVerdict) -> bool:
        return v.reviewer_id == self.viewer.id

    def remark(self, r: Remark) -> Shown:
        """A comment."""
        return {
            "id": r.id,
            "by": named(r.by),
            "at": self.here(r.at),
            "audience": audience(r.to_trainee),
            "text": r.text,
            "answer": self.answer(r),
        }

    def answer(self, r: Remark) -> Shown | None:
        """What the trainee answered to a comment."""
        if r.answered_at is None:
            return None
        return {"text": r.answer, "at": self.here(r.answered_at)}

    # -- history -------------------------------------------------------------------------------

    def _history(self, t: ReadTurn) -> list[Shown]:
        """Everything that was done here, oldest first; nothing that was taken back is left out."""
        code_of = {f.id: f.code for f in t.findings}
        deeds = [self._deed(v, code_of) for v in t.verdicts]
        deeds += [_plain_deed(r.at, r.by, "commented") for r in t.remarks]
        for c in t.contests:
            if c.settled_at:
                by = _answered_by(c, c.settled_at, t, code_of)
                deed = _plain_deed(c.settled_at, by, "answered")
                deeds.append({**deed, "code": self.code(c.code), "reason": c.answer})
        deeds.sort(key=lambda d: d["at"])
        return [{**d, "at": self.here(d["at"])} for d in deeds]

    def _deed(self, v: SaidVerdict, code_of: dict[int, str]) -> Shown:
        about = v.code if v.finding_id is None else code_of.get(v.finding_id, "")
        instead = v.code if v.kind == "overrule" else ""
        return {
            "at": v.at,
            "by": named(v.by),
            "did": _DID[v.kind],
            "code": self.code(about) if about else None,
            "instead": self.code(instead) if instead else None,
            "reason": v.reason,
        }


def _plain_deed(at: datetime, by: str, did: str) -> Shown:
    return {"at": at, "by": named(by), "did": did, "code": None, "instead": None, "reason": ""}


def _answered_by(c: Contest, at: datetime, t: ReadTurn, code_of: dict[int, str]) -> str:
    """Whose verdict settled it; where there is none (it was done elsewhere), a supervisor's."""
    near = [
        v.by
        for v in t.verdicts
        if v.kind in ("agree", "overrule")
        and code_of.get(v.finding_id or 0) == c.code
        and abs(at - v.at) < _WITH_IT
    ]
    return near[-1] if near else "a supervisor"
