"""Reading coded replies: what is broken is named with its file and line."""

from __future__ import annotations

import json

import pytest

from bot.evaluation.corpus import read_file, read_split, voices_of

GOOD = {
    "id": "x-1",
    "voice": "x",
    "scenario": "police",
    "client": "Hm.",
    "reply": "Calm down.",
    "codes": [{"code": "P9", "quote": "Calm down."}],
}


def written(tmp_path, *rows):
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
    return path


def test_a_file_is_read(tmp_path):
    (one,) = read_file(written(tmp_path, GOOD))
    assert one.codes == (("P9", "Calm down."),)
    assert one.flags == {"P9"}


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "x.jsonl:2"),
        ({**GOOD, "codes": [{"code": "P11", "quote": "Calm"}]}, "no such code: 'P11'"),
        ({**GOOD, "codes": [{"code": "P9", "quote": "calm"}]}, "exact words"),
        ({k: v for k, v in GOOD.items() if k != "client"}, "the keys must be"),
        ({**GOOD, "codes": [{"code": "P9"}]}, "x.jsonl:2"),
    ],
)
def test_a_broken_line_is_named(tmp_path, broken, says):
    with pytest.raises(ValueError, match=r"x\.jsonl:2") as error:
        list(read_file(written(tmp_path, GOOD, broken)))
    assert says in str(error.value)


def test_an_unknown_split_says_which_there_are():
    with pytest.raises(ValueError, match="train, development, calibration, test"):
        voices_of("dev")


def test_the_splits_hold_replies():
    assert len({r.voice for r in read_split("test")}) >= 3
