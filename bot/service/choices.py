"""What each choice does, on every channel. A choice's id is all that comes back of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Final

from bot import wording
from bot.i18n import _
from bot.service.base import Incoming
from bot.service.conversation import Conversation
from bot.service.looking_back import LookingBack
from bot.service.messages import Say, note
from bot.store.repository import StoredTrainee

_KNOWN: Final = re.compile(
    r"menu:(?:top|theme|[123]|t:[a-z-]+)|card:[a-z0-9-]+(?::(?:u|[123]|t:[a-z-]+))?"
    r"|surprise|unaided|resume(?::[0-9a-f]+)?|aided|back|zone"
    r"|aim:[a-z0-9-]+(?::u?k?)?|go:[a-z0-9-]+:(?:[GM]\d{1,2}|-)(?::u?k?)?"
    r"|mistaken:[0-9a-f]+|untell:\d{1,9}|(?:again|ways|show|on|no):\d{1,4}"
    r"|meant:\d{1,4}:(?:reason|intent)|intent:\d{1,4}:(?:\d|-)"
    r"|skip:(?:reason|tell|answer)|answer:\d{1,9}|toclient:\d{1,9}:[0-9a-f]+|tell:[0-9a-f]*"
    r"|edit:(?:yes|no)(?::\w{1,40})?|carry:[0-9a-f]+:\d{1,2}|notes:[0-9a-f]+"
    r"|share:[0-9a-f]+:[01](?::\d{1,3})?|past:\d{1,3}|set:[a-z]+"
    r"|noname:(?:first|later)|pace:[a-z]+:(?:first|later)"
    r"|avoid:\d{1,2}|mark:[a-z-]+:\d{1,2}|coach:(?:each|end|off)|language:[a-z]+|remind:(?:on|off)"
    r"|stopreminders|quiet:\d{1,2}-\d{1,2}|zone:[A-Za-z_]+/[A-Za-z_]+|forget:no|agree:(?:yes|no)"
    r"|agree:yes:(?:surprise|unaided|card:[a-z0-9-]+(?::(?:u|[123]|t:[a-z-]+))?)"
)


class Choices(Conversation, LookingBack):
    """One way in for all choices but consent and erasing, which a front sees to."""

    @staticmethod
    def is_choice(id_: str) -> bool:
        """Whether ``id_`` can have come from a choice of ours."""
        return _KNOWN.fullmatch(_OF.sub("", id_)) is not None

    async def choose(
        self, trainee: StoredTrainee, id_: str, incoming: Incoming = None
    ) -> Sequence[Say]:
        """Do what a choice asks for.

        Returns what to show at once, a menu in place of the one the choice was in; nothing, if
        all there is to say was queued with what changed. ValueError: no choice of ours.
        """
        if not self.is_choice(id_):
            raise ValueError("no choice of ours")
        id_, _at, of = id_.partition("@")
        kind, _colon, rest = id_.partition(":")
        if kind in _TO_CLIENT and trainee.asked and trainee.asked["what"] != "edit":
            await asyncio.to_thread(self.store.set_trainee, trainee.id, asked=None)
        if kind in _ASYNC:
            return await self._act(trainee, kind, rest, incoming, of)
        if kind in _TURN:
            return await asyncio.to_thread(self._on_a_turn, trainee, kind, rest, incoming, of)
        return await asyncio.to_thread(self._view, trainee, kind, rest, incoming)

    async def _act(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming, of: str
    ) -> Sequence[Say]:
        if kind == "edit":
            answer, _colon, ref = rest.partition(":")
            await self.take_edit(trainee, answer == "yes", incoming, ref)
        elif kind == "meant":
            number, _colon, what = rest.partition(":")
            await self.for_client(trainee, int(number), what, incoming, of)
        elif kind == "toclient":
            comment, _colon, encounter = rest.partition(":")
            await self.answer_for_client(trainee, int(comment), encounter, incoming)
        return ()

    def _view(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming
    ) -> Sequence[Say]:
        for some in (self._choosing, self._around_a_turn, self._preferring):
            shown = some(trainee, kind, rest, incoming)
            if shown is not None:
                return shown
        raise ValueError("no choice of ours")

    def _choosing(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming
    ) -> Sequence[Say] | None:
        match kind:
            case "menu" if rest == "top":
                return (self.scene_menu(trainee),)
            case "menu" if rest == "theme":
                return (self.theme_menu(trainee),)
            case "menu":
                return (self.scene_list(trainee, rest),)
            case "card":
                scene, _colon, whence = rest.partition(":")
                return (self.scene_card(trainee, scene, whence == "u", whence),)
            case "surprise":
                return (self.surprise(trainee),)
            case "aim":
                scene, _colon, marks = rest.partition(":")
                return (self.aim_menu(trainee, scene, marks),)
            case "unaided":
                return (self.unaided(trainee),)
            case "go":
                scene, aim, *end = rest.split(":")
                return self.go(trainee, scene, aim, "".join(end), incoming)
            case "resume":
                self.resume(trainee, incoming, rest)
            case "notes":
                return self.notes_after_all(trainee, rest)
            case "share":
                encounter, on, *page = rest.split(":")
                return self.share(trainee, encounter, on == "1", int(page[0]) if page else None)
            case "past":
                return (self.past(trainee, int(rest)),)
            case "carry":
                encounter, _colon, index = rest.partition(":")
                self.carry(trainee, encounter, int(index), incoming)
            case _:
                return None
        return ()

    def _on_a_turn(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming, of: str
    ) -> Sequence[Say]:
        """``of``: the conversation the turn is of, if the choice said so."""
        number, _colon, which = rest.partition(":")
        match kind:
            case "again":
                self.again(trainee, int(number), incoming, of)
            case "ways" | "show":
                self.ways(trainee, int(number), incoming, at_once=kind == "show", of=of)
            case "no":
                self.disagree(trainee, int(number), incoming, of)
            case _:
                at = int(which) if which.isdecimal() else len(wording.INTENTS)
                intent = _(wording.INTENTS[at]) if at < len(wording.INTENTS) else ""
                self.meant(trainee, int(number), intent, incoming, of=of)
        return ()

    def _around_a_turn(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming
    ) -> Sequence[Say] | None:
        match kind:
            case "back":
                return (self.back_menu(trainee),)
            case "aided":
                self.have_coach_back(trainee, incoming)
            case "mistaken":
                self.not_meant(trainee, rest, incoming)
            case "untell":
                return (self.untell(trainee, int(rest)),)
            case "tell":
                now = self.store.encounter(rest)
                mine = rest if now and now.trainee == trainee.id else ""
                self.store.set_trainee(trainee.id, asked={"what": "tell", "encounter": mine})
                return (self.tell_ask(),)
            case "skip":
                if not trainee.asked or trainee.asked["what"] != rest:
                    return () if rest == "reason" else (note(_(wording.FOR_CLIENT_LATE)),)
                self.store.set_trainee(trainee.id, asked=None)
                return () if rest == "reason" else (note(_(wording.LEFT_UNSAID)),)
            case "answer":
                return (self.answer_ask(trainee, int(rest)),)
            case "on":
                return ()
            case _:
                return None
        return ()

    def _preferring(
        self, trainee: StoredTrainee, kind: str, rest: str, incoming: Incoming
    ) -> Sequence[Say] | None:
        match kind:
            case "set":
                return (self._setting(trainee, rest),)
            case "noname" if not trainee.asked or trainee.asked["what"] != "name":
                return (self.settings_menu(trainee),)  # a name was given meanwhile
            case "noname":
                return (self.no_name(trainee, rest == "first"),)
            case "pace":
                pace, _colon, where = rest.partition(":")
                return (self.set_pace(trainee, pace, where),)
            case "avoid":
                return (self.avoid_menu(trainee, int(rest)),)
            case "mark":
                theme, _colon, page = rest.partition(":")
                self.mark_theme(trainee, theme)
                return (self.avoid_menu(self._fresh(trainee), int(page)),)
            case "coach":
                self.set_coach(trainee, rest, incoming)
            case "language":
                return (self.set_language(trainee, rest),)
            case "remind":
                return (self.set_reminders(trainee, rest == "on"),)
            case "stopreminders":
                return (self.set_reminders(trainee, False, only_note=True),)
            case "quiet":
                start, _dash, end = rest.partition("-")
                return (self.set_quiet(trainee, int(start), int(end)),)
            case "zone":
                return (self.set_zone(trainee, rest) if rest else self.zone_menu(),)
            case "forget":
                return (note(_(wording.KEPT_ALL)),)
            case "agree":
                if rest == "no":
                    return (note(_(wording.CONSENT_LATER)),)
                self.store.consent(trainee.id, self.settings.supervisors_see)
                kind, _colon, rest = rest.removeprefix("yes").lstrip(":").partition(":")
                shown = self._choosing(self._fresh(trainee), kind, rest, incoming) if kind else None
                return shown or (self.scene_menu(self._fresh(trainee)),)
            case _:
                return None
        return ()

    def _setting(self, trainee: StoredTrainee, which: str) -> Say:
        match which:
            case "name":
                return self.ask_name(trainee, first=False)
            case "top" if trainee.asked and trainee.asked["what"] == "name":
                self.store.set_trainee(trainee.id, asked=None)
            case "pace":
                return self.pace_menu()
            case "coach":
                return self.coach_menu()
            case "intent":
                return self.toggle_intent(trainee)
            case "language":
                return self.language_menu()
            case "reminders":
                return self.reminders_menu(trainee)
        return self.settings_menu(trainee)


_ASYNC: Final = ("edit", "meant", "toclient")
# After these the next words are for the client, whatever was asked before.
_TO_CLIENT: Final = ("go", "resume", "again", "ways", "show", "on", "back", "aided", "mistaken")
_TURN: Final = ("again", "ways", "show", "no", "intent")
_OF: Final = re.compile(r"@[0-9a-f]+$")
