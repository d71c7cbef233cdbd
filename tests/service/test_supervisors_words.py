"""What a supervisor writes reaches the trainee, who may answer once; and what becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot import wording
from bot.service import PracticeService
from bot.service.base import NOT_KEPT
from bot.service.supervisors_words import comment
from bot.store import Store, StoredEncounter
from bot.store.desk import Viewer
from bot.store.desk.access import readable
from bot.store.desk_tables import AuditRow, CommentRow, Reading, Reviewer, SignOff, Verdict
from bot.store.repository import StoredTrainee
from bot.store.tables import EncounterRow, FindingRow, Trainee
from tests.fakes.database import dump, everything, take
from tests.fakes.driver import FakeDriver
from tests.service.commenting import REPLY, WORDS, commented, comments, reviewer, write
from tests.service.talk import (
    DEE,
    KIT,
    begin,
    fresh,
    ids,
    newcomer,
    pick,
    say,
    stored,
    texts,
)


def viewer(store: Store) -> Viewer:
    """A lead, who reads everything that is shared."""
    return Viewer(reviewer(store, "Lee"), "Lee", "lee@example.org", "lead")


# -- to the trainee --------------------------------------------------------------------------------


async def test_a_comment_says_who_writes_about_which_words_and_that_one_answer_is_welcome(
    service: PracticeService,
) -> None:
    _, now, sent, button = await commented(service)
    title = service.content.scenarios[DEE].title
    head = wording.COMMENT_ON_REPLY.format(who="Priya", title=title, quote=REPLY)
    assert sent.text == f"{head}\n\n{WORDS}\n\n{wording.COMMENT_ONCE}"
    assert [c.label for c in sent.choices] == [wording.ANSWER]
    (row,) = dump(service.store)["comment"]
    assert button == f"answer:{row['id']}"
    assert (row["encounter_id"], row["turn_id"]) == (now.id, stored(service, now).turns[0].id)
    assert (row["to_trainee"], row["text"], row["answer"]) == (True, WORDS, "")
    assert row["reviewer_id"] == dump(service.store)["reviewer"][0]["id"]


async def test_a_comment_on_the_whole_conversation_quotes_nothing(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    write(service, now, whole=True)
    (sent,) = take(service.store, who)
    title = service.content.scenarios[DEE].title
    assert sent.text.startswith(wording.COMMENT.format(who="Priya", title=title) + "\n\n" + WORDS)
    assert REPLY not in sent.text
    assert dump(service.store)["comment"][0]["turn_id"] is None


async def test_a_comment_among_supervisors_is_kept_and_reaches_nobody(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    made = write(service, now, to_trainee=False)
    assert service.store.unsent(who.account) == []
    assert comments(service.store) == [(WORDS, "", False)]
    (said,) = await pick(service, who, f"answer:{made}")
    assert said.text == wording.ANSWER_GONE
    assert not service.store.answer(who, made, "Hello?", [])


async def test_it_is_in_the_trainee_s_language_around_the_supervisor_s_own_words(
    service: PracticeService, marked: str
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, language="es")
    now = begin(service, who)
    await say(service, who, REPLY)
    write(service, now)
    (sent,) = take(service.store, who)
    head, words, once = sent.text.split("\n\n")
    assert head.startswith(marked)
    assert words == WORDS
    assert once == marked + wording.COMMENT_ONCE
    assert sent.choices[0].label == marked + wording.ANSWER


@pytest.mark.parametrize("name", ["", "  ", "priya@example.org"])
async def test_an_address_is_nobody_s_name(service: PracticeService, name: str) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    write(service, now, name=name)
    (sent,) = take(service.store, who)
    assert sent.text.startswith(f"{wording.A_SUPERVISOR} read")
    assert "@" not in sent.text


async def test_long_words_are_quoted_in_short_and_those_not_kept_not_at_all(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "And then she asked me, twice. " * 20)
    write(service, now, "Patient.")
    (sent,) = take(service.store, who)
    quoted = sent.text.partition("“And then")[2].partition("”")[0]
    assert 60 < len(quoted) < 150
    assert quoted.endswith("…")
    await say(service, who, "fuck off")
    assert stored(service, now).turns[-1].reply == NOT_KEPT
    write(service, now, "Shall we talk?")
    (sent,) = take(service.store, who)
    assert "not kept" not in sent.text
    assert "Shall we talk?" in sent.text


async def test_what_no_database_takes_is_left_out(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    write(service, now, " one\r\ntwo\x00 \ud800three\n", name="Pri\x00ya")
    assert comments(service.store) == [("one\ntwo three", "", False)]
    (sent,) = take(service.store, who)
    assert sent.text.startswith("Priya read")


async def test_whoever_cannot_be_reached_has_it_waiting_and_whoever_has_no_account_has_it_kept(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    service.store.set_unreachable(who.account, True)
    write(service, now)
    assert service.store.accounts_waiting("telegram") == []
    service.store.set_unreachable(who.account, False)
    assert [t.id for t in service.store.accounts_waiting("telegram")] == [who.id]
    take(service.store, who)
    with service.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM outgoing")
        connection.exec_driver_sql("DELETE FROM account")
    write(service, now, "Still kept.")
    assert [text for text, _, _ in comments(service.store)] == [WORDS, "Still kept."]
    assert dump(service.store)["outgoing"] == []


async def test_only_what_is_there_can_be_commented_on(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, REPLY)
    turn = stored(service, now).turns[0].id
    other = begin(service, who, KIT)
    by = reviewer(service.store)
    for encounter, reply in (("abc0", None), ("abc0", turn), (now.id, 4711), (other.id, turn)):
        with pytest.raises(LookupError):
            comment(service.store, service.content, by, "Priya", encounter, reply, "Hm.", True)
    assert comments(service.store) == []
    assert service.store.unsent(who.account) == []


# -- sharing, or no longer -------------------------------------------------------------------------


def visible(service: PracticeService, who: Viewer) -> list[str]:
    with service.store._session() as s:
        found = s.scalars(
            select(EncounterRow.id)
            .join(Trainee, Trainee.id == EncounterRow.trainee_id)
            .where(readable(who))
        )
        return list(found)


async def shared_one(service: PracticeService) -> tuple[StoredTrainee, StoredEncounter]:
    service.settings.supervisors_see = "shared"
    who = service.join("telegram", "17", service.store.invite(days=1))
    assert who is not None
    now = begin(service, who)
    await say(service, who, "You should rest.")
    assert visible(service, viewer(service.store)) == []
    await pick(service, who, f"share:{now.id}:1")
    return who, now


async def test_no_longer_shared_it_is_gone_from_the_desk_at_once_and_back_when_shared(
    service: PracticeService,
) -> None:
    who, now = await shared_one(service)
    with service.store._session() as s:
        lead = Viewer(s.scalars(select(Reviewer.id)).one(), "Lee", "", "lead")
    assert visible(service, lead) == [now.id]
    turn = stored(service, now).turns[0].id
    write(service, now)
    with service.store._session() as s:
        found = s.scalars(select(FindingRow.id)).first()
        s.add(Verdict(turn_id=turn, finding_id=found, reviewer_id=lead.id, kind="agree"))
    before = {name: dump(service.store)[name] for name in ("comment", "verdict")}
    said = await pick(service, who, f"share:{now.id}:0")
    assert wording.UNSHARED.partition("is no longer")[2] in said[0].text
    assert visible(service, lead) == []
    assert {name: dump(service.store)[name] for name in before} == before
    await pick(service, who, f"share:{now.id}:1")
    assert visible(service, lead) == [now.id]
    assert {name: dump(service.store)[name] for name in before} == before


async def test_an_answer_that_nobody_could_read_is_not_asked_for(
    service: PracticeService, driver: FakeDriver
) -> None:
    who, now = await shared_one(service)
    write(service, now)
    (sent,) = take(service.store, who)
    (button,) = ids(sent)
    await pick(service, who, button)
    await pick(service, who, f"share:{now.id}:0")
    assert texts(await say(service, who, "Her hands.")) == [wording.ANSWER_UNSHARED]
    assert texts(await pick(service, who, button)) == [wording.ANSWER_UNSHARED]
    assert comments(service.store) == [(WORDS, "", False)]
    await pick(service, who, f"share:{now.id}:1")
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    assert comments(service.store) == [(WORDS, "Her hands.", True)]


# -- what is kept, shown and erased ----------------------------------------------------------------


async def reviewed(
    service: PracticeService, external_id: str, words: str
) -> tuple[StoredTrainee, StoredEncounter]:
    """Somebody about whose conversation everything was written that can be."""
    who = newcomer(service, external_id)
    now = begin(service, who)
    await say(service, who, f"You should rest, {words}.")
    write(service, now, f"to you: {words}")
    (sent,) = take(service.store, who)
    await pick(service, who, ids(sent)[0])
    await say(service, who, f"answered: {words}")
    write(service, now, f"of the whole: {words}", whole=True)  # waits to be sent
    write(service, now, f"among us: {words}", to_trainee=False)
    turn = stored(service, now).turns[0].id
    at = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    with service.store._session() as s:
        by = s.scalars(select(Reviewer.id)).first()
        found = s.scalars(select(FindingRow.id).where(FindingRow.turn_id == turn)).first()
        on = {"turn_id": turn, "finding_id": found, "reviewer_id": by}
        s.add_all(
            [
                Verdict(**on, kind="overrule", code="P9", reason=f"because {words}"),
                Verdict(**on, kind="overrule"),
                Verdict(**on, kind="agree"),
                Verdict(**on, kind="withdrawn"),
                Verdict(turn_id=turn, reviewer_id=by, kind="missed", code="G1", quote=words),
                SignOff(encounter_id=now.id, reviewer_id=by, note=f"note {words}", rubric={"e": 4}),
                Reading(encounter_id=now.id, reviewer_id=by, blind=True, made_at=at),
                Reading(encounter_id=now.id, reviewer_id=by, blind=False, made_at=at),
                AuditRow(reviewer_id=by, did="read", about=now.id, at=at),
                AuditRow(reviewer_id=by, did="move", about=f"{who.id} to North", at=at),
            ]
        )
    return fresh(service, who), now


async def test_the_page_with_everything_tells_what_supervisors_wrote(
    service: PracticeService,
) -> None:
    who, _ = await reviewed(service, "17", "zebra <b>")
    service.store.set_trainee(who.id, time_zone="Asia/Tokyo")
    await reviewed(service, "18", "theirs")
    page = service.my_data(fresh(service, who)).decode()
    plain = " ".join(page.replace("&lt;", "<").replace("&gt;", ">").split())
    titles = {c.id: c.title for c in service.content.guidance.codes.values()}
    found, other = titles["P4"], titles["P9"]
    for wanted in (
        f"{wording.VERDICTS['overrule'].format(found=found, code=other)} because zebra <b>",
        wording.VERDICTS["none"].format(found=found),
        wording.VERDICTS["agree"].format(found=found),
        wording.VERDICTS["withdrawn"].format(found=found),
        wording.VERDICTS["missed"].format(code=titles["G1"], quote="zebra <b>"),
        "<b>A supervisor wrote to you</b>",
        '<span class="words">to you: zebra <b></span>',
        "You answered: answered: zebra <b>",
        '<span class="words">of the whole: zebra <b></span>',
        "<b>A supervisor wrote to other supervisors</b>",
        '<span class="words">among us: zebra <b></span>',
        "note zebra <b><br><small>e: 4</small>",
        "Given to a supervisor to code a second time: 2026-11-04 08:30",
        "Given to a supervisor to read: 2026-11-04 08:30",
        "Opened by a supervisor: 2026-11-04 08:30",
        f"{who.id} to North",
    ):
        assert wanted in plain, wanted
    assert "zebra <b>" not in page  # words are words
    assert "theirs" not in page


async def test_a_page_without_a_desk_has_no_word_of_it(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, REPLY)
    assert "supervisor" not in service.my_data(fresh(service, who)).decode().casefold()


async def test_forgetting_takes_all_of_it_and_the_log_no_longer_says_about_whom(
    service: PracticeService,
) -> None:
    other, theirs = await reviewed(service, "18", "kept")
    others = service.store.everything_about(other.id)
    who, now = await reviewed(service, "17", "zanzibar")
    assert service.store.unsent(who.account)
    service.erase(who.id)
    left = everything(service.store)
    for word in ("zanzibar", who.id, now.id):
        assert word not in left
    # Who did what, and when, is the organisation's to know.
    assert [(r["did"], bool(r["about"])) for r in dump(service.store)["audit"]] == [
        ("read", True),
        ("move", True),
        ("read", False),
        ("move", False),
    ]
    assert service.store.everything_about(other.id) == others
    assert theirs.id in service.store.encounter_ids(other.id)


async def test_what_goes_by_itself_takes_all_of_it_along(service: PracticeService) -> None:
    other, _ = await reviewed(service, "18", "kept")
    others = service.store.everything_about(other.id)
    who, now = await reviewed(service, "17", "zanzibar")
    assert service.store.unsent(who.account)
    old = datetime.now(UTC) - timedelta(days=181)
    with service.store._session() as s:
        s.execute(update(EncounterRow).where(EncounterRow.id == now.id).values(updated_at=old))
    service.sweep()
    left = everything(service.store)
    assert "zanzibar" not in left
    assert now.id not in left
    assert who.id in left  # they were here a moment ago
    with service.store._session() as s:
        s.execute(
            update(Trainee).where(Trainee.id == who.id).values(created_at=old, consented_at=old)
        )
    service.sweep()
    assert who.id not in everything(service.store)
    assert service.store.everything_about(other.id) == others


async def test_without_its_reviewer_a_comment_stays(service: PracticeService) -> None:
    """Somebody who no longer works there: what they wrote can still be answered."""
    who, _, _, button = await commented(service)
    with service.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM reviewer")
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    assert comments(service.store) == [(WORDS, "Her hands.", True)]
    with service.store._session() as s:
        assert s.scalars(select(CommentRow.reviewer_id)).one() is None


# -- what they are told ----------------------------------------------------------------------------


def test_what_supervisors_do_is_said_before_anybody_agrees(service: PracticeService) -> None:
    assert wording.DESK in service.privacy()
    assert wording.DESK in service.welcome("code")[-1].text
    for said in ("comment", "second time", "log", "export", "/mydata", "random name"):
        assert said in wording.DESK
