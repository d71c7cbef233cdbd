"""The interface in other languages: catalogues that are whole, and who hears which one."""

from __future__ import annotations

import ast
import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot import content_rules, i18n, named, wording
from bot.content import DATA, ROOT, load_guidance
from bot.i18n import LANGUAGES, LOCALE, _, day, known, language, n_, number, speaking
from bot.phrases import figure, listed
from bot.practice.suggest import Reason
from bot.practice.types import CoachMode
from bot.store.objections import Outcome
from tools import messages

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/alongside.po"))
_PLACE = re.compile(r"\{[^{}]*\}")
_COMMAND = re.compile(r"(?<![\w/.])/[a-z]+")


def entries(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [m for m in read_po(file) if m.id]


def forms(message: Message) -> list[tuple[str, str]]:
    """Each source with its translation: of a plural, the plural with all forms but the first."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string or ""))]
    one, many = message.id
    first, *others = message.string or ("", "")
    return [(one, first), *((many, other) for other in others)]


by_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parent.parent.name)


# -- the catalogues ------------------------------------------------------------------------------


def test_each_language_but_english_has_a_catalogue() -> None:
    assert {p.parent.parent.name for p in CATALOGUES} == set(LANGUAGES) - {"en"}
    assert CATALOGUES


@by_catalogue
def test_every_text_is_translated(path: Path) -> None:
    open_ones = [m.id for m in entries(path) if not all(to for _from, to in forms(m))]
    assert open_ones == []


@by_catalogue
def test_no_translation_waits_for_a_second_look(path: Path) -> None:
    assert [m.id for m in entries(path) if m.fuzzy] == []


@by_catalogue
def test_a_catalogue_has_the_texts_there_are_and_no_others(path: Path) -> None:
    """`make messages` brings it up to date."""
    assert {str(m.id) for m in entries(path)} == {str(m.id) for m in messages.gathered() if m.id}


@by_catalogue
def test_a_translation_has_the_places_of_its_source(path: Path) -> None:
    wrong = []
    for message in entries(path):
        for nth, (source, said) in enumerate(forms(message)):
            wanted, found = Counter(_PLACE.findall(source)), Counter(_PLACE.findall(said))
            if not isinstance(message.id, str) and nth == 0:
                # "one reply" needs no number, nor does it have to have one.
                wanted["{n}"] = found["{n}"] = 0
            if said and wanted != found:
                wrong.append((source, said))
    assert wrong == []


@by_catalogue
def test_a_translation_has_the_commands_of_its_source(path: Path) -> None:
    wrong = [
        (source, said)
        for message in entries(path)
        for source, said in forms(message)
        if said and Counter(_COMMAND.findall(source)) != Counter(_COMMAND.findall(said))
    ]
    assert wrong == []


@by_catalogue
def test_a_translation_has_the_lines_of_its_source(path: Path) -> None:
    wrong = [
        (source, said)
        for message in entries(path)
        for source, said in forms(message)
        if said and (said != said.strip() or source.count("\n") != said.count("\n"))
    ]
    assert wrong == []


@by_catalogue
def test_a_translation_has_no_exclamation_marks(path: Path) -> None:
    assert [x for m in entries(path) for _from, x in forms(m) if set(x) & set("!¡")] == []


@by_catalogue
def test_no_two_codes_or_themes_have_the_same_name(path: Path) -> None:
    """What stands on two buttons can't be told apart; what is carried along is found by it."""
    authored = load_guidance()[0].codes.values()
    themes = content_rules.Lists.read(DATA / "guidance").themes
    with speaking(path.parent.parent.name):
        titles = [named.title_of(c).casefold() for c in authored]
        names = [named.theme_name(t).casefold() for t in themes]
    assert len(set(titles)) == len(titles) == 29
    assert len(set(names)) == len(names) > 30


def test_one_word_for_one_thing_in_spanish() -> None:
    """A flag is a "marca", a move a "habilidad", to code is "analizar": wherever they come up."""
    said = " ".join(
        to
        for path in CATALOGUES
        for m in entries(path)
        for _from, to in forms(m)
        if "es" in str(path)
    ).casefold()
    assert said.count("habilidad") > 15
    assert re.findall(r"señal\w*|recurso\w*|codific\w*|codifiqu\w*|frase por responder", said) == []


def test_commands_and_places_are_found_at_all() -> None:
    """What the tests above lean on does find something."""
    texts = [str(m.id) for m in messages.extract() if m.id]
    assert sum(bool(_PLACE.search(t)) for t in texts) > 40
    assert _COMMAND.findall(wording.HELP).count("/scenarios") == 1
    assert len(set(_COMMAND.findall(wording.HELP))) > 12


# -- gathering them ------------------------------------------------------------------------------


def test_the_template_is_what_is_marked_in_the_code() -> None:
    """`make messages` writes it."""
    assert messages.TEMPLATE.read_bytes() == messages.template(messages.gathered())


def test_what_is_gathered_has_all_kinds_of_marks() -> None:
    found = messages.extract()
    assert wording.WELCOME in found  # a constant, N_
    assert wording.LEFT_OUT[0] in found  # two forms, N2_
    assert found.get(wording.LEFT_OUT[0]).id == wording.LEFT_OUT
    assert "Your practice, week by week" in found  # said where it is written, _
    assert "Everything kept about you" in found  # in the page, Jinja
    assert "You disagreed" in found


def test_what_is_gathered_has_the_names_and_phrases_that_are_authored() -> None:
    """Each with a remark that says what it is, for whoever translates it."""
    found = messages.gathered()
    guidance, _bank = load_guidance()
    for code in guidance.codes.values():
        assert found.get(code.title).auto_comments[0].endswith(f"({code.id}): {code.about}")
    for theme in content_rules.Lists.read(DATA / "guidance").themes:
        (remark,) = found.get(named.theme_text(theme)).auto_comments
        assert remark.startswith("A theme of scenes: ")
    phrases = [x for f in fields(guidance.words) for x in getattr(guidance.words, f.name)]
    assert len(phrases) > 30
    assert [x for x in phrases if x not in found] == []
    assert found.get(phrases[0]).locations[0][0] == "data/guidance/coach.yml"
    # What the coach says about words is not to be translated.
    code = guidance.codes["P4"]
    assert [x for x in (code.about, code.lesson, *code.happens) if x in found] == []


def test_bringing_up_to_date_keeps_translations_and_comes_to_rest(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "a.py").write_text('_("Kept for you.")\nN2_("{n} day", "{n} days")\nN_("Gone")\n')
    (code / "page.html.j2").write_text('<h1>{{ _("A heading") }}</h1>')
    first = messages.updated("es", b"", messages.extract(code))
    translated = first.decode()
    for source, said in (
        ('"Kept for you."\nmsgstr ""', '"Kept for you."\nmsgstr "Guardado, ñ."'),
        ('msgstr[0] ""', 'msgstr[0] "{n} día"'),
        ('"Gone"\nmsgstr ""', '"Gone"\nmsgstr "Zzz"'),
    ):
        assert source in translated
        translated = translated.replace(source, said)
    (code / "a.py").write_text(
        '\n\n_("New, and unlike any other.")\n_("Kept for you.")\nN2_("{n} day", "{n} days")\n'
    )
    second = messages.updated("es", translated.encode(), messages.extract(code))
    text = second.decode()
    assert 'msgid "Kept for you."\nmsgstr "Guardado, ñ."' in text
    assert 'msgstr[0] "{n} día"\nmsgstr[1] ""' in text
    assert 'msgid "New, and unlike any other."\nmsgstr ""' in text
    assert 'msgid "A heading"' in text
    assert "Gone" not in text
    assert "fuzzy" not in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text
    assert messages.updated("es", second, messages.extract(code)) == second


def test_a_changed_text_keeps_its_translation_as_a_guess_only(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('_("That scene has just begun.")\nN2_("{n} day", "{n} days")\n')
    first = messages.updated("es", b"", messages.extract(tmp_path)).decode()
    said = first.replace('begun."\nmsgstr ""', 'begun."\nmsgstr "Esa escena."')
    (tmp_path / "a.py").write_text('_("That scene has begun.")\nN2_("a day", "{n} days")\n')
    second = messages.updated("es", said.encode(), messages.extract(tmp_path)).decode()
    assert '#, fuzzy\nmsgid "That scene has begun."\nmsgstr "Esa escena."' in second
    # What was never translated is no guess.
    assert second.count("fuzzy") == 1
    # Remarks of translators stay; what other programs note of earlier texts does not pile up.
    noted = second.replace("#, fuzzy", '# a scene, not a stage\n#| msgid "Earlier."\n#, fuzzy')
    third = messages.updated("es", noted.encode(), messages.extract(tmp_path)).decode()
    assert "# a scene, not a stage\n" in third
    assert "Earlier" not in third


def test_files_for_translators_have_no_dates_no_machine_and_no_line_numbers() -> None:
    for path in (messages.TEMPLATE, *CATALOGUES):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"Date:|\d{4}-\d\d-\d\d|Babel|YEAR|PROJECT", text), path
        places = [x for line in re.findall(r"^#: (.*)$", text, re.MULTILINE) for x in line.split()]
        assert places
        assert [x for x in places if not (ROOT / x).is_file()] == [], path


# -- marks and uses --------------------------------------------------------------------------------


def marked() -> Iterator[tuple[str, str]]:
    """(module, name) of each constant with a text marked for the catalogues."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = getattr(node, "value", None)
            calls = [n for n in ast.walk(value) if isinstance(n, ast.Call)] if value else []
            if any(isinstance(c.func, ast.Name) and c.func.id in ("N_", "N2_") for c in calls):
                (target,) = getattr(node, "targets", None) or [node.target]
                yield place(path), target.id


def names_read() -> set[tuple[str, str]]:
    """(module, name) of each constant read in bot/, as ``module.NAME`` or within its module."""
    read = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                read.add((node.value.id, node.attr))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                read.add((place(path), node.id))
    return read


def place(path: Path) -> str:
    """The name by which a module's constants are read; the parts of ``bot.wording`` share one."""
    return "wording" if path.parent.name == "wording" else path.stem


def test_every_marked_text_is_said_somewhere() -> None:
    there = list(marked())
    assert len(there) > 120
    read = names_read()
    assert [one for one in there if one not in read] == []


def test_there_is_a_text_for_each_thing_to_be_named() -> None:
    assert set(get_args(Reason)) <= set(wording.REASONS)
    assert set(wording.COACH_MODES) == set(get_args(CoachMode))
    assert set(wording.SETTLED) == set(get_args(Outcome))
    assert set(wording.DIFFICULTY) == {1, 2, 3}


# -- who hears what --------------------------------------------------------------------------------


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of the test's own, in a language with three plural forms."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "alongside.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Begin"\nmsgstr "Zaczynamy, {kogo}"\n\n'
        '#, fuzzy\nmsgid "Keep it"\nmsgstr "Zgadywane"\n\n'
        'msgid "Share"\nmsgstr ""\n\n'
        'msgid "{n} reply"\nmsgid_plural "{n} replies"\n'
        'msgstr[0] "{n} odpowiedź"\nmsgstr[1] "{n} odpowiedzi"\nmsgstr[2] "{n} odpowiedzi (m)"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    monkeypatch.setitem(LANGUAGES, "pl", "Polski")
    i18n.catalogue.cache_clear()
    yield
    i18n.catalogue.cache_clear()


@pytest.mark.usefixtures("polish")
def test_texts_are_said_in_the_language_spoken() -> None:
    assert _("Begin") == "Begin"
    with speaking("pl"):
        assert _("Begin").format(kogo="Ola") == "Zaczynamy, Ola"
        assert language() == "pl"
        assert _("") == ""  # gettext's own answer would be the catalogue's header


@pytest.mark.usefixtures("polish")
def test_what_is_not_translated_or_not_surely_is_said_in_english() -> None:
    with speaking("pl"):
        assert _("Keep it") == "Keep it"
        assert _("Share") == "Share"
        assert _("Never seen by a translator.") == "Never seen by a translator."
        assert n_("{n} thing", "{n} things", 1) == "1 thing"
        assert n_("{n} thing", "{n} things", 2) == "2 things"


@pytest.mark.usefixtures("polish")
def test_plurals_follow_the_language() -> None:
    given = ("{n} reply", "{n} replies")
    assert [n_(*given, n) for n in (0, 1, 2)] == ["0 replies", "1 reply", "2 replies"]
    with speaking("pl"):
        said = [n_(*given, n) for n in (1, 2, 5, 12, 22)]
    assert said == [
        "1 odpowiedź",
        "2 odpowiedzi",
        "5 odpowiedzi (m)",
        "12 odpowiedzi (m)",
        "22 odpowiedzi",
    ]


def test_plurals_have_room_for_more_than_the_number() -> None:
    given = ("{n} use of {aim}", "{n} uses of {aim}")
    assert n_(*given, 1, aim="rest") == "1 use of rest"
    assert n_(*given, 3, aim="rest") == "3 uses of rest"


@pytest.mark.usefixtures("polish")
def test_speaking_nests_and_ends_even_with_an_error() -> None:
    with speaking("pl"):
        with speaking("en"):
            assert _("Begin") == "Begin"
        assert _("Begin") != "Begin"
        with pytest.raises(RuntimeError), speaking("en"):
            raise RuntimeError
        assert language() == "pl"
    assert language() == "en"


@pytest.mark.usefixtures("polish")
async def test_each_task_speaks_its_own_language() -> None:
    ready = asyncio.Barrier(2)

    async def say(code: str) -> tuple[str, str]:
        with speaking(code):
            await ready.wait()  # both are within their ``speaking`` now
            here = _("Begin")
            await ready.wait()
            return here, await asyncio.to_thread(_, "Begin")

    polish, english = await asyncio.gather(say("pl"), say("en"))
    assert english == ("Begin", "Begin")
    assert polish == ("Zaczynamy, {kogo}",) * 2
    assert language() == "en"


@pytest.mark.parametrize("code", ["fr", "xx", "", None, "e", "español", "../es", "EN-gb", "en"])
def test_unknown_languages_are_answered_in_english(code: str | None) -> None:
    assert known(code) == "en"
    with speaking(code or ""):
        assert language() == "en"
        assert _("Begin") == "Begin"


@pytest.mark.parametrize("code", ["es", "ES", "es-MX", "es-419"])
def test_regions_of_a_language_are_that_language(code: str) -> None:
    assert known(code) == "es"


def test_days_are_written_as_the_language_does() -> None:
    assert day(date(2026, 11, 3)) == "3 Nov"
    with speaking("es"):
        assert day(date(2026, 11, 3)) == "3 nov"
    late = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    assert day(late, ZoneInfo("Asia/Tokyo")) == "4 Nov"
    assert day(late, ZoneInfo("America/Chicago")) == "3 Nov"


def test_numbers_and_lists_are_written_as_in_the_americas() -> None:
    """Wherever they stand: "1,5" in one place and "0.90" in another would be two languages."""
    assert (figure(1.5), number(0.9, "0.00"), listed(["a", "b"])) == ("1.5", "0.90", "a and b")
    with speaking("es"):
        assert (figure(1.5), number(0.9, "0.00"), listed(["a", "b"])) == ("1.5", "0.90", "a y b")
