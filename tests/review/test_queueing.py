"""What to read first, and why: without a database."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.queueing import ORDER, drawn, reasons, weigh
from bot.store.desk.unread import Unread

TODAY = date(2025, 11, 26)  # a Wednesday
NOON = datetime(2025, 11, 25, 12, tzinfo=UTC)


def not_drawn(start="e", today=TODAY):
    return next(i for i in (f"{start}{n}" for n in range(200)) if not drawn(i, today))


def is_drawn(start="e", today=TODAY):
    return next(i for i in (f"{start}{n}" for n in range(400)) if drawn(i, today))


PLAIN = Unread(
    id=not_drawn(),
    status="ended",
    ended_how="goodbye",
    ended_at=NOON,
    updated_at=NOON,
    replies=12,
    unsure=0,
    objections=0,
    notes=0,
    answers=0,
    earlier=8,
    visible=True,
    signed_off=False,
)


def kinds(today=TODAY, **changes):
    return [r.kind for r in reasons(replace(PLAIN, **changes), today)]


def queue(unread, today):
    """Ids and places of all that wait, in order."""
    found = [(weigh(u, today), u.id) for u in unread]
    return sorted((place[:2], id_, place[2]) for place, id_ in found if place)


def ids(unread, today=TODAY):
    return [id_ for _, id_, _ in queue(unread, today)]


# Each reason


def test_an_ordinary_conversation_has_none():
    assert kinds() == []
    assert weigh(PLAIN, TODAY) is None


@pytest.mark.parametrize(
    ("changes", "kind", "text"),
    [
        ({"notes": 1}, "note", "The trainee wrote a note to supervisors."),
        (
            {"ended_how": "hurt"},
            "hurt",
            "A remark ended the conversation; its words were not kept.",
        ),
        ({"objections": 1}, "contested", "The trainee sees one flag differently."),
        ({"objections": 2}, "contested", "The trainee sees 2 flags differently."),
        ({"answers": 1}, "answer", "The trainee answered a comment."),
        ({"answers": 2}, "answer", "The trainee answered 2 comments."),
        ({"ended_how": "left"}, "abrupt", "The client left after 12 replies."),
        ({"ended_how": "left", "replies": 1}, "abrupt", "The client left after 1 reply."),
        ({"ended_how": "ended", "replies": 3}, "abrupt", "It ended early, after 3 replies."),
        ({"earlier": 0}, "new", "It is the trainee's first conversation here."),
        ({"earlier": 1}, "new", "It is the trainee's second conversation here."),
        ({"earlier": 2}, "new", "It is the trainee's third conversation here."),
        ({"unsure": 3}, "unsure", "The detector was unsure 3 times in 12 replies."),
        ({"unsure": 5, "replies": 1}, "unsure", "The detector was unsure 5 times in 1 reply."),
        ({"id": is_drawn()}, "sample", "Drawn at random this week."),
    ],
)
def test_a_reason_and_its_sentence(changes, kind, text):
    found = reasons(replace(PLAIN, **changes), TODAY)
    assert [(r.kind, r.text) for r in found] == [(kind, text)]


@pytest.mark.parametrize(
    "changes",
    [
        {"ended_how": "ended", "replies": 4},
        {"ended_how": "time", "replies": 2},
        {"ended_how": "goodbye", "replies": 2},
        {"ended_how": "left", "replies": 0},
        {"ended_how": "ended", "replies": 0},
        {"earlier": 3},
        {"earlier": 0, "replies": 0},
        {"unsure": 2},
        {"unsure": 2, "replies": 2},
        {"unsure": 4, "replies": 17},
        {"id": is_drawn(), "replies": 0},
    ],
)
def test_no_reason(changes):
    assert kinds(**changes) == []


def test_stepping_out_without_a_note_is_nobodys_business():
    assert kinds(status="paused", ended_how="stepped_out", ended_at=None, replies=2) == []
    assert kinds(status="ended", ended_how="stepped_out", replies=2) == []
    assert kinds(status="paused", ended_how="stepped_out", ended_at=None, notes=1) == ["note"]


@pytest.mark.parametrize("status", ["active", "paused"])
def test_what_goes_on_is_read_only_if_somebody_waits(status):
    going = {"status": status, "ended_how": None, "ended_at": None, "id": is_drawn()}
    assert kinds(**going, earlier=0, unsure=9) == []
    assert kinds(**going, earlier=0, unsure=9, objections=1) == ["contested"]


def test_several_reasons_come_in_order_of_urgency():
    found = kinds(
        id=is_drawn(),
        notes=2,
        ended_how="hurt",
        objections=1,
        answers=1,
        earlier=0,
        unsure=9,
        replies=3,
    )
    assert found == ["note", "hurt", "contested", "answer", "new", "unsure", "sample"]
    assert kinds(id=is_drawn(), ended_how="left", earlier=2) == ["abrupt", "new", "sample"]


# What never appears

ANY = st.builds(
    Unread,
    id=st.text("abcdef0123456789", min_size=1, max_size=8),
    status=st.sampled_from(["active", "paused", "ended"]),
    ended_how=st.sampled_from([None, "left", "goodbye", "time", "hurt", "ended", "stepped_out"]),
    ended_at=st.none() | st.datetimes(datetime(2025, 9, 1), datetime(2025, 12, 1)).map(
        lambda d: d.replace(tzinfo=UTC)
    ),
    updated_at=st.just(NOON),
    replies=st.integers(0, 30),
    unsure=st.integers(0, 20),
    objections=st.integers(0, 3),
    notes=st.integers(0, 2),
    answers=st.integers(0, 2),
    earlier=st.integers(0, 6),
    visible=st.booleans(),
    signed_off=st.booleans(),
)  # fmt: skip
MANY = st.lists(ANY, max_size=30, unique_by=lambda u: u.id)


@given(MANY)
def test_nothing_invisible_appears_and_nobody_who_waits_is_left_out(unread):
    found = set(ids(unread))
    assert not found & {u.id for u in unread if not u.visible}
    waits = {u.id for u in unread if u.visible and (u.notes or u.objections or u.answers)}
    assert found >= waits
    assert not found & {u.id for u in unread if u.signed_off and u.id not in waits}


def test_what_may_not_be_read_never_does():
    everything = {"id": is_drawn(), "notes": 1, "ended_how": "hurt", "objections": 3, "earlier": 0}
    assert kinds(**everything) != []
    assert kinds(**everything, visible=False) == []


def test_what_was_read_comes_back_only_for_somebody_who_waits():
    read = {"id": is_drawn(), "ended_how": "left", "earlier": 0, "unsure": 9, "signed_off": True}
    assert kinds(**read) == []
    assert kinds(**read | {"ended_how": "hurt"}) == []
    assert kinds(**read, answers=1) == ["answer"]
    assert kinds(**read, notes=1, objections=1, answers=1) == ["note", "contested", "answer"]


@given(ANY)
def test_no_sentence_judges_the_trainee_or_gives_an_order(unread):
    for reason in reasons(unread, TODAY):
        assert reason.text.endswith(".")
        assert "\n" not in reason.text
        judging = r"bad|poor|wrong|fail|weak|good|well|should|must|mistake|pitfall|needs|score|!"
        assert not re.search(judging, reason.text, re.IGNORECASE)


# Order


def at(hours, **changes):
    when = NOON - timedelta(hours=hours)
    return replace(PLAIN, ended_at=when, updated_at=when, **changes)


def test_the_most_urgent_reason_decides():
    unread = [
        at(1, id=is_drawn("s")),
        at(2, id="unsure", unsure=9, earlier=9),
        at(3, id="new", earlier=0),
        at(4, id="abrupt", ended_how="left", earlier=0),
        at(5, id="answer", answers=1, ended_how="left"),
        at(5, id="contested", objections=1),
        at(6, id="hurt", ended_how="hurt", objections=1),
        at(7, id="note", notes=1),
    ]
    assert [kinds[0] for _, _, kinds in queue(unread, TODAY)] == list(ORDER)


def test_whoever_waits_longest_comes_first_and_of_the_rest_the_freshest():
    unread = [
        at(1, id="a", objections=1),
        at(9, id="b", objections=1),
        at(5, id="c", ended_how="left"),
        at(2, id="d", ended_how="left"),
        at(9, id="e", ended_how="left"),
    ]
    assert ids(unread) == ["b", "a", "d", "c", "e"]


def test_what_never_ended_goes_by_its_last_touch():
    going = at(5, id="going", objections=1, status="paused", ended_how=None)
    going = replace(going, ended_at=None)
    unread = [at(1, id="late", objections=1), going, at(9, id="early", objections=1)]
    assert ids(unread) == ["early", "going", "late"]


@given(MANY, st.randoms())
def test_the_order_does_not_hang_on_how_they_came(unread, chance):
    found = queue(unread, TODAY)
    assert len({(place, id_) for place, id_, _ in found}) == len(found)
    chance.shuffle(unread)
    assert queue(unread, TODAY) == found


# The random sample


def test_about_one_in_ten_is_drawn_and_another_week_draws_others():
    ids = [f"{n:x}" for n in range(5000)]
    this = {i for i in ids if drawn(i, TODAY)}
    following = {i for i in ids if drawn(i, TODAY + timedelta(weeks=1))}
    assert 430 < len(this) < 570  # three standard deviations: 64
    assert 430 < len(following) < 570
    assert len(this & following) < 90


def test_a_draw_holds_from_monday_to_sunday():
    monday = date(2025, 11, 24)
    ids = [f"{n:x}" for n in range(500)]
    weeks = [{i for i in ids if drawn(i, monday + timedelta(days=d))} for d in range(-1, 8)]
    assert weeks[0] != weeks[1]
    assert all(week == weeks[1] for week in weeks[1:8])
    assert weeks[8] != weeks[1]


def test_the_draw_is_the_same_on_every_machine():
    found = [i for i in (f"{n:x}" for n in range(100)) if drawn(i, TODAY)]
    assert found == ["26", "59", "5a", "5b", "5e"]


def test_old_conversations_are_not_drawn_and_a_week_does_not_change_its_mind():
    drawn_one = is_drawn()
    for weeks, expected in ((4, ["sample"]), (5, [])):
        when = datetime(2025, 11, 26, 23, tzinfo=UTC) - timedelta(weeks=weeks)
        for day in range(7):
            today = date(2025, 11, 24) + timedelta(days=day)
            assert kinds(today, id=drawn_one, ended_at=when) == expected
