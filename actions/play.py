"""The two actions: the client answers, the coach notes. All thought is in ``bot.practice``."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import content
from bot.practice import client, coach
from bot.practice.hearing import hear
from bot.practice.types import Encounter, Finding, Heard, Scenario

SHELL_SCENARIO = "bad-date-night-van"


def heard(latest: dict[str, Any]) -> Heard:
    """The reply as the pipeline read it (``tracker.latest_message``)."""
    given = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    return hear(
        text=given.get("reply") or latest.get("text") or "",
        topic=intent.get("name") or "other",
        confidence=float(intent.get("confidence") or 0.0),
        findings=(Finding.from_json(f) for f in latest.get("codes") or ()),
        topics={r["name"]: float(r["confidence"]) for r in latest.get("intent_ranking") or ()},
        fits=latest.get("fits") or {},
    )


def state_before(tracker: Tracker) -> tuple[Encounter, Scenario]:
    """The encounter's state: sent along by a front, or kept in the slot by Rasa's shell."""
    given = (tracker.latest_message.get("metadata") or {}).get("encounter")
    known = given or tracker.get_slot("encounter")
    scenarios = content.load().scenarios
    if known:
        state = Encounter.from_json(known)
        return state, scenarios[state.scenario]
    scenario = scenarios[SHELL_SCENARIO]
    return client.begin(scenario, seed=1).state, scenario


class ActionClientAnswers(Action):
    """The client's answer, and the state after it."""

    def name(self) -> str:
        """As in ``domain.yml``."""
        return "action_client_answers"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message; send the line and, to a front, everything about the turn."""
        state, scenario = state_before(tracker)
        reply = heard(tracker.latest_message)
        turn = client.answer(state, scenario, reply)
        payload = {
            "part": "client",
            "says": turn.says,
            "kind": turn.kind,
            "line": turn.line.text,
            "models_topic": turn.models_topic,
            "state": turn.state.to_json(),
            "topic": reply.topic,
            "topic_confidence": reply.topic_confidence,
            "findings": [f.to_json() for f in reply.findings],
        }
        if "encounter" in (tracker.latest_message.get("metadata") or {}):
            dispatcher.utter_message(json_message=payload)
            return []
        dispatcher.utter_message(text=turn.says)
        return [SlotSet("encounter", turn.state.to_json())]


class ActionCoachNotes(Action):
    """The coach's note on the latest message."""

    def name(self) -> str:
        """As in ``domain.yml``."""
        return "action_coach_notes"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the note: to a front as its parts, to Rasa's shell as text."""
        reply = heard(tracker.latest_message)
        given = tracker.latest_message.get("metadata") or {}
        seed = int((given.get("encounter") or {}).get("seed", 1))
        note = coach.feedback(reply, content.load().guidance, seed)
        if "encounter" in given:
            dispatcher.utter_message(json_message={"part": "coach", **note.to_json()})
        elif not note.empty:
            dispatcher.utter_message(text=f"[coach] {note.as_text()}")
        return []
