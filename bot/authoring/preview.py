"""Play a scenario while writing it: each answer with its kind, topic, trust and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.dialogue import Driver
from bot.practice import client
from bot.practice.types import Encounter, Persona, Scenario
from bot.screening import screen
from bot.service import lines

Echo = Callable[[str], None]


def persona_card(person: Persona) -> str:
    """A persona in words: who they are, and what they say to a few things."""
    talk = "\n".join(
        f"  {topic:<16} {next(iter(group.lines.values()))[0].text}"
        for topic, group in person.talk.items()
    )
    lands = "\n".join(
        f"  {code:<16} {next(iter(person.reactions[code].lines.values()))[0].text}"
        for code in ("P1", "P4", "P9", "S2", "G1", "G3", "M3")
    )
    return (
        f"{person.name} ({person.pronouns}), reviewed by: {person.reviewed_by}\n\n"
        f"{person.about}\n\n"
        f"Words of their own: {', '.join(person.own_terms)}\n"
        f"Careful with: {', '.join(person.sensitivities)}\n"
        f"Trust starts at {person.trust_start}, earns x{person.trust_earns}, "
        f"loses x{person.trust_loses}\n\nIn every scene:\n{talk}\n\nHow it lands:\n{lands}"
    )


async def preview(
    driver: Driver, scene: Scenario, replies: Iterable[str], seed: int, echo: Echo
) -> Encounter:
    """Play ``replies`` until they or the scene end; nothing is stored."""
    turn = client.begin(scene, seed)
    state = turn.state
    echo(f"{scene.title}\n\n{scene.place}\n\n{scene.persona.name}: {turn.says}")
    echo(_beside("opening", state, []))
    for reply in _said(replies):
        seen = screen(reply, lines.names(scene.id))
        if seen.kind == "play":
            played = await driver.play(state, seen.text)
            state, says = played.state, played.says
            what = f"{played.kind}, heard as {played.topic} {played.topic_confidence:.2f}"
            codes = [f"{f.code} “{f.quote}”" for f in played.findings if f.shown]
        else:
            hurt = seen.kind == "abusive"
            odd = client.end_hurt(state, scene) if hurt else client.answer_unclear(state, scene)
            state, says, what, codes = odd.state, odd.says, odd.kind, []
        echo(f"\nyou: {reply}\n{scene.persona.name}: {says}")
        echo(_beside(what, state, codes))
        if state.ended:
            echo(f"\n[ended: {state.ended}]")
            break
    return state


def _said(replies: Iterable[str]) -> Iterator[str]:
    return (r.strip() for r in replies if r.strip())


def _beside(what: str, state: Encounter, codes: list[str]) -> str:
    told = f", told: {', '.join(state.disclosed)}" if state.disclosed else ""
    heard = f"\n    [{'; '.join(codes)}]" if codes else ""
    return f"    [{what}; trust {state.trust:.2f}, {state.stance}{told}]{heard}"
