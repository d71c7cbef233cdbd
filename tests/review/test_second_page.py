"""Blind second coding: what it shows, what it hides, and what stays of it."""

import re

import pytest
from sqlalchemy import func, select

from bot.store.desk_tables import AuditRow, CommentRow, Reading, Verdict
from bot.store.tables import TurnRow, now
from tests.review.conversations import viewer

WORDS = "That was brave of you. You should rest."


@pytest.fixture
def talk(office):
    """A conversation of two kept replies and one taken back, reviewed by the lead."""
    made = office.talk("ada", (WORDS, "P1", "G3"), ("I see.",))
    turns = made.kept
    with office.store._session() as s:
        s.add(
            Verdict(
                turn_id=turns[0].id,
                reviewer_id=office.reviewers["lead"],
                kind="missed",
                code="S6",
                end=4,
                quote="That",
                reason="Lead says so.",
            )
        )
        s.add(
            CommentRow(
                encounter_id=made.id,
                turn_id=turns[0].id,
                reviewer_id=office.reviewers["lead"],
                to_trainee=False,
                text="Between us.",
            )
        )
    return made


def give(office, encounter, who="north"):
    with office.store._session() as s:
        row = Reading(encounter_id=encounter, reviewer_id=office.reviewers[who], blind=True)
        s.add(row)
        s.flush()
        return row.id


@pytest.fixture
def coding(office, talk):
    return give(office, talk.id)


@pytest.fixture
def north(office, app):
    return office.signed_in(app, "north")


def marks(office):
    with office.store._session() as s:
        rows = s.scalars(select(Verdict).where(Verdict.blind.is_(True)).order_by(Verdict.id))
        return [(v.kind, v.code, v.start, v.end, v.quote) for v in rows]


def turn_ids(office, talk):
    return [t.id for t in office.store.encounter(talk.id).kept]


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_what_waits_is_listed_with_how_far_one_is(office, north, talk, coding):
    give(office, office.talk("cleo", ("Not yours.",)).id, "south")
    page = text(north.get("/second-coding"))
    assert talk.trainee in page
    assert "2 replies, 0 looked at" in page
    assert office.trainees["cleo"].id not in page
    first, _ = turn_ids(office, talk)
    north.post(f"/second-coding/{coding}/{first}", data={"code": "N"})
    assert "2 replies, 1 looked at" in text(north.get("/second-coding"))


def test_the_page_shows_the_words_and_nothing_that_anybody_said(north, talk, coding):
    page = north.get(f"/second-coding/{coding}")
    assert page.status_code == 200
    whole = text(page)
    assert WORDS in whole
    assert "Client line 1." in whole
    body = page.text[page.text.index('<ol class="talk') : page.text.index('id="done"')]
    body = re.sub(r"(?s)<select.*?</select>", "", body)
    for hidden in ("P1", "G3", "S6", "why P1", "Lead says so", "Between us", "A strength", "rust"):
        assert hidden not in body


def test_others_marks_on_the_same_conversation_stay_hidden(office, app, north, talk, coding):
    theirs = give(office, talk.id, "lead")
    first, _ = turn_ids(office, talk)
    lead = office.signed_in(app, "lead")
    lead.post(f"/second-coding/{theirs}/{first}", data={"code": "G7", "words": "brave"})
    assert "“brave”" in lead.get(f"/second-coding/{theirs}").text
    assert "“brave”" not in north.get(f"/second-coding/{coding}").text
    assert "0 of 2 replies" in text(north.get(f"/second-coding/{coding}"))


def test_words_get_a_code(office, north, talk, coding):
    first, _ = turn_ids(office, talk)
    sent = {"code": "P1", "words": "You should\r\nrest.", "start": "23"}
    answer = north.post(f"/second-coding/{coding}/{first}", data=sent)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/second-coding/{coding}#m{first}")
    assert marks(office) == [("missed", "P1", 23, 39, "You should rest.")]
    assert "“You should rest.”" in text(north.get(f"/second-coding/{coding}"))


