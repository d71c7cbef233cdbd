"""The debrief as messages: what the client took away, strengths, turning points, two pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from bot import wording
from bot.charts import moves_picture, trust_picture
from bot.content import Content
from bot.i18n import _, n_
from bot.practice.branches import forks
from bot.practice.debrief import debrief
from bot.practice.types import Alternative, Debrief, clean_moves
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredEncounter, StoredTurn

Suggest = Callable[[StoredEncounter, StoredTurn, int], Sequence[Alternative]]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where an encounter's pictures are kept."""

    folder: Path

    def trust(self, encounter: str) -> Path:
        """Trust, reply by reply."""
        return self.folder / f"{encounter}.png"

    def moves(self, encounter: str) -> Path:
        """Moves and pitfalls."""
        return self.folder / f"{encounter}-moves.png"

    def erase(self, encounter: str) -> None:
        """Remove what is there."""
        for path in (self.trust(encounter), self.moves(encounter)):
            path.unlink(missing_ok=True)


def make_debrief(now: StoredEncounter, content: Content, suggest: Suggest) -> Debrief:
    """The debrief of an encounter, with other wordings for its flagged replies."""
    flagged = [t for t in now.kept if t.feedback.flags]
    other = {t.number: [a.text for a in suggest(now, t, 2)] for t in flagged}
    records = [t.record() for t in now.kept]
    scene = content.scenarios[now.scenario]
    return debrief(scene, now.state, records, content.guidance, other)


def debrief_messages(
    now: StoredEncounter,
    content: Content,
    pictures: Pictures,
    suggest: Suggest,
    whom: str = "",
) -> list[Say]:
    """Debrief, two pictures, and the question what to carry along. Draws the pictures.

    ``whom``: the trainee's name, if they gave one. Where they wanted no coach, only what the
    client took away and trust; a button brings the rest.
    """
    made = make_debrief(now, content, suggest)
    scene = content.scenarios[now.scenario]
    name = scene.persona.name
    if now.coach_mode == "off" and not now.unaided:
        bare = {**to_json(made), **_WITHOUT_NOTES, "whom": whom}
        said = [Say("debrief", name=name, data=bare)]
        if now.kept:
            said.append(_trust(now, made, name, pictures))
        return [*said, closing(now, content)]
    full = {**to_json(made), "aim": _aim(now, content), "whom": whom}
    said = [Say("debrief", name=name, data=full)]
    said += _forks(now, content, scene.trust_start)
    if now.kept:
        said.append(_trust(now, made, name, pictures))
        said.append(_moves(now, made, content, pictures))
    said.append(closing(now, content, made.carry_choices))
    return said


def closing(now: StoredEncounter, content: Content, carry: Sequence[str] | None = None) -> Say:
    """The end of a debrief: who can read it, a way to change that, and what can be carried along.

    ``carry``: what there is to carry along; None: as it was stored with the ending.
    """
    if now.coach_mode == "off" and not now.unaided:
        rest = [Choice(f"notes:{now.id}", _(wording.NOTES_AFTER_ALL))] if now.kept else []
        return note(_seen(now), [*rest, *_share(now)])
    if carry is None:  # later on; what was chosen then has had its answer
        carry = () if now.carry else (now.pending or {}).get("carry", ())
    question = Random(f"{now.state.seed}:carry").choice(content.guidance.words.carry_question)
    choices = [Choice(f"carry:{now.id}:{i}", c) for i, c in enumerate(carry)]
    return note(f"{_seen(now)}\n\n{question}", [*choices, *_share(now)])


_WITHOUT_NOTES = {
    "strengths": (),
    "turning_points": (),
    "flags": (),
    "moves_used": (),
    "moves_not_yet": (),
    "nothing_marked": "",
}


def full_notes(
    now: StoredEncounter, content: Content, pictures: Pictures, suggest: Suggest
) -> list[Say]:
    """The coach's part of the debrief, for someone who asked for it afterwards."""
    made = make_debrief(now, content, suggest)
    name = content.scenarios[now.scenario].persona.name
    said = [Say("debrief", name=name, data={**to_json(made), "aim": _aim(now, content)})]
    if now.kept:
        said.append(_moves(now, made, content, pictures))
    return said


def _trust(now: StoredEncounter, made: Debrief, name: str, pictures: Pictures) -> Say:
    path = pictures.trust(now.id)
    return Say("picture", trust_picture(made, name, path), data={"path": str(path)})


def _moves(now: StoredEncounter, made: Debrief, content: Content, pictures: Pictures) -> Say:
    path = pictures.moves(now.id)
    flags = [f.code for t in now.kept for f in t.findings if f.shown and f.code[0] in "PS"]
    pitfalls = [(content.guidance.codes[code].title, n) for code, n in Counter(flags).most_common()]
    return Say(
        "picture", moves_picture(made, path=path, pitfalls=pitfalls), data={"path": str(path)}
    )


def _aim(now: StoredEncounter, content: Content) -> str:
    """How the aim went: how often, and never a verdict."""
    if not now.aim:
        return ""
    title = content.guidance.codes[now.aim].title.lower()
    times = sum(f.code == now.aim for t in now.kept for f in clean_moves(t.findings))
    if not times:
        return _(wording.AIM_NOT_USED).format(aim=title)
    return n_(*wording.AIM_USED, times, aim=title)


def _forks(now: StoredEncounter, content: Content, trust_start: float) -> list[Say]:
    """Lines that were answered more than once, the ways side by side."""
    found = forks(now.turns, trust_start)
    if not found:
        return []
    codes = content.guidance.codes
    data = [
        {
            "line": fork.line,
            "ways": [
                {
                    **way.to_json(),
                    "moves": [codes[c].title for c in way.moves],
                    "flags": [codes[c].title for c in way.flags],
                }
                for way in fork.ways
            ],
        }
        for fork in found
    ]
    name = content.scenarios[now.scenario].persona.name
    return [Say("forks", _(wording.FORKS), name, data={"forks": data})]


def _seen(now: StoredEncounter) -> str:
    text = wording.SEEN_BY_SUPERVISORS if now.seen_by_supervisors else wording.SEEN_BY_YOU
    return _(text)


def _share(now: StoredEncounter) -> list[Choice]:
    if now.open_to_all or now.assigned:
        return []
    if now.shared:
        return [Choice(f"share:{now.id}:0", _(wording.UNSHARE))]
    return [Choice(f"share:{now.id}:1", _(wording.SHARE))]


def to_json(made: Debrief) -> dict[str, object]:
    """A debrief as plain JSON values."""
    return asdict(made)
