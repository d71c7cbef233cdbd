"""A Rasa tracker store that keeps little: live trackers of a bounded length, in memory only.

Rasa's own stores deserialise a conversation at each message, so replies grow slower with
every turn, and keep its text for ever. Ours keeps the live object, its last events only, and
the most recent conversations only. State that matters is in our database.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

MOST_EVENTS = 32
MOST_CONVERSATIONS = 256

# Rasa re-checks a constant JSON schema at each action (25 ms); what our actions answer is built
# from types. Set here because the server, which loads this store, needs it as the bot does.
RemoteAction._validate_action_result = lambda self, result: True
# Where an answer is not waited for, Rasa's channel logs the words it came for. The driver says
# that it failed, without them.
logging.getLogger("rasa.core.channels.rest").addFilter(lambda record: False)


class BoundedTrackerStore(TrackerStore):
    """At most ``MOST_CONVERSATIONS`` trackers of at most ``MOST_EVENTS`` events each."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        **kwargs: Any,
    ) -> None:
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        super().__init__(domain, event_broker)

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A new tracker that forgets its oldest events."""
        slots = self.domain.slots if self.domain else None
        return DialogueStateTracker(sender_id, slots, max_event_history=MOST_EVENTS)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the live tracker; drop the conversation that was longest without a message.

        A turn that brought its state along (a front's, each a conversation of its own) is over
        with its answer: of that nothing is kept at all. Rasa's server makes new trackers itself,
        without our bound: so it is set here too.
        """
        if tracker.latest_message and "encounter" in (tracker.latest_message.metadata or {}):
            self._live.pop(tracker.sender_id, None)
            return
        if tracker.events.maxlen != MOST_EVENTS:
            tracker.events = deque(tracker.events, MOST_EVENTS)
            tracker._max_event_history = MOST_EVENTS
        self._live[tracker.sender_id] = tracker
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > MOST_CONVERSATIONS:
            self._live.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The live tracker, or None."""
        return self._live.get(sender_id)

    async def keys(self) -> Iterable[str]:
        """Ids of the conversations held."""
        return list(self._live)

    def forget(self, sender_id: str) -> None:
        """Drop one conversation."""
        self._live.pop(sender_id, None)
