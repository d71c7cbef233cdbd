"""How a trainee likes to practise: name, pace, coach, language, what not to meet, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot import wording
from bot.i18n import LANGUAGES, _, known, speaking
from bot.named import theme_name
from bot.service.base import Incoming, ServiceBase
from bot.service.looking_back import steps_passed
from bot.service.messages import Choice, Say, menu, note
from bot.service.naming import is_first_name, name_in
from bot.store.repository import StoredTrainee

# The last is none at all. Some are for whoever sleeps by day, or works office hours.
QUIET: Final = ((21, 9), (22, 7), (20, 8), (23, 11), (18, 10), (8, 16), (9, 17), (0, 0))
# A zone for each time that somebody may have, where many people live, with summer time and
# without; asked for by the clock.
ZONES: Final = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix",
    "America/Denver", "America/Chicago", "America/Mexico_City", "America/New_York",
    "America/Bogota", "America/Caracas", "America/Puerto_Rico", "America/Halifax",
    "America/Santiago", "America/St_Johns", "America/Sao_Paulo", "Atlantic/Cape_Verde",
    "Africa/Accra", "Europe/London", "Africa/Lagos", "Europe/Madrid", "Africa/Johannesburg",
    "Africa/Cairo", "Europe/Athens", "Africa/Nairobi", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon",
    "Asia/Bangkok", "Asia/Manila", "Asia/Tokyo", "Australia/Darwin", "Australia/Adelaide",
    "Australia/Brisbane", "Australia/Sydney", "Pacific/Noumea", "Pacific/Auckland",
    "Pacific/Tongatapu",
)  # fmt: skip
# What somebody may rather not meet today stands first; the rest follows by the alphabet.
_HEAVIER: Final = {
    theme: at
    for at, theme in enumerate(
        (
            "violence", "bad-date", "police", "raids", "overdose", "grief", "outing", "eviction",
            "drug-use", "parenting", "partner", "family", "unkind-care", "therapy", "migration",
            "stigma", "trans-lives", "testing", "condoms-refused", "boundary-pusher", "conflict",
            "exit-programme", "debt", "loneliness",
        )
    )
}  # fmt: skip
_AT_ONCE: Final = 12  # themes shown at once


class Preferences(ServiceBase):
    """Each menu is a view: what is chosen in it comes back as the menu, changed."""

    def settings_menu(self, trainee: StoredTrainee) -> Say:
        """All preferences and how they stand."""
        on = {True: _(wording.ON), False: _(wording.OFF)}
        avoided = ", ".join(theme_name(t) for t in trainee.avoid) or _(wording.NONE)
        rows = [
            ("set:name", wording.SET_NAME, trainee.name or _(wording.NONE)),
            ("set:pace", wording.SET_PACE, _(wording.PACES[trainee.pace])),
            ("set:coach", wording.SET_COACH, _(wording.COACH_MODES[trainee.coach_mode])),
            ("set:intent", wording.SET_INTENT, on[trainee.asks_intent]),
            ("set:language", wording.SET_LANGUAGE, LANGUAGES[known(trainee.language)]),
            ("avoid:0", wording.SET_AVOID, avoided),
            ("set:reminders", wording.SET_REMINDERS, on[trainee.reminders]),
        ]
        return menu(
            _(wording.SETTINGS),
            [Choice(id_, _short(_(text).format(value=value))) for id_, text, value in rows],
        )

    # -- first steps: name, pace, what not to meet ---------------------------------------------

    def ask_name(self, trainee: StoredTrainee, first: bool) -> Say:
        """Ask for a name; the next words are taken for it."""
        self.store.set_trainee(trainee.id, asked={"what": "name", "first": first})
        text = _(wording.NAME_ASK if first else wording.NAME_LATER)
        if trainee.name and not first:
            text = _(wording.NAME_CHANGE).format(name=trainee.name)
        return menu(text, _name_choices(trainee, first))

    def set_name(
        self, trainee: StoredTrainee, name: str, incoming: Incoming = None, first: bool = False
    ) -> None:
        """Call the trainee by ``name`` from now on."""
        self.store.set_trainee(trainee.id, name=name, asked=None)
        said = [note(_(wording.NAME_KEPT).format(name=name))]
        if first:
            said.append(self.pace_menu("first"))
        self.say(trainee, said, incoming)

    def take_name(
        self,
        trainee: StoredTrainee,
        text: str,
        details: Sequence[str] = (),
        incoming: Incoming = None,
    ) -> None:
        """What was written where a name was asked for. ``details``: kinds noticed in it."""
        first = bool((trainee.asked or {}).get("first"))
        name = name_in(text)
        if name == "":
            self.say(trainee, [self.no_name(trainee, first)], incoming)
        elif name and set(details) <= {"name"} and (not details or is_first_name(name)):
            self.set_name(trainee, name, incoming, first)
        else:
            self.say(
                trainee, [menu(_(wording.NAME_SHORT), _name_choices(trainee, first))], incoming
            )

    def no_name(self, trainee: StoredTrainee, first: bool) -> Say:
        """Call them by no name; first steps go on."""
        self.store.set_trainee(trainee.id, name="", asked=None)
        return self.pace_menu("first") if first else note(_(wording.NAME_GONE))

    def pace_menu(self, where: str = "later") -> Say:
        """How fast the client may answer."""
        choices = [Choice(f"pace:{k}:{where}", _(v)) for k, v in wording.PACES.items()]
        if where != "first":
            choices.append(_to_settings())
        return menu(_(wording.PACE_ASK), choices)

    def set_pace(self, trainee: StoredTrainee, pace: str, where: str) -> Say:
        """Set the pace; first steps go on to what not to meet."""
        if pace not in wording.PACES:
            return self.pace_menu(where)
        self.store.set_trainee(trainee.id, pace=pace)
        if where == "first":
            return self.avoid_menu(trainee, 0)
        return note(_(wording.PACE_KEPT).format(pace=_(wording.PACES[pace]).lower()))

    def avoid_menu(self, trainee: StoredTrainee, page: int) -> Say:
        """Themes that scenes have; those marked stay out of sight for today."""
        there = {t for s in self.content.scenarios.values() for t in s.themes}
        every = sorted(there, key=lambda t: (_HEAVIER.get(t, len(_HEAVIER)), theme_name(t)))
        pages = -(-len(every) // _AT_ONCE)
        page %= pages
        shown = every[page * _AT_ONCE : (page + 1) * _AT_ONCE]
        choices = [
            Choice(f"mark:{t}:{page}", f"{'☒' if t in trainee.avoid else '☐'} {theme_name(t)}")
            for t in shown
        ]
        choices.append(Choice(f"avoid:{(page + 1) % pages}", _(wording.AVOID_MORE)))
        choices.append(Choice("menu:top", _(wording.AVOID_DONE)))
        return menu(_(wording.AVOID_ASK), choices)

    def mark_theme(self, trainee: StoredTrainee, theme: str) -> None:
        """Mark a theme for today, or take the mark off. Ends with the trainee's own day."""
        avoid = [t for t in trainee.avoid if t != theme]
        if theme not in trainee.avoid:
            if not any(theme in s.themes for s in self.content.scenarios.values()):
                return
            avoid.append(theme)
        here = datetime.now(self.zone(trainee))
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        self.store.set_trainee(trainee.id, avoid=avoid, avoid_until=midnight.astimezone(UTC))

    # -- the coach -----------------------------------------------------------------------------

    def coach_menu(self) -> Say:
        """When the coach should speak."""
        choices = [Choice(f"coach:{k}", _(v)) for k, v in wording.COACH_MODES.items()]
        return menu(_(wording.COACH_ASK), [*choices, _to_settings()])

    def set_coach(self, trainee: StoredTrainee, mode: str, incoming: Incoming = None) -> None:
        """Set when the coach speaks: each, end or off. Says so if that ends one without help."""
        if mode in wording.COACH_MODES:
            helped = self.store.set_coach_mode(trainee.id, mode)
            text = _(wording.COACH_MODE).format(mode=_(wording.COACH_MODES[mode]))
            rows = [text, _(wording.AIDED_NOW)] if helped else [text]
            self._note(trainee, None, "\n\n".join(rows), incoming)

    # -- language ------------------------------------------------------------------------------

    def language_menu(self) -> Say:
        """The languages of the interface; what can be coded is said plainly."""
        choices = [Choice(f"language:{code}", name) for code, name in LANGUAGES.items()]
        return menu(_(wording.LANGUAGE_ASK), [*choices, _to_settings()])

    def set_language(self, trainee: StoredTrainee, code: str) -> Say:
        """Speak ``code`` from now on."""
        self.store.set_trainee(trainee.id, language=known(code))
        with speaking(code):
            return self.settings_menu(self._fresh(trainee))

    # -- reminders -----------------------------------------------------------------------------

    def reminders_menu(self, trainee: StoredTrainee) -> Say:
        """Whether reminders come, and when they don't."""
        zone = self.zone(trainee)
        start, end = trainee.quiet
        here = datetime.now(zone)
        on = _(wording.ON if trainee.reminders else wording.OFF)
        quiet = wording.QUIET_NOW if start != end else wording.QUIET_NONE_NOW
        hours = _(quiet).format(
            start=start,
            end=end,
            zone=getattr(zone, "key", None) or here.tzname(),
            now=f"{here:%H:%M}",
        )
        text = f"{_(wording.REMINDERS).format(on=on)}\n\n{hours}"
        toggle = wording.REMINDERS_OFF if trainee.reminders else wording.REMINDERS_ON
        choices = [Choice(f"remind:{'off' if trainee.reminders else 'on'}", _(toggle))]
        choices += [
            Choice(
                f"quiet:{a}-{b}",
                _(wording.QUIET if a != b else wording.QUIET_NONE).format(start=a, end=b),
            )
            for a, b in QUIET
            if (a, b) != trainee.quiet
        ]
        choices.append(Choice("zone", _(wording.ZONE)))
        return menu(text, [*choices, _to_settings()])

    def set_reminders(self, trainee: StoredTrainee, on: bool, only_note: bool = False) -> Say:
        """Turn reminders on or off."""
        last = self.store.latest(trainee.id, ("active", "paused", "ended"))
        at = last.updated_at if last else None
        # Days that passed before count as sent: nothing comes the moment they are turned on.
        passed = steps_passed(at, datetime.now(UTC)) if at else 0
        self.store.set_trainee(trainee.id, reminders=on, reminded=passed)
        if only_note:
            return note(_(wording.REMINDED_ON if on else wording.REMINDED_OFF))
        return self.reminders_menu(self._fresh(trainee))

    def set_quiet(self, trainee: StoredTrainee, start: int, end: int) -> Say:
        """Set the hours in which nothing comes by itself."""
        if (start, end) in QUIET:
            self.store.set_trainee(trainee.id, quiet_from=start, quiet_to=end)
        return self.reminders_menu(self._fresh(trainee))

    def zone_menu(self) -> Say:
        """Time zones, found by what the clock says there now."""
        now = datetime.now(UTC)
        choices = [
            Choice(
                f"zone:{name}",
                f"{now.astimezone(ZoneInfo(name)):%H:%M} {name.split('/')[1].replace('_', ' ')}",
            )
            for name in ZONES
        ]
        choices.append(Choice("set:reminders", _(wording.BACK)))
        return menu(_(wording.ZONE_ASK), choices)

    def set_zone(self, trainee: StoredTrainee, name: str) -> Say:
        """Set the trainee's time zone."""
        if name in ZONES:
            self.store.set_trainee(trainee.id, time_zone=name)
        return self.reminders_menu(self._fresh(trainee))

    def toggle_intent(self, trainee: StoredTrainee) -> Say:
        """Ask "what did you mean to do?" before a flag, or no longer."""
        self.store.set_trainee(trainee.id, asks_intent=not trainee.asks_intent)
        return self.settings_menu(self._fresh(trainee))

    def _fresh(self, trainee: StoredTrainee) -> StoredTrainee:
        return self.store.trainee_by_id(trainee.id) or trainee


def _name_choices(trainee: StoredTrainee, first: bool) -> list[Choice]:
    """No name, and outside the first steps a way to leave it as it is."""
    skip = Choice(f"noname:{'first' if first else 'later'}", _(wording.NAME_SKIP))
    if first:
        return [skip]
    keep = _(wording.NAME_KEEP).format(name=trainee.name) if trainee.name else _(wording.BACK)
    return [skip, Choice("set:top", keep)]


def _to_settings() -> Choice:
    return Choice("set:top", _(wording.BACK))


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
