"""A picture of a page with fewer colours: smaller files, and every even surface as it was."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

MOST: Final = 256  # what a palette holds
NEAR: Final = 14  # distance in RGB below which a rare colour is taken for its neighbour
SURFACE: Final = 0.001  # from this share of the picture on, a colour is kept in any case


def fewer_colours(picture: Image.Image) -> Image.Image:
    """``picture`` (RGB) with a palette of colours that occur in it, the frequent ones first.

    Pillow's own ways average colours, which turns a small red mark on a large page grey.
    """
    pixels = np.asarray(picture, dtype=np.int64)
    packed = (pixels @ np.array([1 << 16, 1 << 8, 1])).ravel()
    values, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1)
    distance = np.full(len(values), np.inf)
    chosen: list[int] = []
    for i in np.argsort(-counts, kind="stable"):
        if distance[i] > NEAR**2 or counts[i] >= SURFACE * packed.size:
            chosen.append(int(i))
            distance = np.minimum(distance, ((colours - colours[i]) ** 2).sum(axis=1))
        if len(chosen) == MOST:
            break
    palette = colours[chosen]
    nearest = ((colours[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
    indexed = nearest[place.ravel()].reshape(pixels.shape[:2]).astype(np.uint8)
    reduced = Image.fromarray(indexed).convert("P")
    reduced.putpalette(palette.astype(np.uint8).tobytes())
    return reduced
