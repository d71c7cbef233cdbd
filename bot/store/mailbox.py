"""Messages in and out: each update stored once, each message kept until it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.records import Outgoing, Payload, StoredTrainee, trainee_of
from bot.store.tables import Account, IncomingRow, OutgoingRow, Trainee, now

CLAIM: Final = timedelta(minutes=2)


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
            return [Outgoing(r.id, r.payload, r.encounter_id, r.waits) for r in rows]

    def free_claims(self, seconds: float) -> None:
        """Free what was claimed longer ago than that and is not sent."""
        before = now() - timedelta(seconds=seconds)
        with self._session() as s:
            s.execute(
                update(OutgoingRow)
                .where(OutgoingRow.claimed_at < before, OutgoingRow.sent_at.is_(None))
                .values(claimed_at=None)
            )

    def claim(self, outgoing: int) -> bool:
        """Take a message to send it. False: another process has it, or it waits no longer.

        A claim that is older than ``CLAIM`` is free again: who took it has died.
        """
        with self._session() as s:
            taken = s.execute(
                update(OutgoingRow)
                .where(
                    OutgoingRow.id == outgoing,
                    OutgoingRow.sent_at.is_(None),
                    OutgoingRow.gave_up.is_(None),
                    or_(OutgoingRow.claimed_at.is_(None), OutgoingRow.claimed_at < now() - CLAIM),
                )
                .values(claimed_at=now())
                .returning(OutgoingRow.id)
            ).first()
            return taken is not None

    def claim_on(self, outgoing: int) -> None:
        """Keep a message that was taken: sending it takes long."""
        self._claimed(outgoing, now())

    def unclaim(self, outgoing: int) -> None:
        """Give a message that was taken back: it could not be sent."""
        self._claimed(outgoing, None)

    def _claimed(self, outgoing: int, at: datetime | None) -> None:
        with self._session() as s:
            s.execute(update(OutgoingRow).where(OutgoingRow.id == outgoing).values(claimed_at=at))

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
