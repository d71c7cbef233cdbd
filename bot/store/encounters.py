"""Encounters and their turns."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import selectinload

from bot.practice.types import Encounter
from bot.store.people import People
from bot.store.records import (
    NewTurn,
    Payload,
    StoredEncounter,
    StoredTrainee,
    encounter_of,
    next_asked,
    trainee_of,
)
from bot.store.tables import (
    Account,
    EncounterRow,
    FindingRow,
    NoteRow,
    OfferRow,
    Trainee,
    TurnRow,
    now,
)


class Encounters(People):
    """Each public method is one transaction."""

    def start(
        self,
        trainee: StoredTrainee,
        state: Encounter,
        line: Payload,
        coach_mode: str,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
        *,
        aim: str = "",
        unaided: bool = False,
        open_to_all: bool = True,
        assignment: int | None = None,
        instead_of: str = "",
    ) -> StoredEncounter:
        """Begin an encounter; one that was open is set aside (paused).

        ``open_to_all``: supervisors may read it. ``assignment``: the one it answers, if any.
        ``instead_of``: one without a reply in it yet, which this one takes the place of.
        """
        with self._session() as s:
            s.execute(
                update(EncounterRow)
                .where(EncounterRow.trainee_id == trainee.id, EncounterRow.status == "active")
                .values(status="paused")
            )
            if instead_of:
                told = select(NoteRow.encounter_id).where(NoteRow.encounter_id == instead_of)
                s.execute(delete(EncounterRow).where(EncounterRow.id == instead_of, ~told.exists()))
            row = EncounterRow(
                id=secrets.token_hex(8),
                trainee_id=trainee.id,
                scenario_id=state.scenario,
                coach_mode=coach_mode,
                status="active",
                state=state.to_json(),
                line=dict(line),
                carry="",
                aim=aim,
                unaided=unaided,
                open_to_all=open_to_all,
                assignment_id=assignment,
                assigned=assignment is not None,
            )
            s.add(row)
            s.flush()
            # What was carried along has been said with this: once.
            # A new conversation starts the count of reminders again.
            s.execute(update(Trainee).where(Trainee.id == trainee.id).values(carry="", reminded=0))
            self._queue(s, trainee.account, row.id, messages)
            self._done(s, incoming)
            s.flush()
            return encounter_of(row)

    def encounter(self, id_: str) -> StoredEncounter | None:
        """One encounter by id."""
        with self._session() as s:
            row = s.get(EncounterRow, id_)
            return encounter_of(row) if row else None

    def latest(self, trainee: str, status: Sequence[str] = ("active",)) -> StoredEncounter | None:
        """The trainee's latest encounter with one of these statuses."""
        with self._session() as s:
            row = s.scalars(
                select(EncounterRow)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.status.in_(status))
                .order_by(EncounterRow.updated_at.desc(), EncounterRow.started_at.desc())
                .limit(1)
            ).first()
            return encounter_of(row) if row else None

    def open_elsewhere(self, scenarios: Sequence[str]) -> list[tuple[StoredTrainee, str]]:
        """Open and paused encounters in any scenario but these, with whose they are."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee, EncounterRow.id)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .join(EncounterRow, EncounterRow.trainee_id == Trainee.id)
                .where(EncounterRow.status != "ended", EncounterRow.scenario_id.not_in(scenarios))
            )
            return [(trainee_of(a, t), encounter) for a, t, encounter in found]

    def lines_met(self, trainee: str, scenarios: Sequence[str], most: int = 3) -> set[str]:
        """Ids of lines said in the trainee's latest ``most`` encounters of these scenarios."""
        with self._session() as s:
            found = s.scalars(
                select(EncounterRow.state)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.scenario_id.in_(scenarios))
                .order_by(EncounterRow.updated_at.desc())
                .limit(most)
            )
            return {str(x) for state in found for x in state.get("used", ())}

    def add_turn(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: NewTurn,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
        pending: Payload | None = None,
        asked: Payload | None = None,
    ) -> int:
        """Turn, findings, new state and outgoing messages, in one transaction. Returns its id.

        ``asked``: a question to the trainee that now waits for words.
        """
        with self._session() as s:
            row = s.get_one(EncounterRow, encounter, with_for_update=True)
            made = TurnRow(
                encounter_id=encounter,
                number=turn.number,
                client_before=turn.client_before,
                reply=turn.reply,
                client_after=turn.client_after,
                kind=turn.kind,
                topic=turn.topic,
                topic_confidence=turn.topic_confidence,
                trust=turn.state.trust,
                stance=turn.state.stance,
                state_before=turn.state_before.to_json(),
                line_before=dict(turn.line_before),
                feedback=turn.feedback.to_json(),
                parent_id=turn.parent,
                message_ref=turn.message_ref,
                coder=turn.coder,
                findings=[
                    FindingRow(
                        code=f.code,
                        start=f.start,
                        end=f.end,
                        quote=f.quote,
                        confidence=f.confidence,
                        shown=f.shown,
                        why=f.why,
                    )
                    for f in turn.findings
                ],
            )
            s.add(made)
            row.state = turn.state.to_json()
            row.line = dict(turn.line)
            row.pending = dict(pending) if pending else None
            row.updated_at = now()
            if turn.state.ended:
                row.status, row.ended_how, row.ended_at = "ended", turn.state.ended, now()
            person = s.get_one(Trainee, trainee.id)
            person.reminded = 0  # whoever practises starts the count of reminders again
            if asked:
                person.asked = next_asked(person.asked, asked)
            self._count_gap(s, row.scenario_id, turn.kind, turn.topic)
            s.flush()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)
            return made.id

    def change(
        self,
        trainee: StoredTrainee,
        encounter: str | None,
        messages: Sequence[Payload] = (),
        incoming: tuple[str, str] | None = None,
        *,
        touch: bool = True,
        **values: Any,
    ) -> None:
        """Set columns of an encounter and queue messages, together.

        ``touch``: it is a step in the encounter, so this is the one touched last.
        """
        with self._session() as s:
            if encounter:
                row = s.get_one(EncounterRow, encounter)
                for key, value in values.items():
                    setattr(row, key, value)
                if touch:
                    row.updated_at = now()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def take_back(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        state: Encounter,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
        told: str = "",
        **values: Any,
    ) -> None:
        """Mark ``turn`` and all after it as taken back, and go back to ``state``.

        ``told``: what supervisors are to know of it. ``values``: columns of the encounter that
        change with it.
        """
        with self._session() as s:
            if told:
                s.add(NoteRow(trainee_id=trainee.id, encounter_id=encounter, text=told))
            row = s.get_one(EncounterRow, encounter)
            first = s.get_one(TurnRow, turn)
            for later in row.turns:
                if later.id >= turn and later.taken_back_at is None:
                    later.taken_back_at = now()
            row.state = state.to_json()
            row.line = dict(first.line_before)
            row.status, row.ended_how, row.ended_at = "active", None, None
            row.pending = None
            for key, value in values.items():
                setattr(row, key, value)
            row.updated_at = now()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def add_offers(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        offers: Sequence[tuple[str, Sequence[str]]],
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """Note which other wordings were shown for a turn, and queue them."""
        with self._session() as s:
            for text, codes in offers:
                s.add(OfferRow(turn_id=turn, text=text, codes=list(codes)))
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def set_carry(self, trainee: StoredTrainee, encounter: str, what: str) -> None:
        """Keep what the trainee wants to carry into the next conversation."""
        with self._session() as s:
            s.execute(update(Trainee).where(Trainee.id == trainee.id).values(carry=what))
            s.execute(
                update(EncounterRow)
                .where(EncounterRow.id == encounter)
                # No step in it: another may be open by now.
                .values(carry=what, updated_at=EncounterRow.updated_at)
            )

    def moves_shown(self, trainee: str, besides: str = "", noted: bool = False) -> dict[str, int]:
        """How often the trainee has shown each move, turns taken back left out.

        ``besides``: an encounter that does not count. ``noted``: only where the coach spoke
        after each reply, so that there could be a note on it.
        """
        which = [EncounterRow.trainee_id == trainee, EncounterRow.id != besides]
        if noted:
            which += [EncounterRow.coach_mode == "each", EncounterRow.unaided.is_(False)]
        with self._session() as s:
            states = s.scalars(select(EncounterRow.state).where(*which))
            shown: Counter[str] = Counter()
            for state in states:
                shown.update(state.get("moves_seen", {}))
            return dict(shown)

    def moves_last_used(self, trainee: str) -> dict[str, datetime]:
        """When the trainee last showed each move, in turns that were not taken back."""
        with self._session() as s:
            found = s.execute(
                select(FindingRow.code, func.max(TurnRow.created_at))
                .join(TurnRow, TurnRow.id == FindingRow.turn_id)
                .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
                .where(
                    EncounterRow.trainee_id == trainee,
                    TurnRow.taken_back_at.is_(None),
                    FindingRow.shown.is_(True),
                    FindingRow.code.like("G%") | FindingRow.code.like("M%"),
                )
                .group_by(FindingRow.code)
            )
            return dict(found.tuples().all())

    def set_intent(self, turn: int, intent: str) -> None:
        """What the trainee meant to do with a turn, in their words or those of a button."""
        with self._session() as s:
            s.execute(update(TurnRow).where(TurnRow.id == turn).values(intent=intent))

    def share(self, trainee: str, encounter: str, shared: bool) -> bool:
        """Show an encounter to supervisors, or no longer. False: it isn't the trainee's."""
        with self._session() as s:
            row = s.get(EncounterRow, encounter)
            if row is None or row.trainee_id != trainee:
                return False
            s.execute(
                update(EncounterRow)
                .where(EncounterRow.id == encounter)
                # Looking after it is no step in it: when it was touched last stays as it is.
                .values(shared_at=now() if shared else None, updated_at=EncounterRow.updated_at)
            )
            return True

    def kept_turns(self, trainee: str) -> list[tuple[TurnRow, EncounterRow]]:
        """All turns of a trainee that were not taken back, oldest first, with their encounters."""
        with self._session() as s:
            found = s.execute(
                select(TurnRow, EncounterRow)
                .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
                .where(EncounterRow.trainee_id == trainee, TurnRow.taken_back_at.is_(None))
                .options(selectinload(TurnRow.findings))
                .order_by(TurnRow.id)
            )
            return [(turn, encounter) for turn, encounter in found]
