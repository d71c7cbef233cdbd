"""Reviewed replies as they lie in the database, on each kind of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.evaluation.reviews import coded
from bot.store.desk import Viewer
from bot.store.desk.corrections import Corrections
from bot.store.desk.filters import Filters
from bot.store.desk_tables import Reading, SignOff, Verdict
from bot.store.repository import StoredEncounter
from bot.store.tables import FindingRow, TurnRow, now
from tests.review.people import Office

OTHER = Viewer(9, "Other", "other@example.org", "lead")
LEAD = Viewer(1, "Lead", "lead@example.org", "lead")


class Desk:
    """An office, and what its people say, in the plainest rows."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.shelf = Corrections(office.store)

    def add(self, row: Any) -> int:
        with self.office.store._session() as s:
            s.add(row)
            s.flush()
            return int(row.id)

    def finding(self, turn: int, code: str) -> int:
        with self.office.store._session() as s:
            found = s.scalars(
                select(FindingRow.id).where(FindingRow.turn_id == turn, FindingRow.code == code)
            )
            return found.one()

    def say(self, turn: int, kind: str, who: str = "north", on: str = "", **columns: Any) -> int:
        """A verdict on the finding ``on``, or on words."""
        finding = self.finding(turn, on) if on else None
        reviewer = self.office.reviewers[who]
        row = Verdict(turn_id=turn, finding_id=finding, reviewer_id=reviewer, kind=kind, **columns)
        return self.add(row)

    def sign(self, talk: StoredEncounter, **columns: Any) -> None:
        who = self.office.reviewers["north"]
        self.add(SignOff(encounter_id=talk.id, reviewer_id=who, **columns))

    def read_blind(self, talk: StoredEncounter, who: str = "lead", done: bool = True) -> None:
        self.add(
            Reading(
                encounter_id=talk.id,
                reviewer_id=self.office.reviewers[who],
                blind=True,
                done_at=now() if done else None,
            )
        )

    def lines(self, viewer: Viewer = LEAD, **filters: Any) -> dict[str, list[str]]:
        """Codes of the corpus lines, by the words of the reply."""
        found = list(coded(self.shelf.reviewed(viewer, Filters(**filters))))
        return {r.reply: [c for c, _ in r.codes] for r in found}


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def talk(office: Office) -> StoredEncounter:
    return office.talk("ada", ("Rest now.", "P1"), ("What now?", "M1"), ("Hm.",))


def turns(talk: StoredEncounter) -> list[int]:
    return [t.id for t in talk.turns]


def test_nobody_said_anything_no_lines(desk, talk):
    assert desk.lines() == {}


def test_only_replies_that_somebody_spoke_of(desk, talk):
    first, _, third = turns(talk)
    desk.say(first, "overrule", on="P1", code="P4")
    desk.say(third, "missed", code="M3", start=0, end=3)
    assert desk.lines() == {"Rest now.": ["P4"], "Hm.": ["M3"]}


def test_signed_off_all_of_its_replies_with_what_was_left_standing(desk, talk):
    desk.say(turns(talk)[0], "overrule", on="P1")
    desk.sign(talk)
    assert desk.lines() == {"Rest now.": [], "What now?": ["M1"], "Hm.": []}


def test_replies_after_the_sign_off_wait_for_the_next_one(desk, talk):
    desk.sign(talk, created_at=now() - timedelta(minutes=1))
    assert desk.lines() == {}


def test_replies_taken_back_only_if_somebody_spoke_of_them(desk, talk):
    first, second, _ = turns(talk)
    with desk.office.store._session() as s:
        s.execute(
            update(TurnRow).where(TurnRow.id.in_([first, second])).values(taken_back_at=now())
        )
    desk.sign(talk)
    assert desk.lines() == {"Hm.": []}
    desk.say(first, "agree", on="P1")
    assert desk.lines() == {"Rest now.": ["P1"], "Hm.": []}


def test_what_the_detector_could_not_read_is_left_out(desk, talk):
    first = turns(talk)[0]
    with desk.office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.id == first).values(topic_confidence=0.0))
    desk.sign(talk)
    assert list(desk.lines()) == ["What now?", "Hm."]


