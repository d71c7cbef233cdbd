"""Fill a demo and write its pictures: `python -m tests.screens.desk OUT_DIR [NAME ...]`."""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from bot import content, logs
from bot.demo.filling import fill, play
from bot.demo.talks import read_script
from bot.review.app import make_app
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk import DeskStore
from bot.store.desk_tables import Reading, Reviewer, ReviewerTeam, SignOff
from bot.store.tables import EncounterRow, ObjectionRow, Trainee, TurnRow
from tests.review.browser.at_desk import FLAGS, cookie, served
from tests.screens.desk.pictures import PHONE, PICTURES, SUPERVISOR, Picture
from tests.screens.desk.same import same
from tests.screens.fewer import fewer_colours
from tests.screens.fixed import Clock, Dice, fixed
from tests.screens.shoot import ShootError, find_browser, shoot

_STEADY = (
    "--hide-scrollbars",
    "--lang=en-GB",
    "--disable-font-subpixel-positioning",  # it comes and goes, and lines are as high as it says
    "--force-color-profile=srgb",
    "--disable-lcd-text",
)
_SCALE = {PHONE: 2}  # of a phone's pictures; others are larger already


@contextmanager
def demo(folder: Path) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """A desk with the demo on it. Gives its address and the cookies of its people, by e-mail."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        telegram_token=None,
        database_url=f"sqlite:///{folder / 'desk.sqlite3'}",
        organisation="Harbour Street",
        time_zone="Europe/Amsterdam",
        pictures=folder / "pictures",
    )
    store, clock = Store(settings.database_url), Clock()
    migrate.upgrade(store.engine)
    authored, script = content.load(), read_script()
    with fixed(clock, Dice()):
        played = asyncio.run(play(script, authored, settings, store))
        fill(store, settings, script, played, seed=1, now=clock.now())
        _ask_for_second_coding(store)
        app = make_app(store, authored, settings)
        app.config["RATELIMIT_ENABLED"] = False
        with store._session() as s:
            people = {r.email: r.id for r in s.scalars(select(Reviewer))}
        shelf = DeskStore(store)
        with served(app) as url:
            tokens = {e: shelf.sign_in(id_, "Firefox on Linux") for e, id_ in people.items()}
            yield url, {e: cookie(app, token, url) for e, token in tokens.items()}
    store.close()


def _ask_for_second_coding(store: Store) -> None:
    """The supervisor is to code blind a conversation that nobody has said anything about."""
    with store._session() as s:
        who = s.scalars(select(Reviewer).where(Reviewer.email == SUPERVISOR)).one()
        groups = select(ReviewerTeam.team_id).where(ReviewerTeam.reviewer_id == who.id)
        contested = select(TurnRow.encounter_id).join(ObjectionRow)
        touched = (select(SignOff.encounter_id), select(Reading.encounter_id), contested)
        found = s.scalars(
            select(EncounterRow)
            .join(Trainee)
            .where(
                Trainee.team_id.in_(groups),
                *(EncounterRow.id.not_in(some) for some in touched),
                EncounterRow.open_to_all.is_(True),
                EncounterRow.ended_how == "goodbye",
            )
            .order_by(EncounterRow.started_at.desc(), EncounterRow.id)
        ).first()
        assert found, "The demo has no conversation left to code blind."
        s.add(Reading(encounter_id=found.id, reviewer_id=who.id, blind=True))


def take(
    browser: Browser, url: str, cookies: dict[str, dict[str, str]], one: Picture
) -> Image.Image:
    """The picture, with few colours."""
    phone = one.width == PHONE
    context = browser.new_context(
        base_url=url,
        viewport={"width": one.width, "height": one.high},
        device_scale_factor=_SCALE.get(one.width, 1.5),
        is_mobile=phone,
        has_touch=phone,
        color_scheme="dark" if one.dark else "light",
        reduced_motion="reduce",
    )
    try:
        if one.who:
            context.add_cookies([cookies[one.who]])
        page = context.new_page()
        one.go(page)
        page.wait_for_load_state("networkidle")
        shot = page.screenshot(animations="disabled", caret="hide")
    finally:
        context.close()
    with Image.open(io.BytesIO(shot)) as picture:
        return fewer_colours(picture.convert("RGB"))


def keep(picture: Image.Image, path: Path) -> str:
    """Write it, unless what is there shows the same. Returns a word on that."""
    if path.exists():
        with Image.open(path) as before:
            if same(before, picture):
                return "as before"
    picture.save(path, "PNG", optimize=True)
    return f"{path.stat().st_size / 1024:.0f} KB"


def take_all(out: Path, names: Collection[str]) -> None:
    """Write all pictures (of ``names``, if there are any) to ``out``."""
    known = [p.name for p in PICTURES]
    if unknown := set(names) - set(known):
        raise ShootError(f"No picture {', '.join(sorted(unknown))}; {', '.join(known)} are.")
    with (
        tempfile.TemporaryDirectory(prefix="desk") as folder,
        demo(Path(folder)) as (url, cookies),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*FLAGS, *_STEADY]
        )
        for one in PICTURES:
            if names and one.name not in names:
                continue
            path = out / f"{one.name}.png"
            print(f"{path}  {keep(take(browser, url, cookies, one), path)}")
        browser.close()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens.desk", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")
    given = parser.parse_args()
    logs.configure()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        if find_browser() is None:
            shoot("", Path())  # says what to install, before a minute is spent on filling
        given.out.mkdir(parents=True, exist_ok=True)
        take_all(given.out, given.names)
    except ShootError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
