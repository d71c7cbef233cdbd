"""Rasa's own commands work from the root, in the project's environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.content import ROOT
from bot.practice.codes import TOPICS

MODEL = ROOT / "models" / "alongside.tar.gz"


def rasa(*arguments: str, seconds: int = 240) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RASA_")}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "rasa", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def test_data_validate_finds_nothing_wrong():
    done = rasa("data", "validate", "--fail-on-warnings")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sentry" not in (done.stdout + done.stderr).casefold()


@pytest.mark.parametrize("voices", ["topics_test", "topics_unseen"])
def test_test_nlu_knows_most_topics_of_voices_it_never_met(tmp_path: Path, voices: str):
    done = rasa("test", "nlu", "--nlu", f"tests/rasa/{voices}.yml", "--model", str(MODEL),
                "--out", str(tmp_path), "--no-plot")  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "intent_report.json").read_text())
    assert set(TOPICS) <= set(report)
    assert report["macro avg"]["f1-score"] >= 0.85


def test_test_core_picks_the_actions(tmp_path: Path):
    done = rasa("test", "core", "--stories", "tests/rasa/conversations.yml", "--model", str(MODEL),
                "--out", str(tmp_path), "--no-plot")  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "story_report.json").read_text())
    assert report["conversation_accuracy"]["accuracy"] == 1.0
    assert report["conversation_accuracy"]["total"] == 2


@pytest.mark.parametrize("folder", ["personas", "scenarios", "guidance", "corpus", "schemas"])
def test_rasa_takes_none_of_our_content_for_its_own(folder: str):
    from rasa.shared.data import is_nlu_file

    for path in sorted((ROOT / "data" / folder).rglob("*.*")):
        assert not is_nlu_file(str(path)), path
        if path.suffix == ".yml":
            keys = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert not isinstance(keys, dict) or not {"nlu", "rules", "stories"} & set(keys)


def test_topics_of_domain_training_data_and_code_agree():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert tuple(domain["intents"]) == TOPICS
    trained = set()
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        trained |= {b["intent"] for b in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]}
    assert trained == set(TOPICS)
    rules = yaml.safe_load((ROOT / "data" / "rules" / "rules.yml").read_text(encoding="utf-8"))
    ruled = [x["intent"] for r in rules["rules"] for x in r["steps"][0]["or"]]
    assert sorted(ruled) == sorted(TOPICS)
