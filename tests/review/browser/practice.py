"""Conversations for a browser to look at: each thing that a transcript can hold, once at least."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.practice.types import Feedback, Finding, FlagNote
from bot.store.desk_tables import CommentRow, Reading, SignOff, Verdict
from bot.store.repository import StoredTrainee
from bot.store.tables import Assignment, FindingRow, TurnRow, now
from tests.review.people import Office
from tests.store.build import new_turn, state

OPENING = "Coffee, two sugars, and socks if you've got the thick ones."
ORDER = "You need to get a cab next time, it's not safe out there on your own."
REFLECTS = "You changed your mind halfway, and that kept you out of that car."
ASKS = "What would help you tonight?"
# Said in a conversation that nobody shared: a word to search for, and one that nobody types.
HIDDEN, UNTYPED = "zanzibarine", "quolliform"


@dataclass
class Practice:
    """Who and what is on the desk. Conversations and turns by a short name.

    "contested": Ada's, with a fork, a flag she sees otherwise and a note. "unsure": Ben's, with
    findings that were not shown. "south": Cleo's. "loose": Dan's, who is in no group.
    "assigned": Ben's, open because it was asked for. "busy0" and on: more of Ben's. "hidden":
    Ada's, for nobody's eyes; HIDDEN and UNTYPED are said in it. ``turns["coding"]``: what the
    lead is to code blind.
    """

    office: Office
    talks: dict[str, str] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)

    def begin(self, name: str, who: str, scenario: str, days: int = 1) -> str:
        """A conversation of a trainee, begun ``days`` ago. Returns its id."""
        first, line = state(scenario=scenario), {"text": OPENING, "topic": ""}
        made = self.office.store.start(self.office.trainees[who], first, line, "each", [])
        at = now() - timedelta(days=days)
        self.office.change(made.id, started_at=at, updated_at=at)
        self.talks[name] = made.id
        return made.id

    def say(
        self,
        talk: str,
        reply: str,
        *found: tuple[str, str],
        unsure: tuple[tuple[str, str], ...] = (),
        name: str = "",
        answer: str = "I had a long walk I didn't order.",
        trust: float = 0.0,
    ) -> int:
        """Add a reply with the codes ``found`` on some of its words. Returns its id."""
        encounter = self.office.store.encounter(self.talks[talk])
        assert encounter
        kept = encounter.kept
        number = len(kept) + 1
        findings = _on(reply, found, True) + _on(reply, unsure, False)
        turn = replace(
            new_turn(number, reply, state(number, trust=trust or 0.3 + number / 20, stance="wary")),
            client_before=kept[-1].client_after if kept else OPENING,
            client_after=answer,
            state_before=state(number - 1, trust=kept[-1].trust if kept else 0.3),
            findings=findings,
            feedback=Feedback((), _notes(findings), ""),
            parent=kept[-1].id if kept else None,
        )
        made = self.office.store.add_turn(self.trainee(talk), encounter.id, turn, [])
        at = encounter.started_at + timedelta(minutes=2 * number)
        with self.office.store._session() as s:
            s.execute(update(TurnRow).where(TurnRow.id == made).values(created_at=at))
        self.turns[name or f"{talk}{number}"] = made
        return made

    def end(self, talk: str, how: str = "goodbye") -> None:
        """The conversation is over."""
        found = self.office.store.encounter(self.talks[talk])
        assert found
        at = found.started_at + timedelta(minutes=2 * len(found.kept) + 3)
        self.office.change(found.id, status="ended", ended_how=how, ended_at=at, updated_at=at)

    def trainee(self, talk: str) -> StoredTrainee:
        """Whose it is."""
        found = self.office.store.encounter(self.talks[talk])
        assert found
        who = self.office.store.trainee_by_id(found.trainee)
        assert who
        return who


def _on(reply: str, found: tuple[tuple[str, str], ...], shown: bool) -> tuple[Finding, ...]:
    sure = 0.91 if shown else 0.44
    at = [(code, reply.index(q), q) for code, q in found]
    return tuple(
        Finding(code, start, start + len(q), q, sure, shown, f"because of “{q}”")
        for code, start, q in at
    )


def _notes(findings: tuple[Finding, ...]) -> tuple[FlagNote, ...]:
    flags = [f for f in findings if f.shown and f.code[0] in "PS"]
    return tuple(
        FlagNote(f.code, "An order", f.quote, "It decides for them.", "HIPS", "why", ("Asking",))
        for f in flags
    )


def fill(office: Office) -> Practice:
    """Put the conversations on the desk of ``office``."""
    made = Practice(office)
    _contested(made)
    _unsure(made)
    _others(made)
    _hidden(made)
    _answered(made)
    return made


def _contested(it: Practice) -> None:
    store, ada = it.office.store, it.office.trainees["ada"]
    talk = it.begin("contested", "ada", "bad-date-night-van", days=2)
    walk = "That was a long walk."
    it.say("contested", f"{walk} {ASKS}", ("G1", walk), ("M1", ASKS))
    order = it.say(
        "contested",
        f"{REFLECTS} {ORDER}",
        ("M2", REFLECTS),
        ("P1", "You need to get a cab next time"),
        unsure=(("P9", "it's not safe out there on your own"),),
        name="order",
        answer="Right. A cab. I'll have the driver bill my office.",
        trust=0.22,
    )
    store.set_intent(order, "To make sure she gets home safely")
    store.add_offers(ada, talk, order, [("Would you like to hear what helps?", ["M3", "G5"])], [])
    store.object(ada, talk, order, ["P1"], [])
    store.set_reason(order, "She had said the same herself a moment before")
    man, out = "Was it a man you knew?", "You read him fast and got out."
    back = it.say("contested", man, ("P6", man), name="back", trust=0.12)
    store.take_back(ada, talk, back, state(2, trust=0.22), [])
    scared = "I count things when I'm scared."
    it.say("contested", out, ("G3", out), name="kept", answer=scared, trust=0.5)
    it.say("contested", "Okay. The bench is yours as long as you want it.", name="plain")
    store.tell(ada, talk, "It was close to something of my own. Could we talk on Thursday?", [])
    it.end("contested")


def _unsure(it: Practice) -> None:
    it.begin("unsure", "ben", "supplies-and-company", days=3)
    for code, words in (
        ("P6", "Why did you go there?"),
        ("P4", "Have you thought of a list?"),
        ("P1", "You could stop, you know."),
        ("P9", "It will be fine."),
    ):
        it.say("unsure", words, unsure=((code, words),))
    it.end("unsure")


def _others(it: Practice) -> None:
    for name, who, scenario, words in (
        ("south", "cleo", "slow-week", "You need to eat something first"),
        ("loose", "dan", "good-news", "You need to tell them at the desk"),
        ("assigned", "ben", "he-found-out", "You need to tell him yourself"),
    ):
        it.begin(name, who, scenario, days=5)
        it.say(name, f"{words}. {ASKS}", ("P1", words), ("M1", ASKS), name=name)
        it.end(name, "left")
    it.office.change(it.talks["assigned"], open_to_all=False, assigned=True)
    for n in range(6):
        it.begin(f"busy{n}", "ben", "the-list", days=8 + 3 * n)
        words = f"You need to get a cab home, number {n}."
        it.say(f"busy{n}", words, ("P1", words), name=f"busy{n}")
        it.say(f"busy{n}", ASKS, ("M1", ASKS))
        it.end(f"busy{n}")


def _hidden(it: Practice) -> None:
    it.begin("hidden", "ada", "bad-date-night-van", days=4)
    both = f"{HIDDEN} {UNTYPED}"
    words = f"You need to rest, {both}."
    turn = it.say("hidden", words, ("P1", words), name="hidden", answer=f"Is that so, {both}?")
    it.office.store.set_intent(turn, f"To help a {both}")
    it.office.store.object(it.office.trainees["ada"], it.talks["hidden"], turn, ["P1"], [])
    it.office.store.set_reason(turn, f"Said as a {both}")
    it.end("hidden", "left")
    it.office.change(it.talks["hidden"], open_to_all=False)


def _answered(it: Practice) -> None:
    """What the lead said already, and whom they gave a second coding to."""
    lead, north = it.office.reviewers["lead"], it.office.reviewers["north"]
    contested, kept = it.talks["contested"], it.turns["kept"]
    at = now() - timedelta(hours=20)
    made: dict[str, Any] = {"reviewer_id": lead, "created_at": at}
    with it.office.store._session() as s:
        found = s.scalar(select(FindingRow).where(FindingRow.turn_id == kept))
        assert found
        s.add_all(
            (
                CommentRow(
                    encounter_id=contested,
                    turn_id=kept,
                    to_trainee=True,
                    text="That was the door, and you saw it.",
                    answer="I got scared for her and jumped.",
                    answered_at=at + timedelta(hours=3),
                    **made,
                ),
                CommentRow(
                    encounter_id=contested,
                    turn_id=it.turns["order"],
                    to_trainee=False,
                    text="Worth a talk, gently.",
                    **made,
                ),
                Verdict(turn_id=kept, finding_id=found.id, kind="agree", reason="Yes.", **made),
                SignOff(
                    encounter_id=it.talks["assigned"],
                    rubric={"partnership": 4},
                    note="You asked, and waited.",
                    to_trainee=True,
                    **made,
                ),
                Assignment(
                    scenario_id="he-found-out",
                    trainee_id=it.office.trainees["ben"].id,
                    note="If you like, before Thursday.",
                    made_at=at,
                ),
            )
        )
        for who, talk, name in ((lead, "busy4", "coding"), (north, "busy5", "coding of north")):
            row = Reading(encounter_id=it.talks[talk], reviewer_id=who, blind=True)
            s.add(row)
            s.flush()
            it.turns[name] = row.id
