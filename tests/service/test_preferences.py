"""How a trainee likes to practise: each menu shows how it stands, and a tap changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import wording
from bot.i18n import LANGUAGES
from bot.service import PracticeService, Say
from bot.service import preferences as preferences_module
from bot.service.preferences import QUIET, ZONES
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump, everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import begin, fresh, ids, kinds, newcomer, pick, say, stored

At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Let it be another moment, for preferences and for what is read back."""

    def be(moment: datetime) -> None:
        class Then(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return moment.astimezone(tz)  # type: ignore[arg-type]

        monkeypatch.setattr(preferences_module, "datetime", Then)
        monkeypatch.setattr("bot.store.records.now", lambda: moment)

    return be


def label(service: PracticeService, who: StoredTrainee, choice: str) -> str:
    """How a preference stands, in the menu of all of them."""
    menu = service.settings_menu(fresh(service, who))
    return next(c.label for c in menu.choices if c.id == choice)


# -- every menu ------------------------------------------------------------------------------------


async def test_every_choice_of_every_menu_leads_somewhere(service: PracticeService) -> None:
    """From the two menus there are commands for, on and on; no id too long for a button."""
    who = newcomer(service)
    seen: set[str] = set()
    waiting = [
        *ids(service.scene_menu(who)), *ids(service.settings_menu(who)),
        *ids(service.ask_name(who, first=True)), *ids(service.forget_ask()),
    ]  # fmt: skip
    while waiting:
        choice = waiting.pop()
        if choice in seen or choice == "forget:yes":  # which a front sees to
            continue
        seen.add(choice)
        assert service.is_choice(choice), choice
        assert len(choice.encode()) <= 64, choice
        if choice.startswith(("go:", "mark:")):
            continue
        said = await pick(service, who, choice)
        assert said, choice
        for one in said:
            waiting += ids(one)
            assert one.text, choice
            assert all(c.label.strip() for c in one.choices), choice
    kinds_seen = {choice.partition(":")[0] for choice in seen}
    assert {
        "menu", "card", "aim", "go", "surprise", "avoid", "mark", "set", "pace", "coach",
        "language", "remind", "quiet", "zone", "noname",
    } <= kinds_seen  # fmt: skip
    assert len(seen) > 150


@pytest.mark.parametrize(
    "odd", ["", "menu:4", "go:x", "again:99999", "carry:zz:1", "zone:../x", "card:a b", "mark:x:y",
            "forget:yes", "consent:yes", "coach:loud", "menu:t:"],
)  # fmt: skip
async def test_what_was_never_a_choice_of_ours_changes_nothing(
    service: PracticeService, odd: str
) -> None:
    who = newcomer(service)
    before = dump(service.store)
    assert not service.is_choice(odd)
    with pytest.raises(ValueError, match="no choice of ours"):
        await service.choose(who, odd)
    assert dump(service.store) == before


@pytest.mark.parametrize(
    "forged", ["set:nothing", "pace:slow:later", "language:xx", "quiet:3-4", "zone:Mars/Olympus",
               "mark:zebras:0"],
)  # fmt: skip
async def test_choices_with_a_value_there_is_not_change_nothing(
    service: PracticeService, forged: str
) -> None:
    who = newcomer(service)
    before = dump(service.store)["trainee"]
    assert await pick(service, who, forged)
    assert dump(service.store)["trainee"] == before


# -- first steps -----------------------------------------------------------------------------------


async def test_first_steps_lead_from_a_name_to_the_scenes(service: PracticeService) -> None:
    who = newcomer(service)
    question = service.ask_name(who, first=True)
    assert question.text == wording.NAME_ASK
    said = await say(service, who, "Ola")
    assert [s.text for s in said] == [wording.NAME_KEPT.format(name="Ola"), wording.PACE_ASK]
    assert fresh(service, who).asked is None
    (avoid,) = await pick(service, who, ids(said[1])[1])
    assert avoid.text == wording.AVOID_ASK
    assert fresh(service, who).pace == "quick"
    (scenes,) = await pick(service, who, ids(avoid)[-1])
    assert scenes.text.startswith(wording.CHOOSE)


async def test_first_steps_go_on_without_a_name(service: PracticeService) -> None:
    who = newcomer(service)
    question = service.ask_name(who, first=True)
    (pace,) = await pick(service, who, ids(question)[0])
    assert pace.text == wording.PACE_ASK
    assert (fresh(service, who).name, fresh(service, who).asked) == ("", None)


async def test_the_first_button_pressed_after_a_name_was_given_leaves_the_name(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    question = service.ask_name(who, first=True)
    await say(service, who, "Ola")
    await pick(service, who, ids(question)[0])
    assert fresh(service, who).name == "Ola"


# -- the name --------------------------------------------------------------------------------------


async def test_a_name_can_be_changed_and_taken_away(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, "set:name")
    said = await say(service, who, "  Ola  ")
    assert [s.text for s in said] == [wording.NAME_KEPT.format(name="Ola")]
    assert label(service, who, "set:name") == wording.SET_NAME.format(value="Ola")
    (question,) = await pick(service, who, "set:name")
    (gone,) = await pick(service, who, ids(question)[0])
    assert gone.text == wording.NAME_GONE
    assert label(service, who, "set:name") == wording.SET_NAME.format(value=wording.NONE)


async def test_a_name_with_a_surname_is_asked_for_again_and_not_kept(
    service: PracticeService,
) -> None:
    """It may be anybody's; the question stays open for a shorter one."""
    who = newcomer(service)
    await pick(service, who, "set:name")
    said = await say(service, who, "Anna Kowalska")
    assert [s.text for s in said] == [wording.NAME_SHORT]
    assert "Kowalska" not in everything(service.store)
    await say(service, who, "Anna")
    assert fresh(service, who).name == "Anna"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Maria Jose", "Maria Jose"), ("Juan Carlos", "Juan Carlos"), ("Ana María", "Ana María"),
        ("Anne Marie", "Anne Marie"), ("Mary Ann", "Mary Ann"), ("I'm Sam", "Sam"),
        ("Hello, I’m Sam.", "Sam"), ("call me Kay!", "Kay"), ("My name is Mary Ann", "Mary Ann"),
        ("me llamo Ana", "Ana"), ("Sam!", "Sam"), ("no name", ""), ("None.", ""),
    ],
)  # fmt: skip
async def test_a_name_is_taken_as_it_is_meant(
    service: PracticeService, written: str, name: str
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, name="Ola")
    await pick(service, who, "set:name")
    (said,) = await say(service, who, written)
    assert fresh(service, who).name == name
    assert fresh(service, who).asked is None
    assert said.text == (wording.NAME_KEPT.format(name=name) if name else wording.NAME_GONE)


