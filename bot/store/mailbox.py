"""Messages in and out: each update stored once, each message kept until it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.records import Outgoing, Payload, StoredTrainee, trainee_of
from bot.store.tables import Account, IncomingRow, OutgoingRow, Trainee, now


class Mailbox(Database):
    """Updates that came in and messages that go out. Each public method is one transaction."""

    def receive(self, channel: str, update_id: str, payload: Payload) -> bool:
        """Store an update once, by its id. False: it is known already."""
        try:
            with self._session() as s:
                s.add(IncomingRow(channel=channel, update_id=update_id, payload=dict(payload)))
            return True
        except IntegrityError:
            return False

    def is_done(self, channel: str, update_id: str) -> bool:
        """Whether an update was dealt with."""
        with self._session() as s:
            row = s.get(IncomingRow, (channel, update_id))
            return row is not None and row.done_at is not None

    def done(self, channel: str, update_id: str) -> None:
        """Mark an update as dealt with and drop its payload."""
        with self._session() as s:
            self._done(s, (channel, update_id))

    def waiting(self, channel: str) -> list[Payload]:
        """Payloads of updates that were stored and not dealt with, oldest first."""
        with self._session() as s:
            rows = s.scalars(
                select(IncomingRow)
                .where(IncomingRow.channel == channel, IncomingRow.done_at.is_(None))
                .order_by(IncomingRow.received_at)
            )
            return [r.payload for r in rows if r.payload]

    def queue(self, account: int, messages: Sequence[Payload]) -> None:
        """Queue messages that belong to no encounter."""
        with self._session() as s:
            self._queue(s, account, None, messages)

    def unsent(self, account: int) -> list[Outgoing]:
        """Messages waiting for this account, oldest first."""
        with self._session() as s:
            rows = s.scalars(
                select(OutgoingRow)
                .where(
                    OutgoingRow.account_id == account,
                    OutgoingRow.sent_at.is_(None),
                    OutgoingRow.gave_up.is_(None),
                )
                .order_by(OutgoingRow.id)
            )
            return [Outgoing(r.id, r.payload, r.encounter_id) for r in rows]

    def accounts_waiting(self, channel: str) -> list[StoredTrainee]:
        """Accounts with unsent messages, but for those that can't be reached for now.

        What is queued for these waits until they are back.
        """
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(
                    Account.channel == channel,
                    Account.unreachable_at.is_(None),
                    # By the index, account by account: most messages there are were sent.
                    select(OutgoingRow.id)
                    .where(
                        OutgoingRow.account_id == Account.id,
                        OutgoingRow.sent_at.is_(None),
                        OutgoingRow.gave_up.is_(None),
                    )
                    .exists(),
                )
            )
            return [trainee_of(a, t) for a, t in found]

    def sent(self, outgoing: int, gave_up: str | None = None) -> None:
        """Mark a message as sent, or say in a few words why it never will be.

        Its words go with that: the conversation itself is where they are kept.
        """
        with self._session() as s:
            values: dict[str, Any] = {"gave_up": gave_up} if gave_up else {"sent_at": now()}
            values["payload"] = {}
            s.execute(update(OutgoingRow).where(OutgoingRow.id == outgoing).values(**values))
