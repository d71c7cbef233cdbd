"""``alongside evaluate --reviews``: what the organisation's reviewers said, to measure with."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation.corpus import CodedReply, read_file
from bot.evaluation.reviews import FEWEST, coded, to_measure
from bot.settings import Settings


def reviewed(settings: Settings, file: Path | None) -> tuple[list[CodedReply], str]:
    """Coded replies to measure the detector on, and what they are, in words.

    They come from ``file``, a corpus.jsonl of the desk's Exports page, else from the database.
    ValueError says what is missing: figures on fewer than 20 replies would say nothing.
    """
    found, where = (list(read_file(file)), str(file)) if file else _stored(settings)
    some, everything = to_measure(found)
    if len(some) < FEWEST:
        raise ValueError(_too_few(len(found), len(some), everything))
    kept = "" if everything else ", those held out when the detector learnt from such replies"
    return some, f"reviewed replies ({where}{kept})"


def _stored(settings: Settings) -> tuple[list[CodedReply], str]:
    from bot.app import make_store
    from bot.store.desk import DeskStore

    store = make_store(settings)
    try:
        shelf = DeskStore(store)
        demo = "; the made-up ones of the demo are among them" if shelf.is_demo() else ""
        return list(coded(shelf.reviewed())), f"the database{demo}"
    finally:
        store.close()


def _too_few(found: int, measured: int, everything: bool) -> str:
    replies = "1 reply has" if found == 1 else f"{found or 'no'} replies have"
    held = "" if everything else f", and {measured} of them were held out to measure with"
    return (
        f"So far {replies} been reviewed{held}. From {FEWEST} on, figures begin to say something; "
        "from a few hundred on, they can be relied on. Each agreement, each code overruled or "
        "added at the desk and each conversation signed off counts towards it."
    )
