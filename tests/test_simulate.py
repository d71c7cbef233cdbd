"""Scripted trainees: same seed, same rows; input errors are said kindly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from bot import simulate
from bot.content import Content
from bot.settings import Settings
from tests.fakes.driver import FakeDriver

PERSON = {
    "name": "Ann",
    "kind": "good",
    "replies": ["How are you?", "", "🎈", "You should rest.", "Bye for now.", "Still there?"],
}


async def rows(authored: Content, seed: int, **changes: Any) -> list[dict[str, Any]]:
    scene = authored.scenarios["bad-date-night-van"]
    return [r async for r in simulate.run(FakeDriver(), scene, {**PERSON, **changes}, seed)]


async def test_a_row_a_turn_until_the_end(authored: Content) -> None:
    made = await rows(authored, 1)
    assert [r["turn"] for r in made] == [0, 1, 3, 4, 5]
    assert [r["codes"] for r in made] == [[], ["M1"], [], ["P4"], []]
    assert made[2]["answered"] == "not_understood"
    assert [r["ended"] for r in made] == [None, None, None, None, "goodbye"]
    assert made[3]["trust"] < made[2]["trust"]


async def test_the_same_seed_gives_the_same_rows(authored: Content) -> None:
    assert await rows(authored, 5) == await rows(authored, 5)
    openings = {(await rows(authored, seed))[0]["client"] for seed in range(12)}
    assert len(openings) > 1


async def test_an_abusive_remark_ends_it(authored: Content) -> None:
    made = await rows(authored, 1, replies=["you whore", "Sorry."])
    assert [r["ended"] for r in made] == [None, "hurt"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "not JSON"), ("{}", "a list"), ('[{"name": "x"}]', "entry 1"), ("[3]", "entry 1")],
)
def test_a_broken_list_of_trainees(
    tmp_path: Path, text: str, says: str, no_environment: None
) -> None:
    path = tmp_path / "trainees.json"
    path.write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    with pytest.raises(click.ClickException, match=says):
        simulate.simulate_file(settings, path, "all", 1, None)


def test_a_file_of_rows(
    tmp_path: Path, authored: Content, monkeypatch: pytest.MonkeyPatch, no_environment: None
) -> None:
    source, out = tmp_path / "trainees.json", tmp_path / "rows.jsonl"
    source.write_text(json.dumps([PERSON, {**PERSON, "name": "Bo"}]), encoding="utf-8")
    driver = FakeDriver()
    monkeypatch.setattr(simulate, "make_driver", lambda settings: driver)
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    simulate.simulate_file(settings, source, "all", 1, out)
    written = [json.loads(x) for x in out.read_text(encoding="utf-8").splitlines()]
    pairs = {(r["scenario"], r["trainee"]) for r in written}
    assert pairs == {(s, n) for s in authored.scenarios for n in ("Ann", "Bo")}
    assert driver.closed
    with pytest.raises(click.ClickException, match="no scene 'x'"):
        simulate.simulate_file(settings, source, "x", 1, None)


def test_a_summary_counts_endings_fallbacks_and_what_was_said_twice() -> None:
    row = {"scenario": "s", "trainee": "Ann", "kind": "poor", "trust": 0.3, "stance": "wary"}
    (made,) = simulate.summarise([
        row | {"turn": 0, "answered": "opening", "ended": None, "lines": ["a"]},
        row | {"turn": 1, "answered": "unforeseen", "ended": None, "lines": ["b", "c"]},
        row | {"turn": 2, "answered": "ending", "ended": "goodbye", "lines": ["b"]},
    ])  # fmt: skip
    assert made.repeated == ("b",)
    assert made.fallbacks == 0.5
    assert made.endings == {"goodbye.wary": 1}
    assert made.trust == {"poor": (0.3,)}
