"""The desk's part of the repository, put together."""

from __future__ import annotations

from bot.store.desk.accounts import Accounts
from bot.store.desk.asked import Asking
from bot.store.desk.audit import Audit
from bot.store.desk.corrections import Corrections
from bot.store.desk.figures import Figures
from bot.store.desk.groups import Groups
from bot.store.desk.readings import Readings
from bot.store.desk.refreshing import Refreshing
from bot.store.desk.reviewers import Reviewers
from bot.store.desk.saying import Saying
from bot.store.desk.searching import Searching
from bot.store.desk.sent import Sent
from bot.store.desk.talks import Talks
from bot.store.desk.transcripts import Transcripts
from bot.store.desk.waiting import Waiting


class DeskStore(
    Accounts,
    Asking,
    Reviewers,
    Figures,
    Groups,
    Readings,
    Audit,
    Corrections,
    Refreshing,
    Searching,
    Sent,
    Talks,
    Waiting,
    Transcripts,
    Saying,
):
    """Accounts; the queue and searching; what is said about replies; readings; figures."""
