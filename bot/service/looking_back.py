"""Over weeks: progress, the conversations there were and who may read them, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bot import wording
from bot.charts_progress import progress_picture
from bot.i18n import _, day, n_, speaking
from bot.named import theme_name, title_of
from bot.practice.progress import ReplySeen, progress
from bot.practice.types import clean_moves
from bot.progress_text import progress_text
from bot.service.base import NOT_KEPT
from bot.service.ending import closing
from bot.service.messages import Choice, Say, menu, note
from bot.service.owning import Owning
from bot.store.objections import Outcome
from bot.store.people import Due
from bot.store.records import finding_of
from bot.store.repository import Store, StoredEncounter, StoredTrainee

REMINDER_DAYS: Final = (2, 7, 21, 60)
_MOST_PAST: Final = 10


class LookingBack(Owning):
    """Use cases after and between conversations."""

    # -- progress ------------------------------------------------------------------------------

    def progress(self, trainee: StoredTrainee) -> list[Say]:
        """Moves and pitfalls over weeks, as words and as a picture. Draws the picture."""
        seen = self._seen(trainee)
        if not seen:
            return [note(_(wording.PROGRESS_NONE))]
        made = progress(seen, self.zone(trainee), datetime.now(UTC))
        titles = {c.id: title_of(c) for c in self.content.guidance.codes.values()}
        themes = {t: theme_name(t) for r in seen for t in r.themes}
        path = self._progress(trainee.id)
        described = progress_picture(made, path)
        text = "\n\n".join(progress_text(made, titles, themes))
        return [note(text), Say("picture", described, data={"path": str(path)})]

    def _seen(self, trainee: StoredTrainee) -> list[ReplySeen]:
        seen = []
        for turn, encounter in self.store.kept_turns(trainee.id):
            if turn.reply == NOT_KEPT or turn.kind == "not_understood":
                continue  # never coded, so neither with moves nor without
            findings = [finding_of(f) for f in turn.findings]
            scene = self.content.scenarios.get(encounter.scenario_id)
            seen.append(
                ReplySeen(
                    at=turn.created_at,
                    encounter=encounter.id,
                    scenario=encounter.scenario_id,
                    themes=scene.themes if scene else (),
                    unaided=encounter.unaided,
                    moves=tuple(f.code for f in clean_moves(findings)),
                    flags=tuple(f.code for f in findings if f.shown and f.code[0] in "PS"),
                )
            )
        return seen

    # -- conversations there were ----------------------------------------------------------------

    def past(self, trainee: StoredTrainee, page: int = 0, done: str = "") -> Say:
        """The conversations there were, who can read each, and a way to share one later.

        ``page``: 0 has the latest. ``done``: what a tap in it has just changed.
        """
        rows, choices = [_(wording.PAST), ""], []
        zone = self.zone(trainee)
        first = page * _MOST_PAST
        found = self.store.past(trainee.id, _MOST_PAST + 1, first)
        if not found:
            return self.past(trainee) if page else note(_(wording.PAST_NONE))
        for number, now in enumerate(found[:_MOST_PAST], start=first + 1):
            rows.append(f"{number}. {self._past_row(now, day(now.started_at, zone))}")
            if now.open_to_all or now.assigned:
                continue
            label = _(wording.UNSHARE if now.shared else wording.SHARE)
            on = 0 if now.shared else 1
            choices.append(Choice(f"share:{now.id}:{on}:{page}", f"{number}. {label}"))
        if page:
            choices.append(Choice(f"past:{page - 1}", _(wording.LATER)))
        if len(found) > _MOST_PAST:
            choices.append(Choice(f"past:{page + 1}", _(wording.EARLIER)))
        if done:
            rows += ["", done]
        return menu("\n".join(rows), choices)

    def _past_row(self, now: StoredEncounter, when: str) -> str:
        scene = self.content.scenarios.get(now.scenario)
        who = wording.WHO_SUPERVISORS if now.seen_by_supervisors else wording.WHO_YOU
        return _(wording.PAST_ROW).format(
            day=when,
            title=scene.title if scene else now.scenario,
            name=scene.persona.name if scene else "",
            replies=n_(*wording.REPLIES, len(now.kept)),
            who=_(who),
        )

    def share(
        self, trainee: StoredTrainee, encounter: str, shared: bool, page: int | None = None
    ) -> Sequence[Say]:
        """Let supervisors read a conversation, or no longer. Nothing else changes with it.

        Returns the list as it is now, if it was chosen on its ``page``. Else what stands at the
        end of the debrief now, for a front to put in the old one's place, and what was done.
        """
        now = self.store.encounter(encounter)
        if now is None or now.trainee != trainee.id:
            return (note(_(wording.PAST_NONE)),)
        if now.open_to_all or now.assigned:
            return (note(_(wording.SHARED_ANYWAY)),)
        self.store.share(trainee.id, encounter, shared)
        scene = self.content.scenarios.get(now.scenario)
        done = _(wording.SHARED if shared else wording.UNSHARED).format(
            title=scene.title if scene else now.scenario,
            day=day(now.started_at, self.zone(trainee)),
        )
        if page is not None:
            return (self.past(trainee, page, done),)
        if scene is None or now.status != "ended":
            return (note(done),)
        return (closing(replace(now, shared=shared), self.content), note(done))

    # -- reminders -----------------------------------------------------------------------------

    def remind_due(self, now: datetime | None = None) -> list[StoredTrainee]:
        """Queue the reminders that are due and not in quiet hours. Returns whom they go to."""
        now = now or datetime.now(UTC)
        reminded = []
        for due in self.store.wants_reminders():
            steps = due_steps(due, now)
            if steps is None or is_quiet(due.trainee, now.astimezone(self.zone(due.trainee))):
                continue
            with speaking(due.trainee.language):
                said = self._reminder(due.trainee)
            if self.store.remind(due, steps, [said.to_json()]):
                reminded.append(due.trainee)
        return reminded

    def _reminder(self, trainee: StoredTrainee) -> Say:
        what = _(wording.REMINDER_PLAIN)
        if trainee.carry:
            what = _(wording.REMINDER_CARRY).format(what=_(trainee.carry))
        paused = next(iter(self.store.unfinished(trainee.id)), None)
        back = Choice("menu:top", _(wording.CHOOSE_ONE))
        if paused:
            label = _(wording.BACK_TO).format(name=self._name_of(paused))
            back = Choice(f"resume:{paused.id}", label)
        greeting = _(wording.NAME_KEPT).format(name=trainee.name) + " " if trainee.name else ""
        return note(
            greeting + _(wording.REMINDER).format(what=what),
            [
                back,
                Choice("stopreminders", _(wording.REMINDERS_OFF)),
            ],
        )


def settle(store: Store, objection: int, agreed: bool, answer: str = "", other: str = "") -> bool:
    """Settle a disagreement; the trainee hears of it in their language.

    ``other``: the title of the flag that a supervisor sees in its place, if they see one there.
    False: it was settled before, or isn't there.
    """
    found = store.objection(objection)
    if found is None:
        return False
    outcome: Outcome = "other" if other else "agreed" if agreed else "kept"
    with speaking(found.trainee.language):
        text = _(wording.SETTLED[outcome]).format(quote=found.quote.rstrip(".…"), other=_(other))
        if answer:
            text += "\n" + _(wording.SETTLED_ANSWER).format(answer=answer)
    return store.settle(objection, outcome, answer, [note(text).to_json()])


def due_steps(due: Due, now: datetime) -> int | None:
    """How many reminders count as sent once one goes out now; None: none is due.

    Days 2, 7, 21 and 60 after the last conversation. Steps that passed while nothing could be
    sent are passed over, so that they don't come all at once.
    """
    passed = steps_passed(due.last, now)
    return passed if passed > due.reminded else None


def steps_passed(last: datetime, now: datetime) -> int:
    """How many reminders' days have passed since the conversation at ``last``."""
    return sum(now >= last + timedelta(days=d) for d in REMINDER_DAYS)


def is_quiet(trainee: StoredTrainee, here: datetime) -> bool:
    """Whether it is a quiet hour with the trainee."""
    start, end = trainee.quiet
    if start == end:
        return False
    if start < end:
        return start <= here.hour < end
    return here.hour >= start or here.hour < end
