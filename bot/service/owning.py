"""Whose data it is: everything kept about a trainee to read, to erase, and to go by itself."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot import wording
from bot.i18n import _, language, number
from bot.named import title_of
from bot.service.base import ServiceBase
from bot.service.ending import Pictures
from bot.service.messages import Choice, Say, note
from bot.store.repository import Store, StoredTrainee

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(default=True, default_for_string=True),
    trim_blocks=True,
    lstrip_blocks=True,
)


class Owning(ServiceBase):
    """Use cases around what is kept."""

    def my_data(self, trainee: StoredTrainee) -> bytes:
        """Everything kept about a trainee, as one HTML page to read (UTF-8)."""
        rows = self.store.everything_about(trainee.id)
        page = _PAGES.get_template("my_data.html.j2")
        codes = {c.id: title_of(c) for c in self.content.guidance.codes.values()}
        titles = {
            s.id: _(wording.WITH).format(title=s.title, name=s.persona.name)
            for s in self.content.scenarios.values()
        }
        made = page.render(
            _=_,
            language=language(),
            organisation=self.organisation,
            made=datetime.now(self.zone(trainee)),
            zone=self.zone(trainee),
            rows=rows,
            trainee=rows["trainee"][0],
            titles=titles,
            codes=codes,
            verdict=lambda row: _verdict(row, rows["finding"], codes),
            by=_by,
            plain=_plain,
            number=number,
            pictures=self._drawn(trainee.id),
        )
        return made.encode()

    def forget_ask(self) -> Say:
        """The question before anything is erased."""
        choices = [
            Choice("forget:yes", _(wording.FORGET_YES)),
            Choice("forget:no", _(wording.FORGET_NO)),
        ]
        return note(_(wording.FORGET_ASK), choices)

    def erase(self, trainee: str) -> None:
        """Remove a trainee and everything about them."""
        erase(self.store, self.settings.pictures, trainee)

    def sweep(self, now: datetime | None = None) -> int:
        """Remove what has not been touched for as long as the setting says. How much that was."""
        before = (now or datetime.now(UTC)) - timedelta(days=self.settings.retention_days)
        encounters, trainees = self.store.sweep(before)
        for encounter in encounters:
            Pictures(self.settings.pictures).erase(encounter)
        if encounters or trainees:
            # Drawn from what is gone now, maybe; who asks for it again gets a new one.
            for path in self.settings.pictures.glob("progress-*.png"):
                path.unlink(missing_ok=True)
        self._sweep_strays(before)
        return len(encounters) + len(trainees)

    def _sweep_strays(self, before: datetime) -> None:
        """Remove old pictures of what is gone, left by a sweep that was cut off."""
        folder = self.settings.pictures
        for path in folder.glob("*.png"):
            if path.name.startswith("progress-") or path.stat().st_mtime >= before.timestamp():
                continue
            if self.store.encounter(path.stem.removesuffix("-moves")) is None:
                path.unlink(missing_ok=True)

    def _progress(self, trainee: str) -> Path:
        return progress_path(self.settings.pictures, trainee)

    def _drawn(self, trainee: str) -> list[str]:
        """The pictures there are, as data URIs, so that the page is one file."""
        files = _files(self.settings.pictures, trainee, self.store.encounter_ids(trainee))
        there = [p for p in files if p.is_file()]
        return [f"data:image/png;base64,{base64.b64encode(p.read_bytes()).decode()}" for p in there]


def erase(store: Store, pictures: Path, trainee: str) -> None:
    """Remove a trainee and everything about them: rows, waiting messages, pictures.

    Rasa keeps nothing of a conversation after a turn (``bot/dialogue``).
    """
    for path in _files(pictures, trainee, store.encounter_ids(trainee)):
        path.unlink(missing_ok=True)
    store.erase(trainee)


def progress_path(pictures: Path, trainee: str) -> Path:
    """Where the picture of a trainee's progress is kept until the next one."""
    return pictures / f"progress-{trainee}.png"


def _files(folder: Path, trainee: str, encounters: list[str]) -> list[Path]:
    pictures = Pictures(folder)
    found = [progress_path(folder, trainee)]
    for encounter in encounters:
        found += [pictures.trust(encounter), pictures.moves(encounter)]
    return found


def _by(rows: list[dict[str, Any]], key: str, value: object) -> list[dict[str, Any]]:
    """The rows whose ``key`` is ``value``."""
    return [row for row in rows if row[key] == value]


def _verdict(row: dict[str, Any], findings: list[dict[str, Any]], codes: dict[str, str]) -> str:
    """What a supervisor said of a finding, or of words without one, as a sentence."""
    of = [f["code"] for f in findings if f["id"] == row["finding_id"]]
    kind = "none" if row["kind"] == "overrule" and not row["code"] else row["kind"]
    found = of[0] if of else row["code"]
    return _(wording.VERDICTS.get(kind, "")).format(
        found=codes.get(found, found),
        code=codes.get(row["code"], row["code"]),
        quote=row["quote"],
    )


def _plain(value: object) -> str:
    """A stored value as somebody can read it."""
    if isinstance(value, bool):
        return _(wording.ON if value else wording.OFF)
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_plain(v)}" for k, v in value.items()) or "–"
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v) for v in value) or "–"
    return "–" if value is None or value == "" else str(value)
