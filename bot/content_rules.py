"""What a persona or scenario must keep besides its schema: nothing twice, dangling, unreachable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from bot.authored import AuthoredFile, Path_, did_you_mean, read
from bot.practice import trust
from bot.practice.choosing import BREATH, RANK
from bot.practice.codes import MOVES
from bot.practice.types import Encounter, Finding, Heard, Line, Scenario

_SPOKEN_KEYS: Final = {
    "persona": (
        "reactions",
        "talk",
        "unforeseen",
        "told_already",
        "no_further",
        "offered",
        "quiet",
        "not_understood",
    ),
    "scenario": ("reactions", "opening", "topics", "story", "endings"),
}
_NOT_SPOKEN: Final = ("models", "feels", "asks", "hides", "after")


@dataclass(frozen=True, slots=True)
class Lists:
    """What scenarios may name: themes, and passages of the sources ("HIPS 2000, Guideline 1")."""

    themes: tuple[str, ...]
    passages: tuple[str, ...]

    @classmethod
    def read(cls, guidance: Path) -> Self:
        """From ``themes.yml`` and ``sources.yml`` in the folder ``guidance``."""
        made: list[str] = []
        for source in read(guidance / "sources.yml").data:
            for kind, numbers in source["passages"].items():
                names = numbers if isinstance(numbers, list) else range(1, numbers + 1)
                made += [f"{source['id']}, {kind} {n}" for n in names]
        return cls(tuple(read(guidance / "themes.yml").data), tuple(made))


def spoken(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every line that a part of a file lets its person say, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from spoken(v, (*path, i))
    elif isinstance(value, dict):
        for k, v in value.items():
            if k not in _NOT_SPOKEN:
                yield from spoken(v, (*path, k))


def check_id(file: AuthoredFile) -> None:
    """The id is the file's name."""
    if file.data["id"] != file.path.stem:
        file.blame(("id",), f"the id must be the file's name: '{file.path.stem}'.")


def check_repeats(file: AuthoredFile, kind: str, seen: dict[str, str]) -> None:
    """No line twice, in one file or in a scenario and its persona; no model answer twice."""
    parts: list[tuple[Path_, str]] = []
    for key in _SPOKEN_KEYS[kind]:
        parts += [((key, *p), t) for p, t in spoken(file.data.get(key, {}))]
    if kind == "scenario":
        for i, item in enumerate(file.data["disclosures"]):
            parts += [(("disclosures", i, "lines", *p), t) for p, t in spoken(item["lines"])]
        parts += [(("events", i, "say"), e["say"]) for i, e in enumerate(file.data["events"])]
    for path, text in parts:
        same = Line(text).id
        if same in seen:
            file.blame(path, f"this line stands already at {seen[same]}: “{text[:60]}”.")
        seen.setdefault(same, file.at(path))
    answers: dict[str, str] = {}
    for path, text in _models(file.data):
        same = Line(text).id
        if same in answers:
            file.blame(path, f"this model answer stands already at {answers[same]}.")
        answers.setdefault(same, file.at(path))


def _models(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every model answer of a file, with its place."""
    if isinstance(value, list):
        for i, v in enumerate(value):
            yield from _models(v, (*path, i))
    elif isinstance(value, dict):
        for i, model in enumerate(value.get("models", ())):
            yield (*path, "models", i, "say"), model["say"]
        for k, v in value.items():
            if k != "models":
                yield from _models(v, (*path, k))


def check_scenario(file: AuthoredFile, known: list[str], lists: Lists) -> None:
    """References lead somewhere: persona, themes, sources, topics, ``hides`` and ``after``."""
    d = file.data
    for i, theme in enumerate(d["themes"]):
        if theme not in lists.themes:
            guess = did_you_mean(theme, list(lists.themes))
            file.blame(
                ("themes", i),
                f"no theme '{theme}' in data/guidance/themes.yml.{guess} "
                f"There are: {', '.join(lists.themes)}.",
            )
    for i, source in enumerate(d["sources"]):
        cited = f"{source['document']}, {source['number']}"
        if cited not in lists.passages:
            guess = did_you_mean(cited, list(lists.passages))
            file.blame(("sources", i), f"no passage '{cited}' in data/guidance/sources.yml.{guess}")
    if d["persona"] not in known:
        guess = did_you_mean(d["persona"], known)
        problem = f"no persona '{d['persona']}'.{guess} There are: {', '.join(known)}."
        file.blame(("persona",), problem)
    for name, group in d["topics"].items():
        if not group.get("models") and name not in ("goodbye", "backchannel", "other"):
            file.blame(("topics", name), "a topic needs 'models': two or three answers to it.")
    reachable = set(d["topics"]) | {"feelings", "other"}
    for i, item in enumerate(d["disclosures"]):
        if not item["room"] and not set(item["topics"]) & reachable:
            file.blame(
                ("disclosures", i), "nothing leads here: no topic of this scene, and no room."
            )
    facts = [item["id"] for item in d["disclosures"]]
    for i, name in enumerate(facts):
        if name in facts[:i]:
            file.blame(("disclosures", i, "id"), f"there is a disclosure '{name}' already.")
    for path, key, name in _references(d):
        if name not in facts:
            file.blame(
                (*path, key),
                f"no disclosure '{name}'.{did_you_mean(name, facts)} "
                f"There are: {', '.join(facts)}.",
            )


def _references(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    if isinstance(value, list):
        for i, v in enumerate(value):
            yield from _references(v, (*path, i))
    elif isinstance(value, dict):
        for key in ("hides", "after"):
            yield from ((path, key, name) for name in value.get(key, ()) if "say" in value)
        for k, v in value.items():
            yield from _references(v, (*path, k))


def check_reach(file: AuthoredFile, scene: Scenario) -> None:
    """Every hidden fact can be told before the clock ends the scene, by somebody."""
    reached = _first_turns(scene)
    told: set[str] = set()
    turn = 0
    left = list(enumerate(scene.disclosures))
    while left:
        ready = [
            (i, d) for i, d in left
            if any(told.issuperset(x.after) and not told & set(x.hides) for x in d.lines)
        ]  # fmt: skip
        if not ready:
            break
        i, item = min(ready, key=lambda x: reached.get(x[1].stance, 99))
        turn = max(turn + BREATH, reached.get(item.stance, 99))
        if turn >= scene.turns:
            file.blame(
                ("disclosures", i),
                f"nobody can get here: '{item.stance}' is reached at turn "
                f"{reached.get(item.stance, '-')} at the earliest, hidden things come "
                f"{BREATH} turns apart, and the scene ends at turn {scene.turns}.",
            )
        told.add(item.id)
        left.remove((i, item))
    for i, item in left:
        file.blame(
            ("disclosures", i), f"nothing leads to '{item.id}': its lines wait for facts that wait."
        )


def _first_turns(scene: Scenario) -> dict[str, int]:
    """The earliest turn at which each stance can be reached, by a trainee who does it all well."""
    state = Encounter(scenario=scene.id, seed=0, trust=scene.trust_start)
    state = state.but(stance=trust.stance_for(state.trust, 0))
    reached: dict[str, int] = {}
    for turn in range(1, scene.turns + 1):
        said = [MOVES[(3 * turn + k) % len(MOVES)] for k in range(3)]
        heard = Heard("", "other", 1.0, tuple(Finding(c, 0, 0, "", 1.0, True, "") for c in said))
        state = trust.move(state, heard, scene.persona)
        for name, rank in RANK.items():
            if rank <= RANK[state.stance] and turn >= 3:
                reached.setdefault(name, turn)
    return reached
