"""Asking trainees for a scene: they hear of it in their own language."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot import wording
from bot.i18n import _, day, speaking
from bot.practice.types import Scenario
from bot.service.messages import Choice, menu
from bot.store.repository import Store


def ask_for(
    store: Store,
    scene: Scenario,
    *,
    trainee: str | None = None,
    team: str | None = None,
    note: str = "",
    by: date | None = None,
) -> int:
    """Ask ``trainee`` (a pseudonym), or everyone in ``team`` (its name), to practise ``scene``.

    Returns how many are asked. ValueError: there is no such trainee or team, or nobody in it.
    """

    def message(language: str) -> dict[str, Any]:
        with speaking(language):
            rows = [_(wording.ASSIGNED_NEW).format(title=scene.title, name=scene.persona.name)]
            if by:
                rows.append(_(wording.ASSIGNED_BY).format(day=day(by)))
            if note:
                rows.append(_(wording.ASKED_NOTE).format(note=note))
        return menu("\n".join(rows), [Choice(f"card:{scene.id}", scene.title)]).to_json()

    return store.assign(scene.id, trainee, team, note, by, message)
