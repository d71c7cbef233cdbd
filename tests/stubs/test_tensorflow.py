"""The inert stand-in: what only mentions TensorFlow imports, what computes is told why not."""

import os
import subprocess
import sys
import typing

import pytest
import tensorflow as tf
from tensorflow_inert import NotInstalled


def run(code: str, **env: str) -> str:
    """``code`` in a fresh interpreter whose environment has only ``env`` and PATH."""
    clean = {"PATH": os.environ.get("PATH", "")} | env
    made = subprocess.run(
        [sys.executable, "-c", code], env=clean, capture_output=True, text=True, timeout=60
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


IMPORTS = """
import tensorflow as tf, tensorflow_hub, tensorflow_text, keras
from tensorflow.types.experimental import TensorLike
from tensorflow.python.keras.engine import data_adapter
from tensorflow.python.keras.utils import tf_utils
from tensorflow.keras.layers import Dense
from keras.utils import tf_utils as other
import tensorflow.keras.backend as K
from typing import Dict, List, Optional, Text, Tuple, Union
def f(x: Optional[tf.Tensor], y: Union[tf.Tensor, int]) -> tf.Tensor | None: ...
def h(z: List[TensorLike]) -> Dict[Text, Tuple[tf.Tensor, ...]]: ...
class Layer(tf.keras.layers.Layer): ...
class Model(tf.keras.models.Model, Layer): ...
@tf.function
def g(): return 7
assert g() == 7
assert TensorLike.__name__ == "TensorLike"
print("fine")
"""


def test_the_names_that_rasa_needs_import():
    assert run(IMPORTS) == "fine"


def test_rasa_s_own_tensorflow_components_import():
    code = (
        "from rasa.nlu.classifiers.diet_classifier import DIETClassifier\n"
        "from rasa.core.policies.ted_policy import TEDPolicy\n"
        "from rasa.utils.tensorflow.models import RasaModel\n"
        "print(DIETClassifier.__name__, TEDPolicy.__name__, RasaModel.__name__)"
    )
    assert run(code) == "DIETClassifier TEDPolicy RasaModel"


@pytest.mark.parametrize("value", [1, "x", [1.0], None, object(), tf.Tensor, sys])
def test_nothing_is_a_tensor(value):
    assert tf.is_tensor(value) is False


@pytest.mark.parametrize("value", [1, "x", None, int, tf.Tensor, tf])
def test_nothing_is_an_instance_and_asking_does_not_recurse(value):
    assert not isinstance(value, tf.Tensor)
    assert not isinstance(value, (tf.Tensor, tf.SparseTensor))
    assert not isinstance(value, typing.Union[tf.Variable, tf.RaggedTensor])  # noqa: UP007
    assert not isinstance(value, tf.keras.layers.Layer)


def test_subclasses_are_known_and_others_are_not():
    class Layer(tf.keras.layers.Layer):
        pass

    assert issubclass(Layer, tf.keras.layers.Layer)
    assert not issubclass(Layer, tf.Tensor)
    assert not issubclass(int, tf.Tensor)


def test_the_same_name_is_the_same_placeholder():
    assert tf.Tensor is tf.Tensor
    assert tf.keras.layers.Layer is tf.keras.layers.Layer


COMPUTES = {
    "a constant": lambda: tf.constant([1, 2]),
    "a layer": lambda: tf.keras.layers.Dense(3),
    "no arguments": lambda: tf.keras.Sequential(),
    "keywords": lambda: tf.random.normal(shape=(2, 2)),
    "a device": lambda: tf.config.list_physical_devices("GPU"),
    "a subclass": lambda: type("Model", (tf.keras.Model,), {})(),
}


@pytest.mark.parametrize("compute", COMPUTES.values(), ids=COMPUTES)
def test_computing_is_refused_with_the_components_that_need_it(compute):
    with pytest.raises(NotInstalled, match=r"DIETClassifier, TEDPolicy.*config\.yml"):
        compute()


def test_the_refusal_names_what_was_asked_for():
    with pytest.raises(NotInstalled, match=r"^tensorflow\.constant: "):
        tf.constant(1)


@pytest.mark.parametrize("name", ["_private", "__wrapped__", "__array__"])
def test_private_names_stay_unknown(name):
    for owner in (tf, tf.keras, tf.Tensor):
        assert not hasattr(owner, name)


def test_other_packages_are_not_touched():
    with pytest.raises(ImportError):
        __import__("tensorflowish.types")


@pytest.mark.parametrize("env", [{}, {"RASA_TELEMETRY_ENABLED": "true"}])
def test_a_fresh_interpreter_reports_nothing_to_anyone(env):
    code = "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])"
    assert run(code, **env) == "false"


def test_rasa_itself_says_that_telemetry_is_off(tmp_path):
    code = "from rasa.telemetry import is_telemetry_enabled; print(is_telemetry_enabled())"
    assert run(code, HOME=str(tmp_path)) == "False"
    assert list(tmp_path.rglob("global.yml")) == []
