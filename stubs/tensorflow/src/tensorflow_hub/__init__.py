"""Inert stand-in for tensorflow_hub: see tensorflow_inert."""

from tensorflow_inert import install

__version__ = "2.12.0"
install(__name__)