def test_what_was_withdrawn_was_not_said(desk, talk):
    first, _, third = turns(talk)
    desk.say(first, "overrule", on="P1")
    desk.say(first, "withdrawn", on="P1")
    desk.say(third, "missed", code="M3", start=0, end=3)
    desk.say(third, "withdrawn", code="M3", start=0, end=3)
    assert desk.lines() == {}
    desk.sign(talk)
    assert desk.lines() == {"Rest now.": ["P1"], "What now?": ["M1"], "Hm.": []}


def test_the_last_word_counts_whoever_said_it(desk, talk):
    first = turns(talk)[0]
    desk.say(first, "overrule", on="P1", who="north")
    desk.say(first, "agree", on="P1", who="lead")
    assert desk.lines() == {"Rest now.": ["P1"]}
    desk.say(first, "overrule", on="P1", who="north", code="P5")
    assert desk.lines() == {"Rest now.": ["P5"]}


def test_unsure_findings_only_where_somebody_agreed(desk, office):
    made = office.encounter("ada")
    turn = office.turn(made.id, "Is it safe?", "S3", shown=False)
    desk.sign(made)
    assert desk.lines() == {"Is it safe?": []}
    desk.say(turn, "agree", on="S3")
    assert desk.lines() == {"Is it safe?": ["S3"]}


def test_a_blind_coding_counts_once_it_is_done_reply_by_reply(desk, talk):
    first, second, _ = turns(talk)
    desk.say(first, "missed", "lead", code="N", blind=True)  # nothing to code here
    desk.say(second, "missed", "lead", code="G1", start=0, end=4, blind=True)
    desk.read_blind(talk, done=False)
    assert desk.lines(OTHER) == {}
    assert not desk.shelf.reviewed_to_take(OTHER, Filters())
    with desk.office.store._session() as s:
        s.execute(update(Reading).values(done_at=now()))
    assert desk.lines() == {"Rest now.": [], "What now?": ["G1"]}
    desk.say(first, "agree", "north", on="P1")
    assert desk.lines()["Rest now."] == ["P1"]


def test_marks_of_a_blind_coding_wait_for_whoever_made_them(desk, talk):
    desk.say(turns(talk)[0], "missed", "lead", code="G1", start=0, end=4, blind=True)
    desk.read_blind(talk, "lead", done=False)
    desk.read_blind(talk, "south")
    assert not desk.shelf.reviewed_to_take(OTHER, Filters())


def test_a_reply_whose_blind_marks_were_all_taken_back_was_not_looked_at(desk, talk):
    for kind in ("missed", "withdrawn"):
        desk.say(turns(talk)[0], kind, "lead", code="G1", start=0, end=4, blind=True)
    desk.read_blind(talk)
    assert desk.lines() == {}


def test_a_blind_coding_that_is_not_done_says_nothing_of_a_signed_conversation(desk, talk):
    desk.say(turns(talk)[2], "missed", "lead", code="G1", start=0, end=3, blind=True)
    desk.read_blind(talk, done=False)
    desk.sign(talk)
    assert desk.lines(OTHER)["Hm."] == []


def test_the_sign_off_of_a_blind_coding_is_none(desk, talk):
    desk.sign(talk, blind=True)
    assert desk.lines() == {}


def test_only_what_may_be_read_and_what_fits(desk, office, talk):
    desk.sign(talk)
    other = office.talk("cleo", ("Go home.", "P1"))
    desk.sign(other)
    north = Viewer(2, "North", "", "supervisor", frozenset({office.teams["North"]}))
    assert "Go home." not in desk.lines(north)
    assert list(desk.lines(code="P1")) == ["Rest now.", "Go home."]
    office.change(other.id, open_to_all=False)
    assert "Go home." not in desk.lines()
    assert "Go home." not in [r.reply for r in desk.shelf.reviewed()]  # at the command line


def test_what_is_unshared_meanwhile_does_not_come_along(desk, office, talk):
    desk.sign(talk)
    ids = desk.shelf.reviewed_to_take(LEAD, Filters())
    batches = desk.shelf.take_reviewed(LEAD, ids, batch=2)
    assert len(next(batches)) == 2
    office.change(talk.id, open_to_all=False)
    assert [r for some in batches for r in some] == []


def test_each_reply_tells_its_detector_conversation_and_scene(desk, talk):
    desk.sign(talk)
    with desk.office.store._session() as s:
        s.execute(update(TurnRow).values(coder="abc"))
    one, *_ = desk.shelf.reviewed(LEAD)
    assert (one.coder, one.conversation, one.scenario) == ("abc", talk.id, talk.scenario)
    assert one.client == talk.turns[0].client_before
