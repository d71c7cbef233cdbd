"""Whether two pictures show the same.

A browser does not draw the same page to the same pixels each time: lines of text come out a pixel
higher or lower. Such a picture is not worth a change of a file.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image, ImageFilter

NEAR: Final = 24  # how far a colour may be from those next to it, of 255


def same(one: Image.Image, other: Image.Image) -> bool:
    """Whether each pixel of each has a colour that is in its place, or next to it, in the other."""
    one, other = one.convert("RGB"), other.convert("RGB")
    return one.size == other.size and _within(one, other) and _within(other, one)


def _within(one: Image.Image, other: Image.Image) -> bool:
    darkest = np.asarray(other.filter(ImageFilter.MinFilter(3)), dtype=np.int16)
    lightest = np.asarray(other.filter(ImageFilter.MaxFilter(3)), dtype=np.int16)
    here = np.asarray(one, dtype=np.int16)
    return bool((here >= darkest - NEAR).all() and (here <= lightest + NEAR).all())
