"""Modules full of placeholders, so that code which only *mentions* TensorFlow imports.

Rasa imports TensorFlow for components that this project does not use (DIET, TED,
ResponseSelector, the ConveRT and language-model featurizers). ``install(root)`` turns
the package ``root`` and everything below it into modules whose attributes are
placeholder classes: they can be subclassed, annotated with, used as decorators and
compared, and they raise ``NotInstalled`` as soon as anything would be computed.

Other libraries ask ``"tensorflow" in sys.modules`` and then put questions to it
(``tensorflow.is_tensor``), so those questions get true answers: nothing is a tensor.
"""

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType


class NotInstalled(RuntimeError):
    """TensorFlow was asked to compute something, and it is not here."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: TensorFlow is not installed; an inert stand-in is. Rasa components that "
            "need it (DIETClassifier, TEDPolicy, ResponseSelector, UnexpecTEDIntentPolicy, "
            "ConveRTFeaturizer, LanguageModelFeaturizer) are not supported here. "
            "Take them out of config.yml."
        )


class _PlaceholderMeta(type):
    """Attributes of a placeholder class are placeholders too."""

    def __getattr__(cls, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        child = _placeholder(f"{cls.__qualname__}.{name}")
        setattr(cls, name, child)
        return child

    # ``tf.Tensor | None`` in an annotation stays what type gives; nothing is an instance.
    def __instancecheck__(cls, instance) -> bool:
        return cls in type(instance).__mro__

    def __subclasscheck__(cls, subclass) -> bool:
        return cls in getattr(subclass, "__mro__", ())


class Placeholder(metaclass=_PlaceholderMeta):
    """Base of every placeholder: may be named, never run."""

    def __new__(cls, *args, **kwargs):
        # A decorator (``@tf.function``) gets its function back: decorating computes nothing.
        if not kwargs and len(args) == 1 and callable(args[0]) and cls.__module__ == __name__:
            return args[0]
        raise NotInstalled(cls.__qualname__)

    def __class_getitem__(cls, item):
        return cls


def _placeholder(qualname: str) -> type:
    made = _PlaceholderMeta(qualname.rpartition(".")[2], (Placeholder,), {"__module__": __name__})
    made.__qualname__ = qualname
    return made


class _InertModule(ModuleType):
    """A module whose unknown public names are placeholder classes."""

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        full = f"{self.__name__}.{name}"
        found = sys.modules.get(full) or _placeholder(full)
        setattr(self, name, found)
        return found


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, roots: set[str]) -> None:
        self.roots = roots

    def find_spec(self, fullname, path=None, target=None):
        if "." in fullname and fullname.partition(".")[0] in self.roots:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return _InertModule(spec.name)

    def exec_module(self, module) -> None:
        module.__path__ = []


_finder = _Finder(set())


def install(root: str) -> None:
    """Make the already imported package ``root`` and all names below it inert."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    _finder.roots.add(root)
    module = sys.modules[root]
    module.__class__ = _InertModule
    module.__path__ = []
