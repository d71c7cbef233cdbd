"""Where a trainee disagrees with the coach: kept for a supervisor, settled, and heard back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Select, select, update

from bot.store.records import Payload, StoredTrainee, trainee_of
from bot.store.returning import Returning
from bot.store.tables import (
    Account,
    EncounterRow,
    NoteRow,
    ObjectionRow,
    Trainee,
    TurnRow,
    now,
)

Outcome = Literal["agreed", "kept", "other"]  # other: another flag in its place


@dataclass(frozen=True, slots=True)
class StoredObjection:
    """A flag somebody disagrees with: the words, what was said of them, and why not."""

    id: int
    trainee: StoredTrainee
    encounter: str
    scenario: str
    turn: int
    client: str
    reply: str
    quote: str
    code: str
    reason: str
    created_at: datetime
    outcome: str
    answer: str


class Objections(Returning):
    """Each public method is one transaction."""

    def object(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        codes: Sequence[str],
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """The trainee disagrees with these flags of a turn; once for each."""
        with self._session() as s:
            known = set(
                s.scalars(select(ObjectionRow.code).where(ObjectionRow.turn_id == turn)).all()
            )
            for code in codes:
                if code not in known:
                    s.add(ObjectionRow(turn_id=turn, code=code, reason=""))
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def is_settled(self, turn: int) -> bool:
        """Whether every flag of a turn that was disagreed with has had its answer."""
        with self._session() as s:
            found = select(ObjectionRow.settled_at).where(ObjectionRow.turn_id == turn)
            settled = s.scalars(found).all()
            return bool(settled) and None not in settled

    def set_reason(self, turn: int, reason: str) -> bool:
        """Why the trainee disagrees with the flags of a turn that are not settled yet.

        False: all of them are settled.
        """
        with self._session() as s:
            kept = s.execute(
                update(ObjectionRow)
                .where(ObjectionRow.turn_id == turn, ObjectionRow.settled_at.is_(None))
                .values(reason=reason)
                .returning(ObjectionRow.id)
            )
            return kept.first() is not None

    def objections(self, encounter: str) -> list[tuple[int, str, str]]:
        """(turn number, code, reason) of each objection in an encounter."""
        with self._session() as s:
            return [
                (number, code, reason)
                for number, code, reason in s.execute(
                    select(TurnRow.number, ObjectionRow.code, ObjectionRow.reason)
                    .join(TurnRow, TurnRow.id == ObjectionRow.turn_id)
                    .where(TurnRow.encounter_id == encounter)
                    .order_by(ObjectionRow.id)
                )
            ]

    def open_objections(self) -> list[StoredObjection]:
        """Those nobody has settled, oldest first."""
        with self._session() as s:
            found = s.execute(
                _objections().where(ObjectionRow.settled_at.is_(None)).order_by(ObjectionRow.id)
            )
            return [_objection_of(*row) for row in found]

    def objection(self, id_: int) -> StoredObjection | None:
        """One objection by its number."""
        with self._session() as s:
            found = s.execute(_objections().where(ObjectionRow.id == id_)).first()
            return _objection_of(*found) if found else None

    def settle(self, id_: int, outcome: Outcome, answer: str, messages: Sequence[Payload]) -> bool:
        """Settle an objection and let the trainee hear of it. False: it was settled before.

        What the detector said stays as it is; the outcome stands beside it.
        """
        with self._session() as s:
            settled = s.execute(
                update(ObjectionRow)
                .where(ObjectionRow.id == id_, ObjectionRow.settled_at.is_(None))
                .values(settled_at=now(), outcome=outcome, answer=answer)
                .returning(ObjectionRow.turn_id)
            ).first()
            if settled is None:
                return False
            turn = s.get_one(TurnRow, settled[0])
            encounter = s.get_one(EncounterRow, turn.encounter_id)
            account = s.scalars(
                select(Account.id).where(Account.trainee_id == encounter.trainee_id)
            ).first()
            if account is not None:
                self._queue(s, account, encounter.id, messages, waits=True)
            return True

    def tell(
        self,
        trainee: StoredTrainee,
        encounter: str | None,
        text: str,
        messages: Sequence[Payload] | Callable[[int], Sequence[Payload]],
        incoming: tuple[str, str] | None = None,
    ) -> int:
        """Keep what a trainee wants a supervisor to know. Returns the note's id.

        ``messages``: what to say, or a function that makes it from the id.
        """
        with self._session() as s:
            made = NoteRow(trainee_id=trainee.id, encounter_id=encounter, text=text)
            s.add(made)
            s.flush()
            said = messages(made.id) if callable(messages) else messages
            self._queue(s, trainee.account, encounter, said)
            self._done(s, incoming)
            return made.id

    def untell(self, trainee: str, note: int, but: str = "") -> bool:
        """Remove what a trainee told supervisors. False: there is no such note of theirs.

        ``but``: words that stay, as nobody wrote them.
        """
        with self._session() as s:
            row = s.get(NoteRow, note)
            if row is None or row.trainee_id != trainee or row.text == but:
                return False
            s.delete(row)
            return True

    def told(self, trainee: str) -> list[tuple[datetime, str]]:
        """What a trainee told supervisors, oldest first."""
        with self._session() as s:
            rows = s.scalars(
                select(NoteRow).where(NoteRow.trainee_id == trainee).order_by(NoteRow.id)
            )
            return [(r.created_at, r.text) for r in rows]

    def for_supervisors(self) -> list[tuple[datetime, str, str, str]]:
        """What trainees wrote for supervisors, and conversations that a remark ended.

        (when, trainee, scene or "", the words; "" for a remark, whose words are not kept),
        oldest first.
        """
        with self._session() as s:
            notes = s.execute(
                select(
                    NoteRow.created_at, NoteRow.trainee_id, EncounterRow.scenario_id, NoteRow.text
                ).outerjoin(EncounterRow, EncounterRow.id == NoteRow.encounter_id)
            )
            hurt = s.execute(
                select(
                    EncounterRow.updated_at, EncounterRow.trainee_id, EncounterRow.scenario_id
                ).where(EncounterRow.ended_how == "hurt")
            )
            found = [(at, who, scene or "", text) for at, who, scene, text in notes]
            found += [(at, who, scene, "") for at, who, scene in hurt]
            return sorted(found)


def _objections() -> Select[tuple[ObjectionRow, TurnRow, EncounterRow, Account, Trainee]]:
    return (
        select(ObjectionRow, TurnRow, EncounterRow, Account, Trainee)
        .join(TurnRow, TurnRow.id == ObjectionRow.turn_id)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .join(Account, Account.trainee_id == Trainee.id)
    )


def _objection_of(
    row: ObjectionRow, turn: TurnRow, encounter: EncounterRow, account: Account, trainee: Trainee
) -> StoredObjection:
    quotes = [f.quote for f in turn.findings if f.code == row.code and f.shown]
    return StoredObjection(
        id=row.id,
        trainee=trainee_of(account, trainee),
        encounter=encounter.id,
        scenario=encounter.scenario_id,
        turn=turn.number,
        client=turn.client_before,
        reply=turn.reply,
        quote=quotes[0] if quotes else turn.reply,
        code=row.code,
        reason=row.reason,
        created_at=row.created_at,
        outcome=row.outcome,
        answer=row.answer,
    )