@pytest.mark.parametrize("written", ["Anna Kowalska", "I'm Anna Kowalska", "What happened there?"])
async def test_what_is_no_first_name_is_asked_for_again_with_a_way_out(
    service: PracticeService, written: str
) -> None:
    who = newcomer(service)
    service.ask_name(who, first=True)
    (said,) = await say(service, who, written)
    assert (said.text, ids(said)) == (wording.NAME_SHORT, ["noname:first"])
    assert fresh(service, who).name == ""
    (pace,) = await pick(service, who, "noname:first")
    assert pace.text == wording.PACE_ASK


async def test_words_for_the_client_are_no_name(
    service: PracticeService, driver: FakeDriver
) -> None:
    """The question from the settings may stand while somebody waits for an answer."""
    who = newcomer(service)
    now = begin(service, who)
    await pick(service, who, "set:name")
    await say(service, who, "What happened?")
    assert [t.reply for t in stored(service, now).turns] == ["What happened?"]
    assert (fresh(service, who).name, fresh(service, who).asked) == ("", None)


async def test_the_question_from_the_settings_has_words_and_a_way_out_of_its_own(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    (question,) = await pick(service, who, "set:name")
    assert question.text == wording.NAME_LATER
    await say(service, who, "Ola")
    (question,) = await pick(service, who, "set:name")
    assert question.text == wording.NAME_CHANGE.format(name="Ola")
    (keep,) = [c for c in question.choices if c.id == "set:top"]
    assert keep.label == wording.NAME_KEEP.format(name="Ola")
    await pick(service, who, keep.id)
    assert (fresh(service, who).name, fresh(service, who).asked) == ("Ola", None)


async def test_a_long_name_is_cut(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, "set:name")
    await say(service, who, "Zé" * 60)
    assert fresh(service, who).name == ("Zé" * 60)[:40]


async def test_a_name_is_no_reply_and_not_coded(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await pick(service, who, "set:name")
    await say(service, who, "You should")
    assert driver.played == []
    assert stored(service, now).turns == ()


async def test_stepping_out_counts_also_where_a_name_was_asked_for(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await pick(service, who, "set:name")
    said = await say(service, who, "I feel suicidal")
    assert "Ask for Priya" in said[0].text
    assert stored(service, now).status == "paused"
    assert (fresh(service, who).name, fresh(service, who).asked) == ("", None)


# -- pace, coach, intent, language -----------------------------------------------------------------


@pytest.mark.parametrize("pace", ["human", "quick"])
async def test_the_client_answers_at_the_pace_chosen(service: PracticeService, pace: str) -> None:
    who = newcomer(service)
    (said,) = await pick(service, who, f"pace:{pace}:later")
    assert said.text == wording.PACE_KEPT.format(pace=wording.PACES[pace].lower())
    assert wording.PACES[pace] in label(service, who, "set:pace")
    service.start(fresh(service, who), "ad-site-down")
    opening = take(service.store, who)[-1]
    assert (opening.kind, opening.data["pace"]) == ("client", pace)
    answer = (await say(service, fresh(service, who), "How are you?"))[0]
    assert (answer.kind, answer.data["pace"]) == ("client", pace)


@pytest.mark.parametrize("mode", ["each", "end", "off"])
async def test_when_the_coach_speaks(service: PracticeService, mode: str) -> None:
    who = newcomer(service)
    (menu,) = await pick(service, who, "set:coach")
    assert ids(menu) == ["coach:each", "coach:end", "coach:off", "set:top"]
    (said,) = await pick(service, who, f"coach:{mode}")
    assert said.text == wording.COACH_MODE.format(mode=wording.COACH_MODES[mode])
    assert label(service, who, "set:coach").endswith(wording.COACH_MODES[mode])
    assert begin(service, who).coach_mode == mode


async def test_the_question_before_a_flag_is_off_until_it_is_turned_on(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    off, on = (wording.SET_INTENT.format(value=v) for v in (wording.OFF, wording.ON))
    # Long labels are cut for a button.
    assert label(service, who, "set:intent")[:50] == off[:50]
    (menu,) = await pick(service, who, "set:intent")
    assert next(c.label for c in menu.choices if c.id == "set:intent")[:50] == on[:50]
    assert fresh(service, who).asks_intent
    await pick(service, who, "set:intent")
    assert not fresh(service, who).asks_intent


async def test_a_language_is_chosen_by_its_own_name_and_spoken_at_once(
    service: PracticeService, marked: str
) -> None:
    who = newcomer(service)
    (menu,) = await pick(service, who, "set:language")
    assert [(c.id, c.label) for c in menu.choices[:-1]] == [
        (f"language:{code}", name) for code, name in LANGUAGES.items()
    ]
    (settings,) = await pick(service, who, "language:es")
    assert settings.text == marked + wording.SETTINGS
    assert fresh(service, who).language == "es"
    assert "Español" in next(c.label for c in settings.choices if c.id == "set:language")
    (settings,) = await pick(service, who, "language:en")
    assert settings.text == wording.SETTINGS


# -- not today -------------------------------------------------------------------------------------


async def test_themes_are_marked_and_unmarked_page_by_page(service: PracticeService) -> None:
    who = newcomer(service)
    every = sorted({t for s in service.content.scenarios.values() for t in s.themes})
    found: list[str] = []
    (page,) = await pick(service, who, "avoid:0")
    while not set(ids(page)) & {f"mark:{t}:0" for t in found}:
        found += [c.split(":")[1] for c in ids(page) if c.startswith("mark:")]
        assert all(c.label.startswith("☐ ") for c in page.choices if c.id.startswith("mark:"))
        (more,) = [c for c in ids(page) if c.startswith("avoid:")]
        (page,) = await pick(service, who, more)
    assert sorted(found) == every
    first = found[0]
    (page,) = await pick(service, who, f"mark:{first}:0")
    assert page.choices[0].label == f"☒ {first.replace('-', ' ')}"
    assert label(service, who, "avoid:0") == wording.SET_AVOID.format(value=first.replace("-", " "))
    (page,) = await pick(service, who, f"mark:{first}:0")
    assert page.choices[0].label.startswith("☐")
    assert fresh(service, who).avoid == ()


@pytest.mark.parametrize(
    ("zone", "marked_at", "still", "over"),
    [
        # In the evening there is little of the day left.
        ("America/Los_Angeles", "2026-11-20T23:30", "2026-11-20T23:59:59", "2026-11-21T00:00:01"),
        ("Asia/Tokyo", "2026-11-20T00:05", "2026-11-20T23:59:59", "2026-11-21T00:00:01"),
        # Days of 25 and of 23 hours.
        ("Europe/Madrid", "2026-10-25T01:00", "2026-10-25T23:59:59", "2026-10-26T00:00:01"),
        ("Europe/Madrid", "2027-03-28T01:00", "2027-03-28T23:59:59", "2027-03-29T00:00:01"),
        # The last days of a month and a year.
        ("Pacific/Auckland", "2026-12-31T12:00", "2026-12-31T23:59:59", "2027-01-01T00:00:01"),
    ],
)
async def test_today_ends_at_midnight_where_the_trainee_is(
    service: PracticeService, at: At, zone: str, marked_at: str, still: str, over: str
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, time_zone=zone)

    def here(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    at(here(marked_at))
    await pick(service, who, "mark:police:0")
    at(here(still))
    assert fresh(service, who).avoid == ("police",)
    at(here(over))
    assert fresh(service, who).avoid == ()
    await pick(service, who, "mark:violence:0")
    # What was marked yesterday does not come back with it.
    assert fresh(service, who).avoid == ("violence",)


async def test_without_a_zone_of_their_own_it_is_the_organisation_s(
    service: PracticeService, at: At
) -> None:
    who = newcomer(service)
    service.settings.time_zone = "Asia/Kolkata"
    at(datetime(2026, 11, 20, 18, 0, tzinfo=UTC))  # 23:30 there
    await pick(service, who, "mark:police:0")
    at(datetime(2026, 11, 20, 18, 31, tzinfo=UTC))
    assert fresh(service, who).avoid == ()


# -- reminders -------------------------------------------------------------------------------------


async def test_reminders_are_off_until_turned_on(service: PracticeService) -> None:
    who = newcomer(service)
    (menu,) = await pick(service, who, "set:reminders")
    assert f"They are {wording.OFF}." in menu.text
    assert ids(menu)[0] == "remind:on"
    (menu,) = await pick(service, who, "remind:on")
    assert f"They are {wording.ON}." in menu.text
    assert fresh(service, who).reminders
    assert label(service, who, "set:reminders") == wording.SET_REMINDERS.format(value=wording.ON)
    (menu,) = await pick(service, who, "remind:off")
    assert not fresh(service, who).reminders


async def test_quiet_hours_and_zone_are_chosen_by_a_tap(service: PracticeService, at: At) -> None:
    at(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    who = newcomer(service)
    service.settings.time_zone = "Europe/Lisbon"
    (menu,) = await pick(service, who, "set:reminders")
    assert "Quiet hours: 21:00 to 9:00, your time (Europe/Lisbon; it is 12:00 there)." in menu.text
    assert "quiet:21-9" not in ids(menu)
    (menu,) = await pick(service, who, "quiet:22-7")
    assert fresh(service, who).quiet == (22, 7)
    assert "Quiet hours: 22:00 to 7:00" in menu.text
    assert "quiet:21-9" in ids(menu)
    (zones,) = await pick(service, who, "zone")
    (tokyo,) = [c for c in zones.choices if c.id == "zone:Asia/Tokyo"]
    assert tokyo.label == "21:00 Tokyo"
    (menu,) = await pick(service, who, tokyo.id)
    assert fresh(service, who).time_zone == "Asia/Tokyo"
    assert "(Asia/Tokyo; it is 21:00 there)" in menu.text
    (by_day,) = [c for c in menu.choices if c.id == "quiet:8-16"]  # somebody on nights
    (menu,) = await pick(service, who, by_day.id)
    assert fresh(service, who).quiet == (8, 16)
    (none,) = [c for c in menu.choices if c.id == "quiet:0-0"]
    assert none.label == wording.QUIET_NONE
    (menu,) = await pick(service, who, none.id)
    assert "No quiet hours. Your time: 21:00 (Asia/Tokyo)." in menu.text


def test_the_zones_offered_exist_and_have_every_common_hour() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    offsets = {noon.astimezone(ZoneInfo(name)).utcoffset() for name in ZONES}
    assert len(offsets) > 25
    for odd in (-3.5, -4, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5):
        assert timedelta(hours=odd) in offsets, odd
    assert len(set(ZONES)) == len(ZONES)
    assert all(0 <= hour <= 23 for pair in QUIET for hour in pair)


# -- menus without a change ------------------------------------------------------------------------


def test_looking_at_a_menu_stores_nothing(service: PracticeService) -> None:
    who = newcomer(service)
    before = dump(service.store)
    looked: list[Say] = [
        service.settings_menu(who), service.pace_menu(), service.avoid_menu(who, 0),
        service.coach_menu(), service.language_menu(), service.reminders_menu(who),
        service.zone_menu(), service.scene_menu(who), service.theme_menu(who), service.past(who),
    ]  # fmt: skip
    assert set(kinds(looked)) <= {"menu", "note"}
    assert dump(service.store) == before


@pytest.mark.parametrize(
    ("where", "back"),
    [
        ("set:name", "set:top"), ("set:pace", "set:top"), ("set:coach", "set:top"),
        ("set:language", "set:top"), ("set:reminders", "set:top"), ("zone", "set:reminders"),
    ],
)  # fmt: skip
async def test_every_preference_has_a_way_back(
    service: PracticeService, where: str, back: str
) -> None:
    who = newcomer(service)
    before = fresh(service, who)
    (menu,) = await pick(service, who, where)
    assert (ids(menu)[-1], menu.choices[-1].label) == (back, wording.BACK)
    await pick(service, who, back)
    assert fresh(service, who) == before  # nothing changed, and nothing is asked any more