def test_without_words_the_whole_reply_gets_it_and_only_once(office, north, talk, coding):
    first, _ = turn_ids(office, talk)
    for _ in range(2):
        north.post(f"/second-coding/{coding}/{first}", data={"code": "G1", "words": ""})
    assert marks(office) == [("missed", "G1", 0, len(WORDS), WORDS)]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"code": "P1", "words": "never said"}, "These words are not in the reply"),
        ({"code": "", "words": "brave"}, "Choose a code for these words"),
        ({"code": "X1", "words": "brave"}, "Choose a code for these words"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(office, north, talk, coding, sent, told):
    first, _ = turn_ids(office, talk)
    answer = north.post(f"/second-coding/{coding}/{first}", data=sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert sent["words"] in answer.text
    assert marks(office) == []


def test_nothing_to_code_is_said_once_and_gives_way_to_a_code(office, north, talk, coding):
    first, _ = turn_ids(office, talk)
    for _ in range(2):
        north.post(f"/second-coding/{coding}/{first}", data={"code": "N"})
    assert marks(office) == [("missed", "N", 0, 0, "")]
    assert "Looked at: nothing to code" in text(north.get(f"/second-coding/{coding}"))
    north.post(f"/second-coding/{coding}/{first}", data={"code": "G1", "words": "brave"})
    north.post(f"/second-coding/{coding}/{first}", data={"code": "N"})
    assert [m[:2] for m in marks(office)] == [("missed", "N"), ("withdrawn", "N"), ("missed", "G1")]
    assert "Looked at: nothing to code" not in text(north.get(f"/second-coding/{coding}"))


def test_taking_a_code_away_deletes_nothing(office, north, talk, coding):
    first, _ = turn_ids(office, talk)
    north.post(f"/second-coding/{coding}/{first}", data={"code": "G1", "words": "brave"})
    with office.store._session() as s:
        mark = s.scalar(select(func.max(Verdict.id)))
    for _ in range(2):
        answer = north.post(f"/second-coding/marks/{mark}/remove")
        assert answer.location.endswith(f"/second-coding/{coding}#m{first}")
    assert [m[:2] for m in marks(office)] == [("missed", "G1"), ("withdrawn", "G1")]
    page = text(north.get(f"/second-coding/{coding}"))
    assert "0 of 2 replies" in page
    assert "“brave”" not in page


def test_a_look_at_the_rest_is_asked_for_before_it_ends(office, north, talk, coding):
    first, second = turn_ids(office, talk)
    north.post(f"/second-coding/{coding}/{first}", data={"code": "N"})
    answer = north.post(f"/second-coding/{coding}/done")
    assert answer.status_code == 422
    assert "1 reply waits for a look." in text(answer)
    assert f'href="#m{second}"' in answer.text
    assert 'name="anyway" value="yes"' in answer.text
    assert north.get(f"/second-coding/{coding}").status_code == 200
    answer = north.post(f"/second-coding/{coding}/done", data={"anyway": "yes"})
    assert answer.status_code == 303


def test_when_it_is_done_the_conversation_opens_and_the_codes_stay(office, north, talk, coding):
    assert north.get(f"/conversations/{talk.id}").status_code == 404
    first, second = turn_ids(office, talk)
    north.post(f"/second-coding/{coding}/{first}", data={"code": "G1", "words": "brave"})
    north.post(f"/second-coding/{coding}/{second}", data={"code": "N"})
    before = marks(office)
    answer = north.post(f"/second-coding/{coding}/done")
    assert answer.location.endswith(f"/conversations/{talk.id}")
    assert north.get(f"/conversations/{talk.id}").status_code == 200
    listed = north.get("/second-coding").text
    assert f"/conversations/{talk.id}" in listed.split("<h2>Done</h2>")[1]
    assert "Nothing waits for you" in listed
    for way in (f"{coding}", f"{coding}/{first}", f"{coding}/done"):
        call = north.get if way == f"{coding}" else north.post
        answer = call(f"/second-coding/{way}", data={"code": "P9"})
        assert answer.location.endswith(f"/conversations/{talk.id}")
    with office.store._session() as s:
        mark = s.scalar(select(Verdict.id).where(Verdict.code == "G1"))
    assert north.post(f"/second-coding/marks/{mark}/remove").status_code == 404
    assert marks(office) == before


def test_replies_taken_back_are_not_coded(office, north, talk, coding):
    _, second = turn_ids(office, talk)
    stored = office.store.encounter(talk.id)
    office.store.take_back(office.trainees["ada"], talk.id, second, stored.state, [])
    assert "0 of 1 reply" in text(north.get(f"/second-coding/{coding}"))
    answer = north.post(f"/second-coding/{coding}/{second}", data={"code": "N"})
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["lead", "south"])
def test_nobody_elses_reading_is_there(office, app, north, talk, coding, who):
    first, _ = turn_ids(office, talk)
    north.post(f"/second-coding/{coding}/{first}", data={"code": "G1"})
    with office.store._session() as s:
        mark = s.scalar(select(func.max(Verdict.id)))
    other = office.signed_in(app, who)
    assert other.get(f"/second-coding/{coding}").status_code == 404
    for way in (f"{coding}/{first}", f"{coding}/done", f"marks/{mark}/remove"):
        assert other.post(f"/second-coding/{way}", data={"code": "N"}).status_code == 404
    assert len(marks(office)) == 1


def test_a_reply_of_another_conversation_cannot_be_coded_here(office, north, coding):
    other = office.talk("ben", ("Elsewhere.",))
    answer = north.post(f"/second-coding/{coding}/{other.kept[0].id}", data={"code": "N"})
    assert answer.status_code == 404
    assert marks(office) == []


def test_what_is_shared_no_longer_is_gone(office, north, talk, coding):
    office.change(talk.id, open_to_all=False)
    assert north.get(f"/second-coding/{coding}").status_code == 404
    assert talk.trainee not in north.get("/second-coding").text
    office.change(talk.id, shared_at=now())
    assert north.get(f"/second-coding/{coding}").status_code == 200


def test_a_reader_codes_nothing(office, app, talk):
    reader = office.signed_in(app, "reader")
    coding = give(office, talk.id, "reader")
    assert reader.get("/second-coding").status_code == 403
    assert reader.get(f"/second-coding/{coding}").status_code == 403


def test_reading_it_is_logged_once_a_visit(office, north, talk, coding):
    for _ in range(3):
        north.get(f"/second-coding/{coding}")
    with office.store._session() as s:
        rows = s.scalars(select(AuditRow).where(AuditRow.did == "read")).all()
        assert [(r.reviewer_id, r.about) for r in rows] == [(office.reviewers["north"], talk.id)]


def test_several_visits_are_logged_at_once(office):
    talks = [office.talk("ada", ("Words.",)).id for _ in range(3)]
    who, about = viewer(office, "north"), []
    office.shelf.note_deed(office.reviewers["lead"], "read", talks[2])
    office.shelf.note_deed(who.id, "print", talks[2])
    for shown in ([], talks[:1], [*talks, talks[0]], talks):
        office.shelf.note_visits(who, shown)
        with office.store._session() as s:
            mine = AuditRow.reviewer_id == who.id, AuditRow.did == "read"
            about.append(s.scalars(select(AuditRow.about).where(*mine).order_by(AuditRow.id)).all())
    assert about == [[], talks[:1], talks, talks]


def test_markup_in_a_reply_shows_as_text(office, north):
    made = office.talk("ada", ("<script>alert(1)</script> {{ 7 * 7 }}",))
    page = north.get(f"/second-coding/{give(office, made.id)}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in page


def test_pauses_and_lines_that_do_not_follow_on_are_shown(office, north, talk, coding):
    first, second = turn_ids(office, talk)
    with office.store._session() as s:
        one, two = s.get(TurnRow, first), s.get(TurnRow, second)
        one.created_at = now().replace(year=2025, month=3, day=3, hour=9)
        two.created_at = now().replace(year=2025, month=3, day=3, hour=11)
        two.client_before = "A new opening."
    page = text(north.get(f"/second-coding/{coding}"))
    assert "A new opening." in page
    assert "later" in page


def test_where_nothing_waits_stands_who_cannot_be_asked(office, app):
    page = text(office.signed_in(app, "north").get("/second-coding"))
    assert "seen its codes in a list, can't code it blind." in page
