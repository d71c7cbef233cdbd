"""``alongside evaluate --reviews``: the detector on what reviewers said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import coder
from bot.coder import Coder
from bot.evaluation import reviews
from bot.evaluation.corpus import CodedReply
from bot.evaluation.reviews import line
from bot.practice.types import Finding
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk_tables import SignOff
from bot.store.tables import Account
from tests.review.people import Office, furnish


class Quick:
    """A detector that sees P1 in everything."""

    def code(self, client: str, reply: str) -> tuple[Finding, ...]:
        return (Finding("P1", 0, len(reply), reply, 0.9, True, "why"),)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Coder
    monkeypatch.setattr(coder, "load_coder", Quick)


def corpus(path: Path, count: int) -> str:
    one = CodedReply("", "organisation", "s", "Hm.", "Rest now.", (("P1", "Rest now."),))
    made = [line(replace(one, id=f"{n:04x}-{n}")) for n in range(count)]
    path.write_text("".join(f"{x}\n" for x in made), encoding="utf-8")
    return str(path)


@pytest.fixture
def office(settings: Settings) -> Office:
    store = Store(settings.database_url)
    migrate.upgrade(store.engine)
    return furnish(store)


def sign(office: Office, *talks: str) -> None:
    with office.store._session() as s:
        s.add_all(SignOff(encounter_id=t) for t in talks)


def test_all_that_was_reviewed_in_the_database(alongside, office):
    shown = [office.talk("ada", *[("Rest now.", "P1")] * 5).id for _ in range(4)]
    hidden = office.talk("ben", *[("Hidden.", "P1")] * 5, open_to_all=False).id
    office.talk("ada", ("Nobody read this.", "P1"))
    sign(office, *shown, hidden)
    result = alongside("evaluate", "--reviews")
    assert result.exit_code == 0, result.output
    assert "reviewed replies (the database): 20 replies" in result.output
    assert "20 of 20" in result.output  # of shown flags, right


def test_made_up_practice_is_named(alongside, office):
    with office.store._session() as s:
        s.add(Account(channel="demo", external_id="1", trainee_id=office.trainees["ada"].id))
    sign(office, office.talk("ada", *[("Rest now.", "P1")] * 20).id)
    assert "made-up ones of the demo are among them" in alongside("evaluate", "--reviews").output


def test_an_exported_file_and_a_page(alongside, tmp_path):
    file, page = corpus(tmp_path / "corpus.jsonl", 30), tmp_path / "page.html"
    result = alongside("evaluate", "--reviews", file, "--html", str(page))
    assert result.exit_code == 0, result.output
    assert "30 replies" in result.output
    assert "<h2>The worst mistakes</h2>" in page.read_text(encoding="utf-8")


def test_a_detector_that_learnt_from_reviews_is_measured_on_others(
    alongside, tmp_path, monkeypatch
):
    monkeypatch.setattr(reviews, "learnt_from_reviews", lambda: True)
    result = alongside("evaluate", "--reviews", corpus(tmp_path / "corpus.jsonl", 200))
    assert result.exit_code == 0, result.output
    assert "held out when the detector learnt" in result.output
    assert "200 replies" not in result.output


@pytest.mark.parametrize(("count", "says"), [(0, "no replies have"), (1, "1 reply has")])
def test_too_few_are_no_figures_but_a_kind_word(alongside, tmp_path, count, says):
    result = alongside("evaluate", "--reviews", corpus(tmp_path / "corpus.jsonl", count))
    assert result.exit_code == 1
    assert f"So far {says} been reviewed" in result.output
    assert "From 20 on" in result.output


def test_without_a_database_nobody_has_reviewed_anything(alongside):
    result = alongside("evaluate", "--reviews")
    assert result.exit_code == 1
    assert "no replies have been reviewed" in result.output


def test_a_file_that_is_none_of_ours_is_named(alongside, tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": 1}\n')
    result = alongside("evaluate", "--reviews", str(tmp_path / "x.jsonl"))
    assert result.exit_code == 1
    assert "x.jsonl:1: the keys must be" in result.output
    result = alongside("evaluate", "--reviews", str(tmp_path / "gone.jsonl"))
    assert result.exit_code == 1
    assert "gone.jsonl" in result.output
    assert "Traceback" not in result.output
