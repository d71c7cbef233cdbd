"""The HTTP driver: a Rasa server on this machine, and its action server beside it."""

from __future__ import annotations

import uuid

import httpx

from bot.dialogue.driver import DriverError, Played, metadata, safe_text
from bot.practice.types import Encounter


class HttpDriver:
    """Plays turns through Rasa's REST channel at ``url`` (such as http://127.0.0.1:5005)."""

    def __init__(self, url: str, seconds: float = 60.0) -> None:
        self._url = url.rstrip("/")
        self._client = httpx.AsyncClient(timeout=seconds, trust_env=False)

    def prepare(self, scenario: str) -> None:
        """Nothing: the server makes a scene ready with the first reply in it."""

    async def play(self, state: Encounter, reply: str) -> Played:
        """See ``Driver.play``."""
        body = {
            "sender": uuid.uuid4().hex,
            "message": safe_text(reply),
            "metadata": metadata(state, reply),
        }
        try:
            answer = await self._client.post(f"{self._url}/webhooks/rest/webhook", json=body)
            answer.raise_for_status()
            return Played.from_messages(answer.json())
        except httpx.HTTPError as error:
            raise DriverError(
                f"The Rasa server at {self._url} can't be reached ({type(error).__name__}). "
                "`uv run alongside rasa` starts it."
            ) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
