"""Filters: from an address to conditions and back; whose conversations they ever find."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.review.filters import MODES, as_query, parse
from bot.store.desk.access import Viewer
from bot.store.desk.filters import Filters
from bot.store.desk_tables import Reading, SignOff, Verdict
from bot.store.tables import EncounterRow, FindingRow, Trainee, TurnRow
from tests.review.people import Office

HERE = ZoneInfo("Europe/Amsterdam")


def lead(office: Office) -> Viewer:
    return Viewer(office.reviewers["lead"], "Lead", "lead@example.org", "lead")


def north(office: Office) -> Viewer:
    teams = frozenset({office.teams["North"]})
    return Viewer(office.reviewers["north"], "North", "n@example.org", "supervisor", teams)


def encounters(office: Office, who: Viewer, **filters: object) -> set[str]:
    """Ids of conversations that fit."""
    wanted = Filters(**filters).of_encounters(who)
    with office.store._session() as s:
        made = select(EncounterRow.id).join(Trainee, Trainee.id == EncounterRow.trainee_id)
        found = list(s.scalars(made.where(*wanted)))
    assert len(found) == len(set(found))
    return set(found)


def replies(office: Office, who: Viewer, **filters: object) -> list[str]:
    """Replies that fit, in order."""
    wanted = Filters(**filters).of_turns(who)
    with office.store._session() as s:
        made = select(TurnRow.reply).join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        made = made.join(Trainee, Trainee.id == EncounterRow.trainee_id)
        return list(s.scalars(made.where(*wanted).order_by(TurnRow.id)))


def add(office: Office, *rows: object) -> None:
    with office.store._session() as s:
        for row in rows:
            s.add(row)
            s.flush()


def finding(office: Office, turn: int, code: str) -> int:
    with office.store._session() as s:
        wanted = (FindingRow.turn_id == turn, FindingRow.code == code)
        return s.scalars(select(FindingRow.id).where(*wanted)).one()


# -- what may be read -------------------------------------------------------------------------


def test_nothing_is_found_that_may_not_be_read(office: Office) -> None:
    mine = office.talk("ada", ("a", "P4"))
    theirs = office.talk("cleo", ("c", "P4"))
    alone = office.talk("dan", ("d", "P4"))
    kept = office.talk("ben", ("b", "P4"), open_to_all=False)
    assert encounters(office, lead(office)) == {mine.id, theirs.id, alone.id}
    assert encounters(office, north(office), code="P4") == {mine.id}
    assert replies(office, north(office)) == ["a"]
    assert replies(office, lead(office), code="P4") == ["a", "c", "d"]
    office.change(kept.id, shared_at=datetime.now(UTC))
    assert replies(office, north(office), q="b") == ["b"]
    add(office, Reading(encounter_id=mine.id, reviewer_id=office.reviewers["north"], blind=True))
    assert replies(office, north(office)) == ["b"]
    assert encounters(office, north(office), q="a") == set()


# -- each filter ------------------------------------------------------------------------------


def test_by_trainee_scene_mode_and_group(office: Office) -> None:
    a = office.talk("ada", ("one", "P4"), scenario_id="slow-week")
    b = office.talk("cleo", ("two", "P4"), coach_mode="end")
    c = office.talk("ben", ("three", "P4"), coach_mode="end", unaided=True)
    who = lead(office)
    assert encounters(office, who, trainee=office.trainees["ada"].id) == {a.id}
    assert encounters(office, who, scenario="slow-week") == {a.id}
    assert encounters(office, who, mode="each") == {a.id}
    assert encounters(office, who, mode="end") == {b.id}
    assert encounters(office, who, mode="unaided") == {c.id}
    assert encounters(office, who, mode="off") == set()
    assert encounters(office, who, team=office.teams["South"]) == {b.id}
    assert replies(office, who, mode="unaided") == ["three"]
    assert replies(office, who, team=office.teams["North"]) == ["one", "three"]
    # A group that isn't theirs shows nothing of it.
    assert encounters(office, north(office), team=office.teams["South"]) == set()


def test_by_code_and_how_sure_it_was(office: Office) -> None:
    first = office.encounter("ada")
    office.turn(first.id, "sure of it", "P4", "G1")
    office.turn(first.id, "unsure of it", "P4", shown=False)
    second = office.encounter("ben")
    office.turn(second.id, "another code", "P9")
    who = lead(office)
    assert replies(office, who, code="P4") == ["sure of it", "unsure of it"]
    assert replies(office, who, code="P4", confidence="sure") == ["sure of it"]
    assert replies(office, who, code="P4", confidence="unsure") == ["unsure of it"]
    assert replies(office, who, confidence="unsure") == ["unsure of it"]
    assert replies(office, who, code="G1", confidence="unsure") == []
    assert encounters(office, who, code="P9") == {second.id}
    assert encounters(office, who, code="P9", confidence="unsure") == set()
    assert encounters(office, who, confidence="sure") == {first.id, second.id}


def test_words_and_code_have_to_be_in_one_reply(office: Office) -> None:
    one = office.talk("ada", ("take a cab", "P4"))
    office.talk("ben", ("take a cab", "G1"), ("something else", "P4"))
    assert encounters(office, lead(office), q="cab", code="P4") == {one.id}


def test_days_are_both_included_and_are_days_here(office: Office) -> None:
    who = lead(office)
    moments = {
        "before": datetime(2026, 3, 1, 22, 59, tzinfo=UTC),  # 23:59 here
        "first": datetime(2026, 3, 1, 23, 0, tzinfo=UTC),
        "last": datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC),
        "after": datetime(2026, 3, 2, 23, 0, tzinfo=UTC),
    }
    made = {}
    for name in ("last", "before", "after", "first"):  # ids don't follow the times
        found = office.encounter("ada")
        turn = office.turn(found.id, name, "P4")
        office.change(found.id, started_at=moments[name])
        with office.store._session() as s:
            s.get_one(TurnRow, turn).created_at = moments[name]
        made[name] = found.id
    day = datetime(2026, 3, 2, tzinfo=HERE)
    span = {"since": day, "until": day + timedelta(days=1)}
    assert encounters(office, who, **span) == {made["first"], made["last"]}
    assert sorted(replies(office, who, **span)) == ["first", "last"]
    assert sorted(replies(office, who, code="P4", **span)) == ["first", "last"]
    assert sorted(replies(office, who, until=day)) == ["before"]
    assert sorted(replies(office, who, since=day + timedelta(days=1))) == ["after"]
    assert replies(office, who, since=day + timedelta(days=9)) == []


def test_reviewed_or_not(office: Office) -> None:
    who = lead(office)
    signed = office.talk("ada", ("signed", "P4"))
    judged = office.encounter("ben")
    agreed = office.turn(judged.id, "agreed", "P4", "P9")
    overruled = office.turn(judged.id, "overruled", "P4", "P9")
    withdrawn = office.turn(judged.id, "withdrawn", "P4")
    reviewer = office.reviewers["lead"]

    def verdict(turn: int, code: str, kind: str, blind: bool = False) -> Verdict:
        return Verdict(
            turn_id=turn,
            finding_id=finding(office, turn, code),
            reviewer_id=reviewer,
            kind=kind,
            blind=blind,
        )

    add(
        office,
        SignOff(encounter_id=signed.id, reviewer_id=reviewer),
        SignOff(encounter_id=judged.id, reviewer_id=reviewer, blind=True),
        verdict(agreed, "P4", "overrule"),
        verdict(agreed, "P4", "agree"),  # the later one counts
        verdict(overruled, "P4", "overrule"),
        verdict(withdrawn, "P4", "overrule"),
        verdict(withdrawn, "P4", "withdrawn"),
        verdict(withdrawn, "P4", "overrule", blind=True),
    )
    assert encounters(office, who, reviewed="yes") == {signed.id}
    assert encounters(office, who, reviewed="no") == {judged.id}
    assert encounters(office, who, reviewed="overruled") == {judged.id}
    assert replies(office, who, reviewed="yes") == ["signed", "agreed", "overruled"]
    assert replies(office, who, reviewed="no") == ["withdrawn"]
    assert replies(office, who, reviewed="overruled") == ["overruled"]
    # With a code: what was said to that code.
    assert replies(office, who, reviewed="overruled", code="P9") == []
    assert replies(office, who, reviewed="no", code="P9") == ["agreed", "overruled"]
    assert replies(office, who, reviewed="overruled", code="P4") == ["overruled"]
    assert encounters(office, who, reviewed="overruled", code="P9") == set()


def test_two_reviewers_each_have_their_say(office: Office) -> None:
    talk = office.encounter("ada")
    turn = office.turn(talk.id, "words", "P4")
    about = finding(office, turn, "P4")
    for who, kind in (("lead", "overrule"), ("north", "withdrawn")):
        add(
            office,
            Verdict(turn_id=turn, finding_id=about, reviewer_id=office.reviewers[who], kind=kind),
        )
    assert replies(office, lead(office), reviewed="overruled") == ["words"]


def test_codes_missed_on_the_same_words_are_two_things(office: Office) -> None:
    talk = office.encounter("ada")
    turn = office.turn(talk.id, "words")
    for kind, code in (("missed", "P4"), ("missed", "P9"), ("withdrawn", "P9")):
        add(
            office,
            Verdict(
                turn_id=turn,
                reviewer_id=office.reviewers["lead"],
                kind=kind,
                code=code,
                start=0,
                end=5,
            ),
        )
    assert replies(office, lead(office), reviewed="yes") == ["words"]


# -- in an address ----------------------------------------------------------------------------

ANY_DAY = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(
    q=st.text("ab \"'*-é", max_size=20).map(str.strip),
    trainee=st.sampled_from(["", "t-00ff"]),
    confidence=st.sampled_from(["", "sure", "unsure"]),
    mode=st.sampled_from(["", *dict(MODES)]),
    reviewed=st.sampled_from(["", "no", "yes", "overruled"]),
    team=st.none() | st.integers(1, 10**6),
    since=ANY_DAY,
    until=ANY_DAY,
)
def test_there_and_back(authored, q, trainee, confidence, mode, reviewed, team, since, until):
    values = {"q": q, "trainee": trainee, "code": "P9", "confidence": confidence, "mode": mode}
    values |= {"reviewed": reviewed, "scenario": "slow-week"}
    values |= {"team": str(team) if team else "", "tab": "mine"}
    values |= {"since": str(since or ""), "until": str(until or "")}
    made, dropped = parse(values, HERE, authored)
    assert dropped == ()
    assert (made.q, made.trainee, made.team) == (q, trainee, team)
    again = as_query(made, HERE)
    assert again == {k: v for k, v in values.items() if v and k != "tab"}
    assert parse(again, HERE, authored) == (made, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("trainee", "t 1; drop"),
        ("trainee", "t" * 33),
        ("scenario", "no-such-scene"),
        ("code", "P99"),
        ("confidence", "very"),
        ("since", "2026-02-30"),
        ("since", "yesterday"),
        ("until", "0001-01-01"),
        ("until", "9999-12-31"),
        ("until", "20260301"),
        ("mode", "loud"),
        ("reviewed", "maybe"),
        ("team", "-1"),
        ("team", "1e3"),
        ("team", "9" * 30),
        ("team", "٣"),
    ],
)
def test_what_is_broken_is_left_out_and_named(authored, name: str, value: str) -> None:
    made, dropped = parse({name: value, "q": "cab"}, HERE, authored)
    assert made == Filters(q="cab")
    assert dropped == (name,)


def test_words_are_cut_and_cleaned(authored) -> None:
    assert parse({"q": "a\x00b\ud800\n c"}, HERE, authored)[0].q == "a b  c"
    assert len(parse({"q": "x" * 999}, HERE, authored)[0].q) == 200
