"""`alongside analyse`: JSON lines in, findings and other wordings out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.practice.codes import KEYS
from tests.cli.conftest import Alongside

DIRECTING = "You need to stop seeing him."


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.output.splitlines()]


def test_analyse_keeps_order_and_ids(alongside: Alongside) -> None:
    given = [
        {"id": "b", "client": "He took the money back.", "reply": DIRECTING},
        {"id": 7, "reply": "Hello."},
        {"id": None, "client": None, "reply": ""},
        {"reply": "How was your night?", "voice": "moss", "codes": ["P1"]},
        {"id": ["any", {"thing": 1}], "reply": "Bonjour, je suis là, prenez le temps qu'il faut."},
    ]
    text = "\n".join(json.dumps(g) for g in given[:2]) + "\n\n  \n"
    text += "\n".join(json.dumps(g) for g in given[2:])
    result = alongside("analyse", given=text)
    assert result.exit_code == 0
    answers = rows(result)
    assert [a["id"] for a in answers] == [g.get("id") for g in given]
    assert all(set(a) - {"note"} == {"id", "findings", "alternatives"} for a in answers)
    assert [i for i, a in enumerate(answers) if "English" in a.get("note", "")] == [4]
    assert answers[0]["findings"]
    assert answers[2]["findings"] == answers[4]["findings"] == []


def test_analyse_finds_and_offers(alongside: Alongside) -> None:
    line = {"id": 1, "client": "He took the money back.", "reply": DIRECTING}
    (answer,) = rows(alongside("analyse", given=json.dumps(line)))
    flags = [f for f in answer["findings"] if f["shown"] and f["code"][0] in "PS"]
    assert flags
    for found in answer["findings"]:
        assert found["key"] == KEYS[found["code"]]
        assert 0 <= found["confidence"] <= 1
        assert DIRECTING[found["start"] : found["end"]] == found["quote"]
        assert found["why"]
    assert 2 <= len(answer["alternatives"]) <= 3
    for other in answer["alternatives"]:
        assert other["text"]
        assert set(other["codes"]) <= set(KEYS)


def test_analyse_counts_code_points(alongside: Alongside) -> None:
    """Emoji, skin tones and combining marks in front each count as the code points they are."""
    front = "😀👍🏽 👩‍👧 Zoë\u0301. "
    plain, odd = rows(
        alongside(
            "analyse",
            given="\n".join(json.dumps({"reply": r}) for r in (DIRECTING, front + DIRECTING)),
        )
    )
    here = [f for f in odd["findings"] if f["quote"] == plain["findings"][0]["quote"]]
    assert here
    assert here[0]["start"] == len(front) + plain["findings"][0]["start"]
    for found in odd["findings"]:
        assert (front + DIRECTING)[found["start"] : found["end"]] == found["quote"]


def test_analyse_reads_no_other_keys(alongside: Alongside) -> None:
    bare = {"client": "He took the money.", "reply": DIRECTING}
    more = {**bare, "codes": [], "findings": "none", "scenario": 4, "label": {"P1": 0}}
    first, second = rows(alongside("analyse", given=f"{json.dumps(bare)}\n{json.dumps(more)}"))
    assert first["findings"]
    assert first == second


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"{not json", "line 2"),
        (b"[1, 2]", "line 2"),
        (b"null", "line 2"),
        (b'{"id": "x", "client": "Hi."}', "'reply' is missing"),
        (b'{"id": "x", "reply": 5}', "must be texts"),
        (b'{"id": "x", "reply": "a", "client": ["b"]}', "must be texts"),
        (b'{"id": "x", "reply": "half \\ud83d of one"}', "line 2"),
        (b'{"id": "x", "reply": "caf\xe9"}', "line 2"),
        (b"[" * 100_000, "line 2"),
    ],
    ids=lambda v: str(v[:30]),
)
def test_a_broken_line_is_an_error_among_the_others(
    alongside: Alongside, broken: bytes, says: str
) -> None:
    good = [json.dumps({"id": n, "reply": "Hello."}).encode() for n in (1, 3)]
    result = alongside("analyse", given=b"\n".join([good[0], broken, good[1]]))
    first, second, third = rows(result)
    assert (first["id"], third["id"]) == (1, 3)
    assert "error" not in first
    assert "error" not in third
    assert set(second) == {"id", "error"}
    assert says in second["error"]
    assert second["id"] == ("x" if b'"x"' in broken and b"\xe9" not in broken else None)
    assert result.exit_code == 1


def test_analyse_with_files(alongside: Alongside, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "é", "reply": "Hello. 😀"}) + "\n", encoding="utf-8")
    result = alongside("analyse", str(source), str(target))
    assert (result.exit_code, result.output) == (0, "")
    written = target.read_text(encoding="utf-8")
    assert json.loads(written)["id"] == "é"
    assert "é" in written
    assert alongside("analyse", str(tmp_path / "missing.jsonl")).exit_code == 2
