"""What supervisors write to a trainee about a conversation, and the one answer to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.store.desk_tables import CommentRow
from bot.store.keeping import Keeping
from bot.store.records import Payload, StoredTrainee
from bot.store.tables import Account, EncounterRow, Trainee, TurnRow, now


@dataclass(frozen=True, slots=True)
class Commented:
    """What a comment is about. ``reply``: the words, or "" for the conversation as a whole.

    ``language``: the trainee's. ``id``: the comment's.
    """

    id: int
    language: str
    scenario: str
    reply: str


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A comment to a trainee. ``visible``: supervisors may read its conversation (still)."""

    id: int
    encounter: str
    text: str
    answer: str
    answered_at: datetime | None
    visible: bool


class Comments(Keeping):
    """Each public method is one transaction."""

    def comment(
        self,
        encounter: str,
        turn: int | None,
        reviewer: int,
        text: str,
        message: Callable[[Commented], Payload] | None = None,
    ) -> int:
        """Keep what a supervisor writes about a conversation, or a reply (its id). Returns its id.

        ``message``: makes what the trainee is told of it; None: it is among supervisors.
        LookupError: there is no such conversation, or no such reply in it.
        """
        with self._session() as s:
            about = s.get(EncounterRow, encounter)
            reply = s.get(TurnRow, turn) if turn is not None else None
            if about is None or (turn is not None and reply is None):
                raise LookupError("no such conversation, or no such reply")
            if reply is not None and reply.encounter_id != encounter:
                raise LookupError("a reply of another conversation")
            row = CommentRow(
                encounter_id=encounter,
                turn_id=turn,
                reviewer_id=reviewer,
                to_trainee=message is not None,
                text=text,
            )
            s.add(row)
            s.flush()
            reached = s.execute(
                select(Account.id, Trainee.language)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(Trainee.id == about.trainee_id)
                .order_by(Account.id)
            ).first()
            if message is not None and reached is not None:
                account, language = reached
                words = reply.reply if reply else ""
                made = Commented(row.id, language, about.scenario_id, words)
                self._queue(s, account, encounter, [message(made)], waits=True)
            return row.id

    def comment_to(self, trainee: str, comment: int) -> StoredComment | None:
        """A comment that was written to ``trainee``; None: there is none of this id (any more)."""
        with self._session() as s:
            found = s.execute(
                select(CommentRow, EncounterRow)
                .join(EncounterRow, EncounterRow.id == CommentRow.encounter_id)
                .where(
                    CommentRow.id == comment,
                    CommentRow.to_trainee.is_(True),
                    EncounterRow.trainee_id == trainee,
                )
            ).first()
            if found is None:
                return None
            row, about = found
            visible = about.open_to_all or about.assigned or about.shared_at is not None
            return StoredComment(row.id, about.id, row.text, row.answer, row.answered_at, visible)

    def answer(
        self,
        trainee: StoredTrainee,
        comment: int,
        words: str,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> bool:
        """Keep the trainee's one answer to a comment; nothing is asked of them any more.

        False: it was answered before, or isn't a comment to them.
        """
        with self._session() as s:
            mine = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee.id)
            kept = s.execute(
                update(CommentRow)
                .where(
                    CommentRow.id == comment,
                    CommentRow.to_trainee.is_(True),
                    CommentRow.answered_at.is_(None),
                    CommentRow.encounter_id.in_(mine),
                )
                .values(answer=words, answered_at=now())
                .returning(CommentRow.encounter_id)
            ).first()
            if kept is None:
                return False
            s.execute(update(Trainee).where(Trainee.id == trainee.id).values(asked=None))
            self._queue(s, trainee.account, kept[0], messages)
            self._done(s, incoming)
            return True

    def take_back_answer(self, trainee: str, comment: int) -> None:
        """As if the comment had not been answered: the words were meant for somebody else."""
        with self._session() as s:
            mine = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee)
            s.execute(
                update(CommentRow)
                .where(CommentRow.id == comment, CommentRow.encounter_id.in_(mine))
                .values(answer="", answered_at=None)
            )
