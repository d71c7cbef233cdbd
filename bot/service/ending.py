"""The debrief as messages: what the client took away, strengths, turning points, two pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from bot import wording
from bot.charts import moves_picture, trust_picture
from bot.content import Content
from bot.i18n import _, n_
from bot.named import spoken, title_of
from bot.practice.branches import forks
from bot.practice.debrief import debrief
from bot.practice.types import Alternative, Debrief, clean_moves
from bot.service.base import NOT_KEPT
from bot.service.messages import Choice, Say, note, short
from bot.store.repository import StoredEncounter, StoredTurn

_MOST_AGAIN: Final = 3
_MOST_LABEL: Final = 36
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
    """The debrief of an encounter, with other wordings for its flagged replies.

    Names and the coach's phrases are in the language spoken now.
    """
    flagged = [t for t in now.kept if t.feedback.flags]
    other = {t.number: [a.text for a in suggest(now, t, 2)] for t in flagged}
    records = [t.record() for t in now.kept]
    scene = content.scenarios[now.scenario]
    return debrief(scene, now.state, records, spoken(content.guidance), other)


def debrief_messages(
    now: StoredEncounter,
    content: Content,
    pictures: Pictures,
    suggest: Suggest,
    whom: str = "",
) -> list[Say]:
    """Debrief, two pictures, and the question what to carry along. Draws the pictures.

    ``whom``: the trainee's name, if they gave one. Where they wanted no coach, only what the
    client took away, trust and their own second tries; a button brings the rest. Where nothing
    was said, there is nothing to look back on.
    """
    if not now.kept:
        return [note(_(wording.NOTHING_SAID), _share(now) if now.turns else [])]
    made = make_debrief(now, content, suggest)
    scene = content.scenarios[now.scenario]
    name = scene.persona.name
    if now.coach_mode == "off" and not now.unaided:
        bare = {**to_json(made), **_WITHOUT_NOTES, "whom": whom}
        said = [Say("debrief", name=name, data=bare)]
        said += _forks(now, content, scene.trust_start, codes=False)
        said.append(_trust(now, made, name, pictures))
    else:
        full = {**to_json(made), "aim": _aim(now, content), "whom": whom}
        said = [Say("debrief", name=name, data=full, choices=_once_more(now))]
        said += _forks(now, content, scene.trust_start)
        said.append(_trust(now, made, name, pictures))
        said.append(_moves(now, made, content, pictures))
    # What is chosen is kept as it is authored, whichever language it was chosen in.
    authored = {title_of(code): code.title for code in content.guidance.codes.values()}
    said.append(closing(now, content, [authored[c] for c in made.carry_choices]))
    return said


def _once_more(now: StoredEncounter) -> tuple[Choice, ...]:
    """Flagged replies, to be taken again; to disagree with where no note offered that before."""
    choices = []
    noted = now.coach_mode == "each" and not now.unaided
    for turn in [t for t in now.kept if t.feedback.flags][-_MOST_AGAIN:]:
        words = short(turn.reply, _MOST_LABEL)
        again = _(wording.AGAIN_THIS).format(words=words)
        choices.append(Choice(f"again:{turn.number}@{now.id}", again))
        if not noted:
            otherwise = _(wording.DISAGREE_THIS).format(words=words)
            choices.append(Choice(f"no:{turn.number}@{now.id}", otherwise))
    return tuple(choices)


def closing(now: StoredEncounter, content: Content, carry: Sequence[str] | None = None) -> Say:
    """The end of a debrief: who can read it, a way to change that, and what can be carried along.

    ``carry``: what there is to carry along, as authored; None: as it was stored with the ending.
    """
    if carry is None:
        carry = (now.pending or {}).get("carry", ())
    choices = [Choice(f"carry:{now.id}:{i}", _(c)) for i, c in enumerate(carry)]
    rows = [_seen(now)]
    if choices:
        questions = content.guidance.words.carry_question
        rows.append(_(Random(f"{now.state.seed}:carry").choice(questions)))
    if now.coach_mode == "off" and not now.unaided and now.kept:
        choices.append(Choice(f"notes:{now.id}", _(wording.NOTES_AFTER_ALL)))
    said = note("\n\n".join(rows), [*choices, *_share(now)])
    return replace(said, data={"carry": list(carry)})


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
    scene = content.scenarios[now.scenario]
    data = {**to_json(made), "took_away": "", "aim": _aim(now, content)}
    said = [Say("debrief", name=scene.persona.name, data=data, choices=_once_more(now))]
    said += _forks(now, content, scene.trust_start)
    said.append(_moves(now, made, content, pictures))
    return said


def _trust(now: StoredEncounter, made: Debrief, name: str, pictures: Pictures) -> Say:
    path = pictures.trust(now.id)
    return Say("picture", trust_picture(made, name, path), data={"path": str(path)})


def _moves(now: StoredEncounter, made: Debrief, content: Content, pictures: Pictures) -> Say:
    path = pictures.moves(now.id)
    flags = [f.code for t in now.kept for f in t.findings if f.shown and f.code[0] in "PS"]
    pitfalls = [
        (title_of(content.guidance.codes[code]), n) for code, n in Counter(flags).most_common()
    ]
    return Say(
        "picture", moves_picture(made, path=path, pitfalls=pitfalls), data={"path": str(path)}
    )


def _aim(now: StoredEncounter, content: Content) -> str:
    """How the aim went: how often, and never a verdict."""
    if not now.aim:
        return ""
    title = title_of(content.guidance.codes[now.aim]).lower()
    times = sum(f.code == now.aim for t in now.kept for f in clean_moves(t.findings))
    if not times:
        return _(wording.AIM_NOT_USED).format(aim=title)
    return n_(*wording.AIM_USED, times, aim=title)


def _forks(
    now: StoredEncounter, content: Content, trust_start: float, codes: bool = True
) -> list[Say]:
    """Lines that were answered more than once, the ways side by side; without ``codes``, bare."""
    found = forks([t for t in now.turns if t.reply != NOT_KEPT], trust_start)
    if not found:
        return []
    title = {c.id: title_of(c) for c in content.guidance.codes.values()} if codes else {}
    data = [
        {
            "line": fork.line,
            "ways": [
                {
                    **way.to_json(),
                    "moves": [title[c] for c in way.moves if c in title],
                    "flags": [title[c] for c in way.flags if c in title],
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
