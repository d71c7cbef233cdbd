"""How messages look, and that nothing anybody writes can break one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.practice.coach import feedback
from bot.practice.types import Finding, Heard
from bot.service.messages import Choice, Say, note
from bot.telegram_front import words
from bot.telegram_front.render import keyboard, render
from tests.fakes.telegram_html import plain, units

PNG = b"\x89PNG\r\n\x1a\n"


def heard(text, *codes):
    findings = [Finding(c, 0, len(text), text, 0.9, True, "because of these words") for c in codes]
    return Heard(text, "other", 0.9, tuple(findings))


def coach_say(text="you should go", codes=("P4", "G1"), choices=()):
    made = feedback(heard(text, *codes), content.load().guidance, 1)
    return Say("coach", choices=choices, data=made.to_json()), made


FLAG = {
    "code": "P4",
    "title": "Solving it for them",
    "quote": "you should go",
    "about": "It takes the steering wheel.",
    "source": "HIPS 2000, Pitfall 4",
    "why": "“you should” before an action",
    "helped_by": ("An open question", "Leaving the choice"),
}
DEBRIEF = {
    "took_away": "Dee had a warm hour.",
    "strengths": ["“that sounds hard”: it stayed with her."],
    "turning_points": ["After “what helps?”, the talk got easier."],
    "flags": [[FLAG, ["What would help?", "It's up to you.", "a third one"]]],
    "moves_used": [["An open question", 2], ["Believing the feeling", 1]],
    "moves_not_yet": ["Leaving the choice"],
    "carry_choices": [],
    "trust_line": [],
    "marks": [],
}


def test_the_client_speaks_under_their_name():
    (made,) = render(Say("client", "I'm <b>fine</b> & you?", "Dee"))
    assert made.text == "<b>Dee</b>\nI'm &lt;b&gt;fine&lt;/b&gt; &amp; you?"


def test_stage_directions_are_italic():
    (made,) = render(Say("client", "*looks up* Hm. 2*3*4", "Kit"))
    assert made.text == "<b>Kit</b>\n<i>looks up</i> Hm. 2*3*4"


def test_the_coach_is_told_apart_by_words_and_frame():
    say, _ = coach_say()
    (made,) = render(say)
    assert made.text.startswith(f"<blockquote><b>{words.COACH}</b>")
    assert made.text.endswith("</blockquote>")
    assert "Coach" in words.COACH
    (client,) = render(Say("client", "Hello", "Dee"))
    assert "blockquote" not in client.text


def test_a_coach_note_has_strengths_first_then_each_flag_then_the_door():
    say, made = coach_say("you should go", ("P4",))
    strong = {**say.data, "strengths": ["“I hear you”: that stayed close."]}
    text = plain(render(Say("coach", data=strong))[0].text)
    flag = made.flags[0]
    order = [
        words.STRENGTH_MARK,
        words.FLAG_MARK,
        f"“{flag.quote}”",
        flag.title,
        flag.about,
        f"({flag.source})",
        flag.why,
        words.WOULD_HAVE_HELPED,
        made.door,
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert f"<i>{flag.why}</i>" in render(say)[0].text


def test_long_quotes_are_cut_short():
    long = "you should " + "go " * 400
    say, _ = coach_say(long, ("P4",))
    (made,) = render(say)
    assert len(plain(made.text)) < 900
    say, _ = coach_say(long, ("G1",))
    assert len(plain(render(say)[0].text)) < 900


def test_the_debrief_is_three_short_messages_strengths_first():
    parts = [plain(r.text) for r in render(Say("debrief", name="Dee", data=DEBRIEF))]
    assert len(parts) == 3
    assert words.TOOK_AWAY.format(name="Dee") in parts[0]
    assert parts[0].index("stayed with her") < parts[0].index("got easier")
    assert FLAG["title"] not in parts[0]
    assert "“What would help?”" in parts[1]
    assert "a third one" not in parts[1]
    assert "An open question (2×)" in parts[2]
    assert "Leaving the choice" in parts[2]


def test_a_debrief_without_flags_is_two_messages():
    made = render(Say("debrief", name="Dee", data={**DEBRIEF, "flags": []}))
    assert len(made) == 2
    assert words.LOOK_AGAIN not in "".join(r.text for r in made)


def test_a_scene_has_its_title_and_its_content_note():
    say = Say("scene", "A title\n\nA van & rain.", data={"note": "Fear."})
    (made,) = render(say)
    assert made.text.startswith("<b>A title</b>\n\n<i>")
    assert "Fear." in made.text
    assert "A van &amp; rain." in made.text


def test_ways_are_a_list():
    (made,) = render(Say("ways", "Other ways:", data={"ways": ["One?", "Two <i>"]}))
    assert made.text == "Other ways:\n\n• One?\n\n• Two &lt;i&gt;"


def test_a_picture_is_a_photo_with_its_description(tmp_path):
    path = tmp_path / "x.png"
    path.write_bytes(PNG)
    (made,) = render(Say("picture", "It rose.", data={"path": str(path)}))
    assert (made.text, made.photo) == ("It rose.", path)


def test_a_missing_picture_leaves_its_description(tmp_path):
    (made,) = render(Say("picture", "It rose.", data={"path": str(tmp_path / "gone.png")}))
    assert (made.text, made.photo) == ("It rose.", None)


def test_a_long_description_does_not_become_a_caption(tmp_path):
    path = tmp_path / "x.png"
    path.write_bytes(PNG)
    made = render(Say("picture", "word " * 300, data={"path": str(path)}))
    assert made[0].photo == path
    assert not made[0].text
    assert plain(made[1].text).split() == ["word"] * 300


def test_buttons_are_under_the_last_part_only():
    made = render(note("Sentence number one. " * 400, [Choice("on:1", "Go on")]))
    assert len(made) > 1
    assert [bool(r.keyboard) for r in made] == [False] * (len(made) - 1) + [True]


def test_short_buttons_stand_in_pairs():
    labels = ["Try again", "Show me a way", "Go on", "I disagree", "A long label that needs room"]
    made = keyboard([Choice(f"x:{i}", label) for i, label in enumerate(labels)])
    assert [[b.text for b in row] for row in made.inline_keyboard] == [
        labels[:2],
        labels[2:4],
        labels[4:],
    ]


def test_buttons_about_a_turn_know_their_encounter():
    choices = [Choice("again:3", "a"), Choice("scene:x", "b"), Choice("carry:ff:1", "c")]
    made = keyboard(choices, "0123456789abcdef")
    data = [b.callback_data for row in made.inline_keyboard for b in row]
    assert data == ["again:3@0123456789abcdef", "scene:x", "carry:ff:1"]


def test_button_data_that_is_too_long_is_an_error():
    with pytest.raises(ValueError, match="64"):
        keyboard([Choice("scene:" + "x" * 60, "x")])


def test_every_scene_fits_into_a_button():
    choices = [Choice(f"scene:{s}", s) for s in content.load().scenarios]
    assert keyboard(choices) is not None


def test_characters_that_turn_or_break_a_message_are_left_out():
    (made,) = render(note("a\x00b\u202ec\ud800d\u2066e\n\tf"))
    assert made.text == "abcde\n\tf"


@given(st.text(max_size=6000))
def test_any_reply_can_be_shown_in_a_note_and_in_a_coach_note(text):
    for say in (note(f"x{text}"), Say("client", f"x{text}", text), coach_say(f"x{text}")[0]):
        for part in render(say):
            assert 0 < units(part.text) <= 4096
            assert plain(part.text).strip()
