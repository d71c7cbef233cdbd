"""What the demo's replies are about, kept beside them (``data/demo/heard.npz``).

To tell what a reply is about takes the trained model, and every line of its scene embedded: ten
seconds and more a scene, once. The replies of the demo are known beforehand, so it is kept with
them. A scene that was edited since is heard anew (``bot.demo.driver``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.authored import DATA
from bot.practice.lines import content_lines
from bot.practice.types import Scenario

HEARD = DATA / "demo" / "heard.npz"
_NONE = 0xFFFF  # fills rows that have fewer topics or lines
_TOPICS_IN, _FITS_IN = 10_000, 1_000  # kept as whole numbers: so many parts of one


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the pipeline makes of a reply's words: the likeliest topics, the nearest lines.

    ``topics``: chances (0 to 1), the likeliest first. ``fits``: cosine by line id.
    """

    topics: Mapping[str, float]
    fits: Mapping[str, float]

    @property
    def topic(self) -> str:
        """The likeliest topic."""
        return next(iter(self.topics), "other")

    @property
    def confidence(self) -> float:
        """Its chance."""
        return self.topics.get(self.topic, 0.0)


UNHEARD = Hearing({}, {})


class Heard:
    """Hearings by scene and reply. ``get`` gives None for what is not kept."""

    def __init__(self, scenarios: Mapping[str, Scenario], path: Path = HEARD) -> None:
        self._lines = {name: _lines(scene) for name, scene in scenarios.items()}
        self._digests = {name: _digest(scene) for name, scene in scenarios.items()}
        packed = np.load(path)
        self._rows = {str(key): row for row, key in enumerate(packed["keys"])}
        self._names = [str(n) for n in packed["names"]]
        self._topics, self._chances = packed["topics"], packed["chances"]
        self._near, self._fits = packed["near"], packed["fits"]

    def get(self, scenario: str, reply: str) -> Hearing | None:
        """What ``reply`` is about, in the scene as it is now."""
        row = self._rows.get(_key(self._digests[scenario], reply))
        if row is None:
            return None
        lines = self._lines[scenario]
        topics = _pairs(self._topics[row], self._chances[row], _TOPICS_IN)
        fits = _pairs(self._near[row], self._fits[row], _FITS_IN)
        return Hearing(
            {self._names[i]: chance for i, chance in topics}, {lines[i]: fit for i, fit in fits}
        )


def keep(heard: Iterable[tuple[Scenario, str, Hearing]], path: Path = HEARD) -> None:
    """Write what replies were about; the same hearings give the same file."""
    rows = {_key(_digest(scene), reply): (_lines(scene), h) for scene, reply, h in heard}
    names = sorted({name for _, h in rows.values() for name in h.topics})
    most = max((len(h.topics) for _, h in rows.values()), default=0)
    nearest = max((len(h.fits) for _, h in rows.values()), default=0)
    topics, chances = _table(len(rows), most), _table(len(rows), most)
    near, fits = _table(len(rows), nearest), _table(len(rows), nearest).astype(np.int16)
    for row, (lines, h) in enumerate(rows.values()):
        places = {line: i for i, line in enumerate(lines)}
        topics[row, : len(h.topics)] = [names.index(name) for name in h.topics]
        chances[row, : len(h.topics)] = [round(c * _TOPICS_IN) for c in h.topics.values()]
        near[row, : len(h.fits)] = [places[line] for line in h.fits]
        fits[row, : len(h.fits)] = [round(f * _FITS_IN) for f in h.fits.values()]
    np.savez_compressed(
        path,
        keys=np.array(list(rows)),
        names=np.array(names),
        topics=topics,
        chances=chances,
        near=near,
        fits=fits,
    )


def _table(rows: int, columns: int) -> npt.NDArray[np.uint16]:
    return np.full((rows, columns), _NONE, dtype=np.uint16)


def _pairs(
    places: npt.NDArray[np.uint16], values: npt.NDArray[Any], parts: int
) -> list[tuple[int, float]]:
    pairs = zip(places.tolist(), values.tolist(), strict=True)
    return [(place, value / parts) for place, value in pairs if place != _NONE]


def _lines(scene: Scenario) -> list[str]:
    """Ids of the scene's lines, each once, in their order."""
    return list(dict.fromkeys(line.id for line in content_lines(scene)))


def _digest(scene: Scenario) -> str:
    """Changes with every line of the scene, with each question one answers, and with the name."""
    said = (f"{line.id} {t}" for line in content_lines(scene) for t in (line.text, *line.asks))
    text = "\n".join([scene.persona.name, *said])
    return blake2s(text.encode(), digest_size=8).hexdigest()


def _key(digest: str, reply: str) -> str:
    return blake2s(f"{digest} {reply}".encode(), digest_size=8).hexdigest()
