"""Ways back to conversations that are open or set aside, each by a button of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot import wording
from bot.i18n import _
from bot.service.leaving import Leaving
from bot.service.messages import Choice, Say, menu
from bot.store.repository import StoredEncounter, StoredTrainee


class GoingBack(Leaving):
    """What leads back; ``Leaving.resume`` goes there."""

    def resume_menu(self, trainee: StoredTrainee) -> Say | None:
        """Which conversation to go on with, where one is open and others are set aside."""
        found = self.store.unfinished(trainee.id)
        if len(found) < 2 or found[0].status != "active":
            return None
        return menu(_(wording.RESUME_WHICH), self._ways_back(found))

    def _ways_back(self, found: Sequence[StoredEncounter]) -> list[Choice]:
        """A button for each conversation that is open or set aside; the scene tells twins apart."""
        names = Counter(self._name_of(now) for now in found)
        choices = []
        for now in found:
            label = _(wording.BACK_TO).format(name=self._name_of(now))
            if names[self._name_of(now)] > 1:
                label = f"{label}: {self._scene_of(now).title}"
            choices.append(Choice(f"resume:{now.id}", label))
        return choices
