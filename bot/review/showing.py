"""A conversation as the templates show it (see the head of transcript.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.practice.types import Scenario
from bot.review import in_words
from bot.review.desk import Desk
from bot.review.flow import Branch, Fork, steps, talked
from bot.review.rubric import Rubric, scores
from bot.review.showing_replies import Replies, Shown, audience, named
from bot.review.why_here import reasons
from bot.store.desk import Viewer
from bot.store.desk.transcript_records import Remark, SignedOff, Transcript

_STEPPED_OUT: Final = "They stepped out of the scene here; those words are not kept"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: ``items`` in order, and each reply by its turn's id.

    ``slim``: ids of turns that stand in a branch.
    """

    enc: Shown
    items: list[Shown]
    turns: dict[int, Shown]
    slim: frozenset[int]


class Showing:
    """Turns records into what the templates show to one viewer."""

    def __init__(self, desk: Desk, viewer: Viewer) -> None:
        self.here = desk.here
        self.viewer = viewer
        self.scenes = desk.content.scenarios
        self.replies = Replies(desk, viewer)
        self.titles = self.replies.titles

    # -- the whole -----------------------------------------------------------------------------

    def page(self, found: Transcript) -> Page:
        """A conversation with all its replies."""
        # What the coach said was read at once only where it spoke after each reply.
        read = found.coach_mode == "each" and not found.unaided
        turns = {t.id: self.replies.reply(t, read, found.trainee) for t in found.turns}
        items = list(self._items(found, turns))
        forks = [b for i in items if i["kind"] == "fork" for b in i["branches"]]
        slim = frozenset(t["id"] for b in forks for t in b["turns"])
        return Page(self.encounter(found), items, turns, slim)

    def encounter(self, found: Transcript) -> Shown:
        """``enc`` of the templates. A scene that is gone leaves its id as the title."""
        scene = self.scenes.get(found.scenario)
        who = self.persona(scene)
        open_readings = [r for r in found.readings if not r.blind and r.done_at is None]
        mine = any(r.reviewer_id == self.viewer.id for r in open_readings)
        minutes = talked(found.turns, found.started_at) / timedelta(minutes=1)
        return {
            "id": found.id,
            "title": scene.title if scene else found.scenario,
            "scene": found.scenario,
            "persona": who,
            "trainee": found.trainee,
            "team": found.team,
            "started": self.here(found.started_at),
            "minutes": max(round(minutes), 1 if found.turns else 0),
            "replies": len(found.kept),
            "newest": max((t.id for t in found.turns), default=0),
            "mode": in_words.mode(found.coach_mode, found.unaided),
            "ended": in_words.ended(found.status, found.ended_how, who),
            "unaided": found.unaided,
            "aim": f"{found.aim} {self.titles.get(found.aim, '')}".strip(),
            "open_how": in_words.open_how(found.open_to_all, found.assigned),
            "place": scene.place if scene else "",
            "content_note": scene.content_note if scene else "",
            "trust_start": found.trust_start,
            "stance_start": found.stance_start,
            "reviewed_scene": scene is None or not _unreviewed(scene),
            "assigned_to": next((named(r.by) for r in open_readings), ""),
            "mine": mine,
            "reasons": reasons(found, who, self.titles),
            "carry": found.carry,
        }

    def persona(self, scene: Scenario | None) -> str:
        """The client's name."""
        return scene.persona.name if scene else "the client"

    def sign_offs(self, found: Transcript, rubric: Rubric | None) -> list[Shown]:
        """Sign-offs, oldest first, each with what the trainee answered to its note.

        A note to the trainee was sent as a comment on the whole: it is shown once, here. Other
        such comments stand by themselves.
        """
        sent = _sent(found)
        return [
            {
                "by": named(one.by),
                "at": self.here(one.at),
                "note": one.note,
                "audience": audience(one.to_trainee),
                "answer": self.replies.answer(sent[one.id]) if one.id in sent else None,
                "scores": scores(one.rubric, rubric),
            }
            for one in found.sign_offs
        ]

    def remarks(self, found: Transcript) -> list[Shown]:
        """Comments on the whole that are not the note of a sign-off."""
        sent = {r.id for r in _sent(found).values()}
        return [self.replies.remark(r) for r in found.remarks if r.id not in sent]

    def second_given(self, found: Transcript) -> list[Shown]:
        """Who was asked to code it blind."""
        given = [r for r in found.readings if r.blind]
        return [{"name": named(r.by), "done": r.done_at is not None} for r in given]

    def next_up(self, found: Transcript) -> Shown | None:
        """What to read after this."""
        if found.next_up is None:
            return None
        scene = self.scenes.get(found.next_up.scenario)
        title = scene.title if scene else found.next_up.scenario
        return {"id": found.next_up.id, "text": f"{title}, {found.next_up.trainee}"}

    # -- in order ------------------------------------------------------------------------------

    def _items(self, found: Transcript, turns: dict[int, Shown]) -> Iterator[Shown]:
        notes = list(found.notes)
        if found.opening:
            yield {"kind": "client", "text": found.opening}
        for step in steps(found.turns, found.started_at):
            while notes and notes[0][0] < step.at:
                yield self._note(*notes.pop(0))
            if step.pause:
                yield {"kind": "pause", "text": step.pause}
            if isinstance(step.what, Fork):
                branches = [_branch(b, turns) for b in step.what.branches]
                yield {"kind": "fork", "line": "", "branches": branches}
            else:
                yield {"kind": "turn", "turn": turns[step.what.id]}
        if found.status == "paused" and found.ended_how == "stepped_out":
            yield {"kind": "pause", "text": _STEPPED_OUT}
        for note in notes:
            yield self._note(*note)

    def _note(self, at: datetime, text: str) -> Shown:
        return {"kind": "note", "text": text, "at": self.here(at)}


def _branch(branch: Branch, turns: dict[int, Shown]) -> Shown:
    return {
        "title": branch.title,
        "kept": branch.kept,
        "turns": [turns[t.id] for t in branch.turns],
    }


def _sent(found: Transcript) -> dict[int, Remark]:
    """By sign-off, the comment as which its note went to the trainee."""
    rest = list(found.remarks)
    sent: dict[int, Remark] = {}
    for one in found.sign_offs:
        note = next((r for r in rest if _is_note(r, one)), None)
        if note:
            rest.remove(note)
            sent[one.id] = note
    return sent


def _is_note(remark: Remark, one: SignedOff) -> bool:
    """Whether a comment on the whole is the note of a sign-off, sent to the trainee."""
    same = remark.reviewer_id == one.reviewer_id and remark.text == one.note
    return same and remark.to_trainee and one.to_trainee


def _unreviewed(scene: Scenario) -> bool:
    return "unreviewed" in (scene.reviewed_by, scene.persona.reviewed_by)
