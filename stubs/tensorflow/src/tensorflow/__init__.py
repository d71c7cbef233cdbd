"""Inert stand-in for TensorFlow: see tensorflow_inert."""

from tensorflow_inert import install

__version__ = "2.12.0"


def is_tensor(value: object) -> bool:
    """Nothing is a tensor here (numpy helpers, matplotlib and others ask)."""
    return False


install(__name__)
