"""``content preview``: every answer with what stands behind it."""

from bot.authoring import preview
from bot.content import load
from tests.fakes.driver import FakeDriver

SCENE = sorted(load().scenarios.values(), key=lambda s: s.id)[0]


async def play(*replies: str) -> tuple[str, object]:
    said: list[str] = []
    state = await preview.preview(FakeDriver(), SCENE, replies, 3, said.append)
    return "\n".join(said), state


async def test_answers_with_trust_kind_and_codes_beside_them():
    text, state = await play("What is going on? ", "", "You should rest. advice")
    assert SCENE.title in text
    assert f"{SCENE.persona.name}: " in text
    assert "[opening; trust" in text
    assert text.count("you: ") == 2
    assert "heard as" in text
    assert state.turn == 2


async def test_it_stops_when_the_scene_ends():
    text, state = await play("you stupid whore", "Hello?")
    assert state.ended == "hurt"
    assert "[ended: hurt]" in text
    assert "Hello?" not in text


def test_a_persona_on_one_page():
    person = SCENE.persona
    card = preview.persona_card(person)
    assert card.startswith(f"{person.name} ({person.pronouns}), reviewed by: {person.reviewed_by}")
    for code in ("P1", "G3"):
        assert next(iter(person.reactions[code].lines.values()))[0].text in card
    for topic in person.talk:
        assert topic in card
