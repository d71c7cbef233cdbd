"""Choosing a scene: what there is, what it touches on, a suggestion and its reason, one aim."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Final

from bot import wording
from bot.i18n import _, day, n_
from bot.named import theme_name
from bot.practice import client, fading, suggest
from bot.practice.client import ClientTurn
from bot.practice.types import Scenario
from bot.service.base import Incoming
from bot.service.going_back import GoingBack
from bot.service.messages import Choice, Say, menu, note
from bot.store.people import StoredAssignment
from bot.store.repository import StoredEncounter, StoredTrainee

DOTS: Final = {1: "●○○", 2: "●●○", 3: "●●●"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The scenes as one trainee finds them."""

    open: list[Scenario]
    left_out: frozenset[str]
    done: dict[str, int]
    asked: dict[str, StoredAssignment]


class Scenes(GoingBack):
    """Use cases before a conversation begins."""

    def _shelf(self, trainee: StoredTrainee) -> Shelf:
        asked: dict[str, StoredAssignment] = {}
        today = datetime.now(self.zone(trainee)).date()
        for one in self.store.assignments(trainee, today):
            if one.scenario in self.content.scenarios:
                asked.setdefault(one.scenario, one)
        every = self.content.scenarios.values()
        there = suggest.open_to(every, trainee.avoid)
        left_out = frozenset(self.content.scenarios) - {s.id for s in there}
        return Shelf(there, left_out, self.store.scenarios_done(trainee.id), asked)

    def scene_menu(self, trainee: StoredTrainee) -> Say:
        """The ways to a scene: a suggestion with its reason, a surprise, by ease, by theme."""
        shelf = self._shelf(trainee)
        rows, choices = [_(wording.CHOOSE)], []
        suggested = self._suggest(trainee, shelf)
        if suggested:
            scene, reason = suggested
            title, name = scene.title, scene.persona.name
            text = _(wording.SUGGESTED).format(title=title, name=name, reason=reason)
            rows.append(f"\n{DOTS[scene.difficulty]} {text}")
            choices.append(Choice(f"card:{scene.id}", f"{title} · {name}"))
        else:
            rows.append(_(wording.ALL_LEFT_OUT))
        for scene in (self.content.scenarios[a] for a in shelf.asked if a in shelf.left_out):
            text = _(wording.ASKED_LEFT_OUT).format(title=scene.title, name=scene.persona.name)
            rows.append(f"\n📌 {text}")
            choices.append(Choice(f"card:{scene.id}", f"{scene.title} · {scene.persona.name}"))
        choices += self._ways_back(self.store.unfinished(trainee.id))
        if shelf.open:
            choices.append(Choice("surprise", _(wording.SURPRISE)))
            choices.append(Choice("menu:theme", _(wording.BY_THEME)))
        for level, dots in DOTS.items():
            there = sum(s.difficulty == level for s in shelf.open)
            if there:
                label = f"{dots} {_(wording.DIFFICULTY[level])} ({there})"
                choices.append(Choice(f"menu:{level}", label))
        choices.append(Choice("avoid:0", _(wording.NOT_TODAY)))
        if fading.known(self.store.moves_shown(trainee.id)):
            choices.append(Choice("unaided", _(wording.UNAIDED_GO)))
        if shelf.left_out:
            rows.append("\n" + n_(*wording.LEFT_OUT, len(shelf.left_out)))
        return menu("\n".join(rows), choices)

    def _suggest(self, trainee: StoredTrainee, shelf: Shelf) -> tuple[Scenario, str] | None:
        found = suggest.suggest(
            shelf.open,
            shelf.done,
            self.store.moves_last_used(trainee.id),
            datetime.now(UTC),
            list(shelf.asked),
            self.store.scenarios_lately(trainee.id, suggest.LATELY),
        )
        if found is None:
            return None
        key = found.reason
        due = shelf.asked[found.scenario].due_on if key == "assigned" else None
        text = wording.REASONS["assigned_by"] if due else wording.REASONS[key]
        move = self._title(found.move).lower() if found.move else ""
        reason = _(text).format(move=move, day=day(due) if due else "")
        return self.content.scenarios[found.scenario], reason

    def scene_list(self, trainee: StoredTrainee, which: str) -> Say:
        """The scenes of a difficulty ("1" to "3") or of a theme ("t:police")."""
        shelf = self._shelf(trainee)
        if which.startswith("t:"):
            theme = which[2:]
            there = [s for s in shelf.open if theme in s.themes]
            heading, back = theme_name(theme).capitalize(), "menu:theme"
        else:
            there = [s for s in shelf.open if str(s.difficulty) == which]
            level = int(which)
            heading, back = f"{DOTS[level]} {_(wording.DIFFICULTY[level])}", "menu:top"
        rows = [self._row(scene, shelf) for scene in there]
        if not there:
            rows.append(_(wording.NONE_TODAY))
        if any(s.id in shelf.asked for s in there):
            rows.append(f"\n📌 {_(wording.PIN)}")
        if any(_unreviewed(s) for s in there):
            rows.append(f"\n* {_(wording.UNREVIEWED)}")
        choices = [Choice(f"card:{s.id}:{which}", f"{s.title} · {s.persona.name}") for s in there]
        choices.append(Choice(back, _(wording.BACK)))
        return menu("\n".join([heading, "", *rows]), choices)

    def theme_menu(self, trainee: StoredTrainee) -> Say:
        """The themes there are scenes for, as buttons."""
        there = self._shelf(trainee).open
        count: dict[str, int] = {}
        for scene in there:
            for theme in scene.themes:
                count[theme] = count.get(theme, 0) + 1
        choices = [
            Choice(f"menu:t:{theme}", f"{theme_name(theme)} ({n})")
            for theme, n in sorted(count.items(), key=lambda found: theme_name(found[0]))
        ]
        choices.append(Choice("menu:top", _(wording.BACK)))
        return menu(_(wording.BY_THEME), choices)

    def _row(self, scene: Scenario, shelf: Shelf) -> str:
        star = "*" if _unreviewed(scene) else ""
        done = shelf.done.get(scene.id)
        times = f" · {_(wording.DONE_TIMES).format(n=done)}" if done else ""
        asked = " · 📌" if scene.id in shelf.asked else ""
        about = ", ".join(theme_name(t) for t in scene.themes[:2])
        title = _(wording.WITH).format(title=scene.title, name=scene.persona.name)
        return f"{DOTS[scene.difficulty]} {title}{star}: {about}{times}{asked}"

    def scene_card(
        self, trainee: StoredTrainee, scene_id: str, unaided: bool = False, whence: str = ""
    ) -> Say:
        """Everything to know about a scene before it begins, with the coach or without.

        ``whence``: the list it was found in ("1" to "3", "t:police"), to go back to.
        """
        scene = self.content.scenarios.get(scene_id)
        if scene is None:
            return note(_(wording.NO_SCENE))
        shelf = self._shelf(trainee)
        themes = ", ".join(theme_name(t) for t in scene.themes)
        rows = [_(wording.WITH).format(title=scene.title, name=scene.persona.name)]
        unwanted = self._unwanted(trainee, scene)
        if unwanted:
            found = ", ".join(theme_name(t) for t in unwanted)
            rows.append(_(wording.CARD_LEFT_OUT).format(themes=found) + "\n")
        rows += [
            f"{DOTS[scene.difficulty]} {_(wording.DIFFICULTY[scene.difficulty])}",
            _(wording.THEMES).format(themes=themes),
        ]
        if scene.content_note:
            rows.append("\n" + _(wording.CONTENT_NOTE).format(note=scene.content_note))
        if unaided:
            rows.append("\n" + _(wording.UNAIDED))
        asked = shelf.asked.get(scene_id)
        if asked:
            due = _(wording.ASKED_BY).format(day=day(asked.due_on)) if asked.due_on else ""
            rows.append("\n" + (due or _(wording.ASKED_FOR)))
            if asked.note:
                rows.append(_(wording.ASKED_NOTE).format(note=asked.note))
        rows.append("\n" + self._who_sees(trainee, asked is not None))
        if _unreviewed(scene):
            rows.append(_(wording.UNREVIEWED_LINE))
        if shelf.done.get(scene_id):
            rows.append(_(wording.DONE_TIMES).format(n=shelf.done[scene_id]).capitalize())
        end = _end(unaided, known=bool(unwanted))
        choices = [
            Choice(f"aim:{scene_id}{end}", _(wording.START)),
            Choice(f"menu:{whence}" if whence not in ("", "u") else "menu:top", _(wording.BACK)),
        ]
        return menu("\n".join(rows), choices)

    def _unwanted(self, trainee: StoredTrainee, scene: Scenario) -> list[str]:
        """Themes of a scene that the trainee left out today."""
        return [t for t in scene.themes if t in trainee.avoid]

    def _who_sees(self, trainee: StoredTrainee, assigned: bool) -> str:
        every = assigned or self.open_to_all(trainee)
        return _(wording.SEEN_BY_SUPERVISORS if every else wording.SEEN_BY_YOU)

    def surprise(self, trainee: StoredTrainee) -> Say:
        """The card of any scene, those done least first."""
        shelf = self._shelf(trainee)
        if not shelf.open:
            return note(_(wording.ALL_LEFT_OUT))
        chance = Random(secrets.randbelow(2**31))
        return self.scene_card(trainee, suggest.surprise(shelf.open, shelf.done, chance))

    def aim_menu(self, trainee: StoredTrainee, scene_id: str, marks: str = "") -> Say:
        """One thing to try, of those the scene has room for. ``marks``: see ``go``."""
        scene = self.content.scenarios.get(scene_id)
        if scene is None:
            return note(_(wording.NO_SCENE))
        unaided, known = "u" in marks, "k" in marks
        if self._unwanted(trainee, scene) and not known:
            return self.scene_card(trainee, scene_id, unaided)
        end = _end(unaided, known)
        choices = [Choice(f"go:{scene_id}:{code}{end}", self._title(code)) for code in scene.aims]
        choices.append(Choice(f"go:{scene_id}:-{end}", _(wording.AIM_NONE)))
        choices.append(Choice(f"card:{scene_id}{_end(unaided)}", _(wording.BACK)))
        return menu(_(wording.AIM_ASK).format(title=scene.title), choices)

    def unaided(self, trainee: StoredTrainee) -> Say:
        """The card of a scene for practice without the coach: one of the least done."""
        shelf = self._shelf(trainee)
        if not shelf.open:
            return note(_(wording.ALL_LEFT_OUT))
        chance = Random(secrets.randbelow(2**31))
        scene = suggest.surprise(shelf.open, shelf.done, chance)
        return self.scene_card(trainee, scene, unaided=True)

    # -- beginning ---------------------------------------------------------------------------

    def go(
        self,
        trainee: StoredTrainee,
        scene_id: str,
        aim: str = "",
        marks: str = "",
        incoming: Incoming = None,
    ) -> Sequence[Say]:
        """Begin a scene by its button; its card first if it has something left out today.

        ``marks``: "u" is without the coach, "k" that its card said what of it is left out today.
        """
        scene = self.content.scenarios.get(scene_id)
        if scene and self._unwanted(trainee, scene) and "k" not in marks:
            return (self.scene_card(trainee, scene_id, "u" in marks),)
        self.start(trainee, scene_id, incoming, aim=aim, unaided="u" in marks)
        return ()

    def just_begun(self, trainee: StoredTrainee, go: str) -> StoredEncounter | None:
        """The open conversation that the button ``go`` began, while it has no reply yet.

        Another aim, coaching or request makes it another one.
        """
        _go, scene, aim, *marks = go.split(":")
        now = self.store.latest(trainee.id)
        if now is None or now.turns or now.scenario != scene:
            return None
        asked = scene in self._shelf(trainee).asked
        same = now.aim == aim.strip("-") and now.unaided == ("u" in "".join(marks))
        return now if same and now.assigned == asked else None

    def start(
        self,
        trainee: StoredTrainee,
        scenario_id: str,
        incoming: Incoming = None,
        seed: int | None = None,
        aim: str = "",
        unaided: bool = False,
    ) -> StoredEncounter | None:
        """Begin a scene; None (and a kind note) if there is no such one."""
        scene = self.content.scenarios.get(scenario_id)
        if scene is None:
            self._note(trainee, None, _(wording.NO_SCENE), incoming)
            return None
        open_now = self.store.latest(trainee.id)
        same = [s.id for s in self.content.scenarios.values() if s.persona.id == scene.persona.id]
        avoid = self.store.lines_met(trainee.id, same)
        asked = self._shelf(trainee).asked.get(scenario_id)
        aim = aim if aim in scene.aims else ""
        seed = secrets.randbelow(2**31) if seed is None else seed
        begun = client.begin(scene, seed, avoid)
        self.driver.prepare(scene.id)
        said: list[Say] = []
        # Looked at and begun otherwise: nothing was said in it that one could go back to.
        anew = open_now is not None and open_now.scenario == scenario_id and not open_now.turns
        if open_now and not anew:
            text = _(wording.STILL_OPEN).format(name=self._name_of(open_now))
            said.append(note(text, self._ways_back([open_now])))
        if trainee.carry:
            said.append(note(_(wording.CARRY_LAST).format(what=_(trainee.carry))))
        sees = self._who_sees(trainee, asked is not None)
        said.append(self._scene(scene, aim, unaided, sees))
        said.append(client_says(trainee, scene, begun.says))
        return self.store.start(
            trainee,
            begun.state,
            line_of(begun),
            "end" if unaided else trainee.coach_mode,
            [s.to_json() for s in said],
            incoming,
            aim=aim,
            unaided=unaided,
            open_to_all=self.open_to_all(trainee),
            assignment=asked.id if asked else None,
            instead_of=open_now.id if open_now and anew else "",
        )

    def _scene(self, scene: Scenario, aim: str, unaided: bool, sees: str) -> Say:
        name, about = scene.persona.name, scene.persona.about
        parts = [scene.title, scene.place]
        parts.append(about if about.startswith(name) else f"{name}: {about}")
        if _unreviewed(scene):
            parts.append(f"({_(wording.UNREVIEWED_LINE)})")
        if aim:
            parts.append(_(wording.AIM).format(aim=self._title(aim).lower()))
        else:
            aims = ", ".join(self._title(c).lower() for c in scene.aims)
            parts.append(_(wording.ROOM_FOR).format(aims=aims))
        if unaided:
            parts.append(_(wording.UNAIDED))
        parts.append(sees)
        return Say("scene", "\n\n".join(parts), data={"note": scene.content_note})


def _end(unaided: bool, known: bool = False) -> str:
    """How a scene's button ends: see ``Scenes.go``."""
    marks = "u" * unaided + "k" * known
    return f":{marks}" if marks else ""


def client_says(trainee: StoredTrainee, scene: Scenario, says: str) -> Say:
    """A line in role, at the pace the trainee wants."""
    return Say("client", says, scene.persona.name, data={"pace": trainee.pace})


def line_of(turn: ClientTurn) -> dict[str, str]:
    """What is stored about the client's last line."""
    return {"text": turn.line.text, "topic": turn.models_topic}


def _unreviewed(scene: Scenario) -> bool:
    return "unreviewed" in (scene.reviewed_by, scene.persona.reviewed_by)
