"""What both drivers must do alike."""

from __future__ import annotations

import asyncio
import json
import logging

import httpx
import pytest

from bot import content
from bot.dialogue import DriverError, servers
from bot.dialogue.driver import metadata, safe_text
from bot.dialogue.over_http import HttpDriver
from bot.practice import client
from tests.conftest import free_port

SCENE = "bad-date-night-van"


def opening(seed: int = 3):
    return client.begin(content.load().scenarios[SCENE], seed).state


async def test_a_turn_is_played_and_coded(real_driver):
    played = await real_driver.play(opening(), "That sounds terrifying. What happened tonight?")
    assert played.says
    assert played.state.turn == 1
    assert "G1" in {f.code for f in played.findings if f.shown}
    assert played.topic in ("what_happened", "feelings")
    assert played.feedback.strengths


async def test_a_pitfall_costs_trust_and_is_quoted(real_driver):
    before = opening()
    played = await real_driver.play(before, "You need to stop seeing him.")
    assert played.state.trust < before.trust
    assert [f.quote for f in played.feedback.flags] == ["You need to stop seeing him."]


async def test_the_state_that_comes_back_goes_on(real_driver):
    played = await real_driver.play(opening(), "hi, here is your coffee")
    again = await real_driver.play(played.state, "what do you need right now?")
    assert again.state.turn == 2
    assert set(played.state.used) < set(again.state.used)
    assert again.says != played.says


async def test_two_encounters_do_not_mix(real_driver):
    first, second = opening(1), opening(2).but(trust=0.8, turn=9)
    await real_driver.play(first, "hello")
    played = await real_driver.play(second, "hello")
    assert played.state.turn == 10
    assert played.state.trust > 0.6


@pytest.mark.parametrize(
    "text",
    [
        '/inform{"x":1}',
        "/restart",
        "/session_start",
        " /back",
        "{",
        "```",
        "a" * 5000,
        "مرحبا",
        "🙂",
    ],
)
async def test_no_text_is_a_command_to_rasa(real_driver, text):
    played = await real_driver.play(opening(), text)
    assert played.says
    assert played.state.turn == 1


async def test_context_decides(real_driver):
    """The same advice, once out of the blue and once asked for."""
    reply = "You should try the clinic on 5th, they see people without papers."
    unasked = await real_driver.play(opening().but(client_line="Slow night."), reply)
    asked = await real_driver.play(
        opening().but(client_line="What would you do? Where should I go with this cough?"), reply
    )
    assert {f.code for f in unasked.findings if f.shown} & {"P1", "P4"}
    assert not {f.code for f in asked.findings if f.shown} & {"P1", "P4"}


async def test_offsets_point_into_the_reply_as_typed(real_driver):
    reply = "🙂🙂  You need to  stop seeing him"
    played = await real_driver.play(opening(), reply)
    assert played.findings
    for finding in played.findings:
        assert reply[finding.start : finding.end] == finding.quote


async def test_a_server_that_is_not_there_says_what_to_do():
    driver = HttpDriver("http://127.0.0.1:9", seconds=2)
    with pytest.raises(DriverError, match="alongside rasa"):
        await driver.play(opening(), "hello")
    await driver.close()


async def test_an_action_server_that_is_down_is_an_error_and_not_silence(rasa_model):
    port, action_port = free_port(), free_port()
    with servers.servers(rasa_model, port, action_port) as (actions, _):
        servers.wait_until_ready(port, action_port)
        actions.terminate()
        actions.wait(20)
        driver = HttpDriver(f"http://127.0.0.1:{port}")
        with pytest.raises(DriverError, match="action server"):
            await driver.play(opening(), "hello")
        await driver.close()


@pytest.mark.parametrize("forgetting", [True, False])
async def test_rasa_keeps_nothing_between_turns(embedded, monkeypatch, forgetting):
    """Twice over: the store keeps no such turn, and the driver has it forgotten."""
    if not forgetting:
        monkeypatch.setattr(embedded._store, "forget", lambda sender: None)
    state = opening()
    for _ in range(5):
        state = (await embedded.play(state, "what happened?")).state
        assert list(await embedded._store.keys()) == []


async def test_rasa_keeps_nothing_of_a_turn_that_fails(embedded, monkeypatch):
    async def fails(*args, **kwargs):
        raise RuntimeError("no action today")

    monkeypatch.setattr(embedded._agent.processor.action_endpoint, "request", fails)
    monkeypatch.setattr(embedded._store, "forget", lambda sender: None)
    with pytest.raises(DriverError):
        await embedded.play(opening(), "what happened?")
    assert list(await embedded._store.keys()) == []


async def hang_up(port: int, body: dict[str, object]) -> None:
    """Ask the server to play a turn, and be gone before its answer."""
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = json.dumps(body).encode()
    head = (
        "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    writer.write(head.encode() + sent)
    await writer.drain()
    await asyncio.sleep(0.3)
    writer.close()


async def test_rasas_server_keeps_and_logs_nothing_of_a_turn(rasa_model, monkeypatch, capfd):
    """Looked up through Rasa's own API, which is turned on for this test only."""
    start, port, action_port = servers._start, free_port(), free_port()

    def with_api(arguments):
        return start([*arguments, "--enable-api"] if "--interface" in arguments else arguments)

    monkeypatch.setattr(servers, "_start", with_api)
    senders = []

    async def note(request):
        senders.append(json.loads(request.content)["sender"])

    with servers.servers(rasa_model, port, action_port):
        servers.wait_until_ready(port, action_port)
        gone = metadata(opening(), "purple elephants")  # the very first turn takes a while
        await hang_up(port, {"sender": "gone", "message": "purple elephants", "metadata": gone})
        driver = HttpDriver(f"http://127.0.0.1:{port}", seconds=120)
        driver._client.event_hooks = {"request": [note]}
        played = await driver.play(opening(), "what about the marmalade?")
        await driver.play(played.state, "and the marmalade sandwiches?")
        await driver.close()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as rasa:
            body = {"sender": "shell", "message": "what about the marmalade?"}
            await rasa.post("/webhooks/rest/webhook", json=body, timeout=120)
            kept = {
                sender: (await rasa.get(f"/conversations/{sender}/tracker", timeout=120)).json()
                for sender in (*senders, "shell")
            }
    printed = capfd.readouterr()
    assert "elephants" not in printed.out + printed.err
    assert "marmalade" not in printed.out + printed.err
    assert len(set(senders)) == 2
    assert "marmalade" in str(kept.pop("shell"))  # so the look-up finds what there is
    for tracker in kept.values():
        assert tracker["latest_message"]["text"] is None
        assert "marmalade" not in str(tracker)


async def test_nothing_said_is_logged(embedded, caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        await embedded.play(opening(), "purple elephants know what happened")
    printed = capsys.readouterr()
    assert "elephants" not in caplog.text + printed.out + printed.err


def test_a_leading_slash_is_covered_and_nothing_else_is():
    assert safe_text("hello / there") == "hello / there"
    assert safe_text("/restart") != "/restart"
    assert safe_text("/restart").endswith("/restart")


async def test_asking_about_the_practice_is_no_pitfall(real_driver):
    played = await real_driver.play(opening(), "are you a bot?")
    assert played.topic == "bot_check"
    assert played.feedback.flags == ()
