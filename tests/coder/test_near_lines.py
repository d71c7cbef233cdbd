"""Lines of a scene, near in meaning to a question; kept in a file, anew when they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.coder import near_lines
from bot.coder.meaning import load_meaning
from bot.practice.types import Line, Scenario
from tests.practice.builders import by_stance, scenario

FAMILY = Line("She lives by the sea with two dogs.", asks=("How is your sister?",))
MONEY = Line("I owe the shop forty.")
MORE = Line("The small one bites.")


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_lines, "_known", {})


def scene(*lines: Line) -> Scenario:
    return scenario(
        topics={"family": replace(by_stance(), lines={"guarded": lines})},
        story={"guarded": (), "wary": (), "open": ()},
        disclosures=(),
    )


def ask(found: near_lines.SceneLines, *said: str) -> list[str]:
    return list(found.near(load_meaning().embed(said)))


def test_embeddings_have_length_one_and_near_texts_are_near() -> None:
    one, two, three = load_meaning().embed(["How much is the rent?", "what's the rent", "A dog."])
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert one @ two > 0.7 > 0.3 > one @ three


def test_a_text_s_embedding_does_not_depend_on_its_neighbours() -> None:
    alone = load_meaning().embed(["How much is the rent?"])
    among = load_meaning().embed(["A dog.", "How much is the rent?", "x " * 400])
    assert (alone[0] == among[1]).all()


def test_nothing_and_odd_texts_are_embedded() -> None:
    assert load_meaning().embed([]).shape == (0, 384)
    assert np.isfinite(load_meaning().embed(["", " ", "🙂", "x" * 5000])).all()


def test_a_line_is_found_by_its_words_and_by_the_questions_it_answers(tmp_path: Path) -> None:
    found = near_lines.of(scene(FAMILY, MONEY), tmp_path)
    assert ask(found, "How's your sister doing?")[0] == FAMILY.id
    assert ask(found, "Does the dog live by the sea?")[0] == FAMILY.id
    assert ask(found, "Do you owe money?")[0] == MONEY.id


def test_the_question_counts_more_than_what_is_said_around_it(tmp_path: Path) -> None:
    found = near_lines.of(scene(FAMILY, MONEY), tmp_path)
    said = ("I owe money to the shop. How is your sister?", "How is your sister?")
    assert ask(found, *said)[0] == FAMILY.id


def test_what_follows_a_line_can_be_found_too(tmp_path: Path) -> None:
    found = near_lines.of(scene(replace(FAMILY, more=(MORE,)), MONEY), tmp_path)
    assert ask(found, "Does one of them bite?")[0] == MORE.id


def test_they_are_embedded_once_and_then_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = near_lines.of(scene(FAMILY, MONEY), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["porch.npz"]
    monkeypatch.setattr(near_lines, "_known", {})
    monkeypatch.setattr(near_lines, "load_meaning", None)
    again = near_lines.of(scene(FAMILY, MONEY), tmp_path)
    assert again.ids == first.ids
    assert (again.embeddings == first.embeddings).all()


def test_an_edited_scene_is_embedded_anew(tmp_path: Path) -> None:
    near_lines.of(scene(FAMILY, MONEY), tmp_path)
    changed = near_lines.of(scene(FAMILY, Line("It is raining.")), tmp_path)
    assert ask(changed, "What's the weather?")[0] == Line("It is raining.").id


@pytest.mark.parametrize("broken", [b"", b"no such thing"])
def test_a_broken_file_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "porch.npz").write_bytes(broken)
    found = near_lines.of(scene(FAMILY), tmp_path)
    assert found.ids
    assert (tmp_path / "porch.npz").read_bytes() != broken


def test_where_nothing_can_be_written_it_still_works(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert near_lines.of(scene(FAMILY), tmp_path / "file" / "lines").ids


def test_only_the_nearest_are_passed_on(tmp_path: Path) -> None:
    many = [Line(f"Number {n} is here.") for n in range(90)]
    found = near_lines.of(scene(*many), tmp_path)
    assert len(ask(found, "Which number?")) == 60
