"""Interface texts, gathered for translators: ``python -m tools.messages`` (``make messages``).

Texts stand in the code, marked, and under ``data/guidance``: themes, titles of codes, the coach's
own phrases. Writes ``data/locale/alongside.pot`` anew and brings each ``alongside.po`` beside it
up to date: translations stay, new texts come in empty, those of changed texts are marked fuzzy
(and not used until somebody takes the mark off), texts that are gone go. The same texts give the
same files, so that a difference is always a text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.authored import DATA, ROOT, read
from bot.i18n import DOMAIN, LOCALE
from bot.named import theme_text

SOURCES: Final = [("**.py", "python"), ("**.html.j2", "jinja2.ext:babel_extract")]
KEYWORDS: Final = {"_": None, "N_": None, "n_": (1, 2), "N2_": (1, 2)}
TEMPLATE: Final = LOCALE / f"{DOMAIN}.pot"


def gathered() -> Catalog:
    """Every text there is: those marked in the code, and those that are authored."""
    found = extract()
    add_authored(found)
    return found


def add_authored(found: Catalog, folder: Path = DATA / "guidance") -> None:
    """Add to ``found`` the names of themes and codes and the coach's own phrases.

    A remark with each says what it is: for a theme and a code also what they are about.
    """

    def add(file: str, texts: Iterable[tuple[str, str]]) -> None:
        for at, (text, what) in enumerate(texts, start=1):
            place = (f"data/guidance/{file}", at)
            found.add(text, locations=[place], auto_comments=[" ".join(what.split())])

    themes = read(folder / "themes.yml").data
    add(
        "themes.yml",
        ((theme_text(t), f"A theme of scenes: {about}") for t, about in themes.items()),
    )
    codes = read(folder / "codes.yml").data
    add(
        "codes.yml",
        ((c["title"], f"{_KINDS[c['id'][0]]} ({c['id']}): {c['about']}") for c in codes),
    )
    words = read(folder / "coach.yml").data
    add("coach.yml", ((text, _SAID[kind]) for kind, texts in words.items() for text in texts))


_KINDS: Final = {"P": "A pitfall", "G": "A move", "M": "A move", "S": "Words that may hurt"}
_SAID: Final = {
    "doors": "The coach, after a note on marked words.",
    "doors_clean": "The coach, after a note without marked words.",
    "turning_up": "The coach, looking back: trust rose after these words.",
    "turning_down": "The coach, looking back: trust fell after these words.",
    "no_flags": "The coach, looking back: no words were marked.",
    "no_strengths": "The coach, looking back: no move was noted.",
    "carry_question": "The coach, at the end; the answers are moves, as buttons.",
}


def extract(folder: Path = ROOT / "bot") -> Catalog:
    """Every text marked in ``folder``, in the order of its files; nothing translated."""
    found = Catalog(domain=DOMAIN, charset="utf-8")
    for path, line, message, _comments, context in extract_from_dir(
        folder, method_map=SOURCES, keywords=KEYWORDS
    ):
        place = f"{folder.name}/{Path(path).as_posix()}"
        found.add(message, locations=[(place, line)], context=context)
    return found


def template(found: Catalog) -> bytes:
    """What stands in the ``.pot`` file."""
    return _HEADER.format(what="Interface texts, to be translated.", extra="").encode() + _po(found)


def updated(language: str, before: bytes, found: Catalog) -> bytes:
    """The ``.po`` file of ``language`` with its translations and the texts of now."""
    known = read_po(io.BytesIO(before), locale=language, domain=DOMAIN, charset="utf-8")
    known.update(found)
    for entry in known:
        if entry.id and not any(entry.string or ()):  # nothing to guess from
            entry.flags.discard("fuzzy")
        # What a text was before ("#|") is read as a remark, and would stay for ever.
        entry.user_comments = [c for c in entry.user_comments if not c.startswith("|")]
    extra = f'"Language: {language}\\n"\n"Plural-Forms: {known.plural_forms}\\n"\n'
    what = f"Interface texts: {known.locale.english_name if known.locale else language}."
    return _HEADER.format(what=what, extra=extra).encode() + _po(known)


# Babel's own header has the hour in it: a difference without a reason.
_HEADER: Final = (
    "# {what}\n"
    "# Brought up to date by `make messages`.\n"
    'msgid ""\n'
    'msgstr ""\n'
    "{extra}"
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    "\n"
)


def _po(catalogue: Catalog) -> bytes:
    """Its entries by file and line; without line numbers, which move with every change."""
    out = io.BytesIO()
    write_po(
        out,
        catalogue,
        width=0,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return out.getvalue()


def main() -> None:
    """Write the template and bring the catalogues up to date; say what is left to translate."""
    found = gathered()
    TEMPLATE.write_bytes(template(found))
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = path.parent.parent.name
        path.write_bytes(updated(language, path.read_bytes(), found))
        with path.open("rb") as file:
            left = sum(_is_open(m) for m in read_po(file) if m.id)
        print(f"{path.relative_to(ROOT)}: {len(found)} texts, {left} left to translate")


def _is_open(entry: Message) -> bool:
    """Whether an entry is not translated, or not surely."""
    forms = [entry.string] if isinstance(entry.string, str) else entry.string or [""]
    return entry.fuzzy or not all(forms)


if __name__ == "__main__":
    main()
