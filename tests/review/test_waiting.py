"""The queue in the database: kept true, page by page, and taken by one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, event, select, update

from bot.review.queueing import drawn, refresh, weigh
from bot.store.desk import DeskStore
from bot.store.desk.filters import Filters
from bot.store.desk.refreshing import OVERLAP
from bot.store.desk.waiting import Tab
from bot.store.desk_tables import CommentRow, QueueRow, QueueState, Reading, Reviewer, SignOff
from bot.store.tables import EncounterRow, NoteRow, ObjectionRow, TurnRow, now
from tests.review.people import Office
from tests.review.test_filters import add, lead, north

ALL = Filters()


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.review.queueing.drawn", lambda id_, today: False)


def look(office: Office, later: timedelta = timedelta()) -> int:
    at = datetime.now(UTC) + later
    return refresh(office.shelf, at.date(), at)


def waiting(office: Office) -> dict[str, list[str]]:
    """Reasons by conversation, in order."""
    with office.store._session() as s:
        order = (QueueRow.urgency, QueueRow.rank, QueueRow.encounter_id)
        rows = s.execute(select(QueueRow.encounter_id, QueueRow.reasons).order_by(*order))
        return dict(rows.tuples().all())


def page(office: Office, who: object = None, tab: Tab = "unassigned", **more: object) -> list[str]:
    found = office.shelf.queue_page(who or lead(office), tab, more.pop("filters", ALL), **more)
    return [e.unread.id for e in found]


def over(office: Office, who: str = "ada", **columns: object) -> str:
    """A conversation that ended well."""
    ended = {"status": "ended", "ended_how": "goodbye", "ended_at": now()}
    return office.talk(who, ("one", "P4"), ("two", "G1"), **{**ended, **columns}).id


def grown_up(office: Office, who: str = "ada") -> None:
    """Let three earlier conversations be done with, so that the next is no first one."""
    for _ in range(3):
        id_ = over(office, who)
        add(office, SignOff(encounter_id=id_, reviewer_id=office.reviewers["lead"]))


def sign(office: Office, id_: str, blind: bool = False) -> None:
    add(office, SignOff(encounter_id=id_, reviewer_id=office.reviewers["lead"], blind=blind))


def turn_of(office: Office, id_: str, number: int = 1) -> int:
    with office.store._session() as s:
        return s.scalars(
            select(TurnRow.id).where(TurnRow.encounter_id == id_, TurnRow.number == number)
        ).one()


# -- what is noticed ----------------------------------------------------------------------------


def test_the_first_look_finds_what_was_there_before(office: Office) -> None:
    first = over(office)
    with office.store._session() as s:
        s.execute(update(EncounterRow).values(updated_at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert look(office) == 1
    assert waiting(office) == {first: ["new"]}
    assert look(office) == 0


@pytest.fixture
def plain(office: Office) -> Iterator[str]:
    """A conversation without a reason, looked at a day ago: nothing is fresh about it."""
    grown_up(office)
    id_ = over(office)
    old = now() - timedelta(days=1)
    with office.store._session() as s:
        s.execute(update(EncounterRow).values(updated_at=old))
        s.execute(update(SignOff).values(created_at=old))
        s.execute(update(TurnRow).values(created_at=old))
    look(office)
    assert waiting(office) == {}
    with office.store._session() as s:
        s.execute(update(QueueState).values(looked_at=now() - timedelta(minutes=1)))
    return id_


def test_each_thing_that_happens_is_noticed(office: Office, plain: str) -> None:
    turn = turn_of(office, plain)
    add(office, NoteRow(trainee_id=office.trainees["ada"].id, encounter_id=plain, text="hello"))
    look(office)
    assert waiting(office) == {plain: ["note"]}
    add(office, ObjectionRow(turn_id=turn, code="P4"))
    look(office)
    assert waiting(office) == {plain: ["note", "contested"]}
    sign(office, plain)
    look(office)
    assert waiting(office) == {plain: ["contested"]}  # they were told that they will hear back
    with office.store._session() as s:
        s.execute(update(ObjectionRow).values(settled_at=now(), outcome="kept"))
    look(office)
    assert waiting(office) == {}
    comment = CommentRow(
        encounter_id=plain, turn_id=turn, reviewer_id=None, to_trainee=True, text="?"
    )
    add(office, comment)
    look(office)
    assert waiting(office) == {}
    with office.store._session() as s:
        s.execute(update(CommentRow).values(answer="yes", answered_at=now()))
    look(office)
    assert waiting(office) == {plain: ["answer"]}
    sign(office, plain, blind=True)
    look(office)
    assert waiting(office) == {plain: ["answer"]}
    sign(office, plain)
    look(office)
    assert waiting(office) == {}
    office.turn(plain, "three", "P4", "P9", shown=False)
    office.turn(plain, "four", "P4", "P9", shown=False)
    look(office)
    assert waiting(office) == {plain: ["unsure"]}


def test_a_sign_off_is_noticed_by_itself_and_a_blind_one_is_none(office: Office) -> None:
    id_ = over(office)
    old = now() - timedelta(days=1)
    with office.store._session() as s:
        s.execute(update(EncounterRow).values(updated_at=old))
        s.execute(update(TurnRow).values(created_at=old))
    look(office)
    sign(office, id_, blind=True)
    look(office)
    office.shelf.forget_queue()
    look(office)
    assert waiting(office) == {id_: ["new"]}
    sign(office, id_)
    look(office)
    assert waiting(office) == {}


def test_sharing_is_noticed_and_what_is_not_shared_never_waits(office: Office) -> None:
    kept = over(office, open_to_all=False, ended_how="hurt")
    add(office, ObjectionRow(turn_id=turn_of(office, kept), code="P4"))
    add(office, NoteRow(trainee_id=office.trainees["ada"].id, encounter_id=kept, text="hello"))
    look(office)
    assert waiting(office) == {}
    with office.store._session() as s:  # shared long after it was touched last
        s.execute(update(EncounterRow).values(updated_at=now() - timedelta(days=9)))
        s.execute(update(ObjectionRow).values(created_at=now() - timedelta(days=9)))
        s.execute(update(NoteRow).values(created_at=now() - timedelta(days=9)))
    office.store.share(office.trainees["ada"].id, kept, True)
    look(office)
    assert waiting(office) == {kept: ["note", "hurt", "contested", "new"]}
    assert page(office) == [kept]
    office.store.share(office.trainees["ada"].id, kept, False)
    assert page(office) == []
    assert office.shelf.queue_counts(lead(office), ALL)["unassigned"] == {}
    assert office.shelf.queue_entry(lead(office), kept) is None


def test_a_transaction_that_commits_late_is_noticed(office: Office, plain: str) -> None:
    late = now() - OVERLAP + timedelta(seconds=30)
    look(office)
    add(office, NoteRow(
        trainee_id=office.trainees["ada"].id, encounter_id=plain, text="!", created_at=late
    ))  # fmt: skip
    look(office)
    assert waiting(office) == {plain: ["note"]}


def test_a_clock_that_was_wrong_hides_nothing(office: Office, plain: str) -> None:
    look(office, timedelta(hours=3))
    add(office, NoteRow(trainee_id=office.trainees["ada"].id, encounter_id=plain, text="!"))
    look(office)
    assert waiting(office) == {plain: ["note"]}


def test_only_what_was_touched_is_made_anew(office: Office, plain: str) -> None:
    with office.store._session() as s:  # wrong, and not touched
        s.add(QueueRow(encounter_id=plain, urgency=5, rank=1.0, reasons=["new"]))
    assert look(office) == 0
    assert waiting(office) == {plain: ["new"]}
    office.shelf.forget_queue()
    assert look(office) == 1
    assert waiting(office) == {}


def test_nothing_is_written_when_nothing_happened(office: Office) -> None:
    over(office)
    look(office)
    seen: list[str] = []
    event.listen(office.store.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    look(office)
    assert [sql for sql in seen if not sql.lstrip().startswith("SELECT")] == []


def test_a_new_week_draws_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    grown_up(office)
    ids = [over(office) for _ in range(30)]
    monkeypatch.setattr("bot.review.queueing.drawn", drawn)
    monday = datetime.now(UTC).date()
    monday -= timedelta(days=monday.weekday())
    for weeks in (0, 1, 2):
        day = monday + timedelta(weeks=weeks)
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
        refresh(office.shelf, day, max(at, now()))
        assert set(waiting(office)) == {i for i in ids if drawn(i, day)}
    refresh(office.shelf, monday + timedelta(weeks=9), at + timedelta(weeks=7))
    assert waiting(office) == {}


def test_replies_taken_back_are_not_counted(office: Office) -> None:
    grown_up(office)
    id_ = over(office)
    for n in range(3):
        office.turn(id_, f"unsure {n}", "P4", shown=False)
    look(office)
    assert waiting(office) == {id_: ["unsure"]}
    with office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.number > 2).values(taken_back_at=now()))
    look(office)
    assert waiting(office) == {}


def test_which_conversation_of_a_trainee_it_is(office: Office) -> None:
    begun = [over(office) for _ in range(2)]
    silent = office.encounter("ada").id
    for _ in range(3):  # what isn't shared is not counted
        office.change(over(office, open_to_all=False), started_at=now() - timedelta(days=20))
    begun += [over(office) for _ in range(2)]
    start = now() - timedelta(days=9)
    for n, id_ in enumerate([*begun[:2], silent, *begun[2:]]):
        office.change(id_, started_at=start + timedelta(days=n))
    other = over(office, "ben")
    look(office)
    assert set(waiting(office)) == {*begun[:3], other}
    entries = office.shelf.queue_page(lead(office), "unassigned", ALL)
    assert {e.unread.id: e.unread.earlier for e in entries} == {
        begun[0]: 0, begun[1]: 1, begun[2]: 2, other: 0
    }  # fmt: skip


def test_what_is_erased_leaves_the_queue(office: Office) -> None:
    over(office)
    look(office)
    office.store.erase(office.trainees["ada"].id)
    look(office)
    assert waiting(office) == {}


def test_a_conversation_erased_while_somebody_looks(office: Office) -> None:
    gone, stays = over(office, "ada"), over(office, "ben")

    def erased_meanwhile(unread, today):
        place = weigh(unread, today)
        if unread.id == gone and again:
            again.clear()
            with office.store.engine.begin() as connection:
                connection.execute(delete(EncounterRow).where(EncounterRow.id == gone))
        return place

    again = [True]
    at = datetime.now(UTC)
    office.shelf.refresh_queue(at.date(), at, erased_meanwhile)
    assert waiting(office) == {stays: ["new"]}


def test_several_processes_looking_at_once(office: Office) -> None:
    ids = {over(office, "ada" if n % 2 else "ben") for n in range(4)}
    ready = threading.Barrier(4)
    failed: list[Exception] = []

    def one() -> None:
        shelf = DeskStore(type(office.store)(office.store.engine.url.render_as_string(False)))
        try:
            ready.wait(20)
            for _ in range(5):
                shelf.forget_queue()
                refresh(shelf, datetime.now(UTC).date(), datetime.now(UTC))
        except Exception as error:
            failed.append(error)
        finally:
            shelf.store.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert set(waiting(office)) == ids


def test_what_a_database_learns_holds_nobodys_words(office: Office) -> None:
    if office.store.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL sees to that by itself")
    over(office)
    look(office)
    with office.store.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        kept = connection.exec_driver_sql("SELECT * FROM sqlite_stat1").all()
    assert {n for n in names if n.startswith("sqlite_stat")} == {"sqlite_stat1"}
    assert any(row[1] == "ix_queue_order" for row in kept)
    assert all(set(row[2] or "0") <= set("0123456789 ") for row in kept)


# -- lists --------------------------------------------------------------------------------------


def test_pages_follow_the_order_and_end(office: Office) -> None:
    grown_up(office)
    ids = [over(office, ended_how="left", ended_at=now() - timedelta(hours=n)) for n in range(5)]
    first = over(office)
    add(office, ObjectionRow(turn_id=turn_of(office, first), code="P4"))
    look(office)
    expected = [first, *ids]
    assert page(office) == expected == list(waiting(office))
    seen: list[str] = []
    after = None
    while found := office.shelf.queue_page(lead(office), "unassigned", ALL, "", after, 2):
        seen += [e.unread.id for e in found]
        after = found[-1].place
    assert seen == expected
    assert page(office, reason="abrupt") == ids
    assert page(office, reason="contested") == [first]
    assert page(office, reason="a%") == []


def test_lists_and_their_counts(office: Office) -> None:
    mine, theirs, free = over(office), over(office), over(office, "cleo")
    read, hidden = over(office, "dan"), over(office, open_to_all=False)
    sign(office, read)
    look(office)
    assert office.shelf.take(lead(office), mine) == ""
    assert office.shelf.take(north(office), theirs) == ""
    tabs: tuple[Tab, ...] = ("unassigned", "mine", "others", "done")
    assert [page(office, tab=t) for t in tabs] == [[free], [mine], [theirs], [read]]
    assert [page(office, north(office), tab=t) for t in tabs] == [[], [theirs], [mine], []]
    counts = office.shelf.queue_counts(lead(office), ALL)
    assert {t: dict(c) for t, c in counts.items()} == {
        "unassigned": {"": 1, "new": 1},
        "mine": {"": 1, "new": 1},
        "others": {"": 1, "new": 1},
        "done": {"": 1},
    }
    only = Filters(trainee=office.trainees["cleo"].id)
    assert page(office, filters=only) == [free]
    assert [c[""] for c in office.shelf.queue_counts(lead(office), only).values()] == [1, 0, 0, 0]
    assert hidden not in {id_ for t in tabs for id_ in page(office, tab=t)}


def test_done_is_by_the_last_sign_off(office: Office) -> None:
    ids = [over(office, "dan") for _ in range(3)]
    for id_ in (ids[0], ids[1], ids[2], ids[0]):
        sign(office, id_)
    sign(office, over(office, "dan"), blind=True)
    sign(office, ids[1], blind=True)
    look(office)
    assert page(office, tab="done") == [ids[0], ids[2], ids[1]]
    first = office.shelf.queue_page(lead(office), "done", ALL, most=2)
    assert [(e.signed_by, e.unread.id) for e in first] == [("Lead", ids[0]), ("Lead", ids[2])]
    assert page(office, tab="done", after=first[-1].place) == [ids[1]]
    add(office, ObjectionRow(turn_id=turn_of(office, ids[2]), code="P4"))
    look(office)
    assert page(office, tab="done") == [ids[0], ids[1]]
    assert ids[2] in page(office)
    assert office.shelf.queue_counts(lead(office), ALL)["done"][""] == 2


def test_an_entry_knows_its_moments(office: Office) -> None:
    id_ = office.talk("ada", ("one", "P4"), ("two", "P4"), ("three",)).id
    turns = [turn_of(office, id_, n) for n in (1, 2, 3)]
    unsure = office.turn(id_, "four", "P9", shown=False)
    back = office.turn(id_, "five", "P9", shown=False)
    state = {"trust": 0.7}
    office.change(id_, status="ended", ended_how="left", ended_at=now())
    add(
        office,
        ObjectionRow(turn_id=turns[0], code="P4", settled_at=now()),
        ObjectionRow(turn_id=turns[1], code="P4"),
        CommentRow(
            encounter_id=id_, turn_id=turns[2], to_trainee=True, text="?", answered_at=now()
        ),
    )
    with office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.id == back).values(taken_back_at=now()))
        row = s.get_one(EncounterRow, id_)
        row.state = {**row.state, **state}
    look(office)
    entry = office.shelf.queue_entry(north(office), id_)
    assert entry is not None
    assert entry.moments == {
        "contested": turns[1],
        "answer": turns[2],
        "unsure": unsure,
        "abrupt": unsure,
    }
    assert (entry.trust_start, entry.trust_end) == (0.3, 0.7)
    assert (entry.trainee, entry.team) == (office.trainees["ada"].id, "North")
    assert entry.unread.replies == 4


# -- taking -------------------------------------------------------------------------------------


def test_taking_and_giving_back(office: Office) -> None:
    id_ = over(office)
    look(office)
    assert office.shelf.take(north(office), id_) == ""
    assert office.shelf.take(north(office), id_) == ""  # pressed twice
    assert office.shelf.take(lead(office), id_) == "North"
    assert office.shelf.give_back(lead(office), id_) is False
    assert page(office, tab="others") == [id_]
    assert office.shelf.give_back(north(office), id_) is True
    assert office.shelf.give_back(north(office), id_) is False
    assert office.shelf.take(lead(office), id_) == ""
    entry = office.shelf.queue_entry(lead(office), id_)
    assert entry is not None
    assert (entry.holder, entry.holder_name) == (office.reviewers["lead"], "Lead")


def test_what_was_read_once_can_be_taken_again(office: Office) -> None:
    id_ = over(office)
    for who in ("lead", "north"):
        add(office, Reading(
            encounter_id=id_, reviewer_id=office.reviewers[who], done_at=now()
        ))  # fmt: skip
    look(office)
    assert page(office) == [id_]
    assert office.shelf.take(north(office), id_) == ""
    assert office.shelf.take(lead(office), id_) == "North"
    assert page(office, north(office), tab="mine") == [id_]


def test_whoever_has_left_holds_nothing(office: Office) -> None:
    id_ = over(office)
    look(office)
    office.shelf.take(north(office), id_)
    with office.store._session() as s:
        s.get_one(Reviewer, office.reviewers["north"]).active = False
    assert page(office) == [id_]
    assert office.shelf.take(lead(office), id_) == ""


def test_a_blind_reading_is_no_taking(office: Office) -> None:
    id_ = over(office)
    look(office)
    add(office, Reading(encounter_id=id_, reviewer_id=office.reviewers["north"], blind=True))
    assert page(office) == [id_]
    assert page(office, north(office)) == []
    assert office.shelf.take(north(office), id_) is None
    assert office.shelf.take(lead(office), id_) == ""


def test_what_may_not_be_read_cannot_be_taken(office: Office) -> None:
    theirs, kept = over(office, "cleo"), over(office, open_to_all=False)
    for id_ in (theirs, kept, "no such"):
        assert office.shelf.take(north(office), id_) is None
        assert office.shelf.give_back(north(office), id_) is None
    with office.store._session() as s:
        assert s.scalars(select(Reading.id)).all() == []


@pytest.mark.parametrize("again", range(4))
def test_of_several_at_once_one_takes_it(office: Office, again: int) -> None:
    id_ = over(office)
    ready = threading.Barrier(2)
    told: dict[str, str | None] = {}

    def press(who: str) -> None:
        viewer = lead(office) if who == "lead" else north(office)
        ready.wait(20)
        told[who] = office.shelf.take(viewer, id_)

    threads = [threading.Thread(target=press, args=(w,)) for w in ("lead", "north")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert told in ({"lead": "", "north": "Lead"}, {"lead": "North", "north": ""})
    with office.store._session() as s:
        assert len(s.scalars(select(Reading.id).where(Reading.encounter_id == id_)).all()) == 1
