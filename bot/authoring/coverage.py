"""Which codes, sources, themes and topics the scenarios exercise, and which none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.authored import DATA
from bot.content import Content
from bot.content_rules import Lists
from bot.practice.codes import CODE_IDS, KEYS, MOVES, TOPICS
from bot.practice.lines import all_lines
from bot.practice.types import Scenario


@dataclass(frozen=True, slots=True)
class Coverage:
    """By heading, then by item: the ids of the scenarios that exercise it (may be none)."""

    parts: Mapping[str, Mapping[str, tuple[str, ...]]]

    def missing(self, heading: str) -> list[str]:
        """Items under ``heading`` that no scenario exercises."""
        return [item for item, scenes in self.parts[heading].items() if not scenes]


def coverage(content: Content, data: Path = DATA) -> Coverage:
    """What ``content`` covers of the codebook, the sources' passages, the themes, the topics."""
    scenes = sorted(content.scenarios.values(), key=lambda s: s.id)
    lists = Lists.read(data / "guidance")
    modelled = {s.id: _modelled(s) for s in scenes}
    return Coverage({
        "moves invited (aims)": _by(scenes, MOVES, lambda s: s.aims, KEYS),
        "moves in model answers": _by(scenes, MOVES, lambda s: modelled[s.id], KEYS),
        "pitfalls tempted into": _by(
            scenes, [c for c in CODE_IDS if c not in MOVES], lambda s: s.tempts, KEYS
        ),
        "passages of the sources": _by(
            scenes, lists.passages, lambda s: [str(x) for x in s.sources]
        ),
        "themes": _by(scenes, lists.themes, lambda s: s.themes),
        "topics": _by(scenes, TOPICS, _topics),
        "difficulty": _by(scenes, ["1", "2", "3"], lambda s: [str(s.difficulty)]),
    })  # fmt: skip


def _topics(scene: Scenario) -> set[str]:
    """Topics with lines of their own, and those that endings and story answer."""
    return {*scene.topics, *scene.persona.talk, "goodbye", "backchannel", "other"}


def _modelled(scene: Scenario) -> set[str]:
    groups = [*scene.topics.values(), *scene.persona.talk.values()]
    answers = [m for line in all_lines(scene) for m in line.models]
    answers += [m for g in groups for m in g.models]
    return {code for m in answers for code in m.moves}


def _by(
    scenes: Iterable[Scenario],
    items: Iterable[str],
    has: object,
    names: Mapping[str, str] | None = None,
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for scene in scenes:
        for item in dict.fromkeys(has(scene)):  # type: ignore[operator]
            found[item].append(scene.id)
    wanted = [*items, *(i for i in found if i not in set(items))]
    return {
        f"{i} {names[i]}" if names and i in names else i: tuple(found.get(i, ())) for i in wanted
    }


def text(covered: Coverage, most: int = 6) -> str:
    """As plain text: under each heading what is exercised where, and what nowhere."""
    rows: list[str] = []
    for heading, items in covered.parts.items():
        rows.append(f"\n{heading}")
        for item, scenes in items.items():
            shown = ", ".join(scenes[:most]) + (", …" if len(scenes) > most else "")
            rows.append(f"  {item:<44} {len(scenes):>3}  {shown or '(none)'}")
        missing = covered.missing(heading)
        rows.append(f"  not exercised: {', '.join(missing) if missing else 'nothing'}")
    return "\n".join(rows).lstrip("\n") + "\n"
