"""What README and docs name exists: paths, commands, settings, pictures."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli import main, settings_names
from bot.content import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
PAGES += [*sorted((ROOT / "docs").glob("*.md")), ROOT / "bench" / "README.md"]
MADE_LATER = (
    "var/",
    "models/",
    ".env",
    "training/.venv",
    "bench/work",
    "bench/.venv",
    ".tools",
    "full.",
    "quick.",
)
_PATH = re.compile(r"^[\w.-]+(/[\w.*-]+)+/?$|^[\w-]+\.(py|yml|md|toml|lock|onnx)$")


def quoted(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


def code_lines(page: Path) -> list[str]:
    blocks = re.findall(r"```\w*\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    inline = quoted(page)
    return [x.strip().removeprefix("$ ") for b in blocks for x in b.splitlines()] + inline


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_paths_named_exist(page: Path):
    missing = []
    for name in quoted(page):
        if not _PATH.match(name) or name.startswith(MADE_LATER) or "//" in name:
            continue
        places = (ROOT, page.parent, ROOT / "bot", ROOT / "data")
        if not any(list(p.glob(name.rstrip("/"))) for p in places):
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if not t.startswith("http")]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_trainees_page_shows_every_screen_that_is_taken():
    from tests.screens.journey import JOURNEY
    from tests.screens.stage import Screen

    taken = {f"{s.name}.png" for s in JOURNEY if isinstance(s, Screen)}
    page = (ROOT / "docs" / "trainee.md").read_text(encoding="utf-8")
    assert set(re.findall(r"images/trainee/([\w-]+\.png)", page)) == taken
    assert {p.name for p in (ROOT / "docs" / "images" / "trainee").iterdir()} == taken


def test_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, flags=re.MULTILINE))
    named = {t for p in PAGES for x in code_lines(p) for t in re.findall(r"^make ([\w-]+)", x)}
    assert {"run", "test"} <= named
    assert named <= targets


def commands(group: click.Group, before: str = "") -> set[str]:
    found = set()
    for name, command in group.commands.items():
        found.add(f"{before}{name}")
        if isinstance(command, click.Group):
            found |= commands(command, f"{before}{name} ")
    return found


def test_commands_named_exist_and_all_are_named():
    known = commands(main)
    named: set[str] = set()
    for page in PAGES:
        for line in code_lines(page):
            for said in re.findall(r"\balongside ((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)", line):
                named.add(said if said in known else said.split()[0])
    assert named <= known
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    undocumented = [c for c in known if f"alongside {c}" not in readme]
    assert undocumented == []


def test_options_named_exist():
    def options(group: click.Group) -> set[str]:
        found = {"--help", "--version"}
        for command in group.commands.values():
            found |= {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
            if isinstance(command, click.Group):
                found |= options(command)
        return found

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w-])(--[a-z][\w-]+)", readme))
    assert named <= options(main)


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [n for n in settings_names() if n not in readme] == []


def test_no_page_names_a_machine():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(root|home|work|tmp)/", text), page.name
