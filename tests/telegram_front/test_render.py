"""How messages look, and that nothing anybody writes can break one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.i18n import speaking
from bot.practice.coach import feedback
from bot.practice.types import Finding, Heard
from bot.service.choices import Choices
from bot.service.messages import Choice, Say, menu, note
from bot.service.preferences import ZONES
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


def test_only_words_of_theirs_are_marked_as_a_strength():
    data = {**DEBRIEF, "strengths": ["No move stood out."], "nothing_marked": "No words marked."}
    first = plain(render(Say("debrief", name="Dee", data=data))[0].text)
    assert "\nNo move stood out." in first
    assert "✓" not in first
    assert first.endswith("No words marked.")
    assert "✓ “that sounds hard”" in plain(render(Say("debrief", name="Dee", data=DEBRIEF))[0].text)


def test_a_debrief_says_how_the_aim_went_before_what_went_well():
    data = {**DEBRIEF, "aim": "Your aim, an <open> question: used 2 times."}
    first = render(Say("debrief", name="Dee", data=data))[0].text
    assert "an &lt;open&gt; question: used 2 times." in first
    text = plain(first)
    places = [text.index(part) for part in ("took away", "Your aim", words.WENT_WELL)]
    assert places == sorted(places)
    assert "Your aim" not in plain(render(Say("debrief", name="Dee", data=DEBRIEF))[0].text)


def test_a_debrief_is_addressed_where_there_is_a_name():
    without = render(Say("debrief", name="Dee", data={**DEBRIEF, "whom": ""}))[0].text
    assert without.startswith(f"<b>{words.DEBRIEF}</b>")
    named = render(Say("debrief", name="Dee", data={**DEBRIEF, "whom": "A & B"}))[0].text
    assert named.startswith(f"<b>{words.DEBRIEF}, A &amp; B</b>")


def test_a_coach_note_begins_with_what_was_meant():
    say, made = coach_say(codes=("P4",))
    (shown,) = render(Say("coach", data={**say.data, "intent": "What you meant: <to help>"}))
    assert "<i>What you meant: &lt;to help&gt;</i>" in shown.text
    text = plain(shown.text)
    assert text.index(words.COACH) < text.index("What you meant") < text.index(made.flags[0].title)


def test_a_coach_note_says_what_fades_after_the_notes_and_before_the_door():
    say, made = coach_say("sorry, I", ("G2",))
    fades = ["An open question: three times now.", "A & B: three times now."]
    text = plain(render(Say("coach", data={**say.data, "fades": fades}))[0].text)
    places = [text.index(part) for part in (words.STRENGTH_MARK, *fades, made.door)]
    assert places == sorted(places)


def test_a_coach_note_without_the_new_parts_still_has_a_look():
    """Notes that were queued before an update of the bot are sent after it."""
    say, made = coach_say()
    assert {"intent", "fades"}.isdisjoint(say.data)
    assert made.door in plain(render(say)[0].text)


def test_a_menu_has_a_bold_heading_and_its_choices():
    choices = [Choice("menu:1", "gentle (3)"), Choice("menu:top", "Back")]
    (made,) = render(menu("Which <scene>?\n\n●○○ A & B", choices))
    assert made.text == "<b>Which &lt;scene&gt;?</b>\n\n●○○ A &amp; B"
    assert [b.text for row in made.keyboard.inline_keyboard for b in row] == ["gentle (3)", "Back"]


def test_a_menu_may_be_its_heading_alone():
    (made,) = render(menu("How you practise", [Choice("set:name", "Name")]))
    assert made.text == "<b>How you practise</b>"


def way(reply="You <should> go", answer="*shrugs* No.", moves=(), flags=(), step=0.0, **more):
    return {"reply": reply, "answer": answer, "moves": list(moves), "flags": list(flags),
            "step": step, "kept": False, "after": 0, "ended": "guarded", **more}  # fmt: skip


def forked(*ways, line="I'm tired & cold."):
    return {"line": line, "ways": list(ways)}


def test_forks_show_the_ways_one_under_the_other_in_their_order():
    first = way(flags=["Solving it for them"], step=-0.1)
    second = way("What helps?", "A blanket.", moves=["An open question"], step=0.1)
    say = Say("forks", "Two ways at the same line", "Dee", data={"forks": [forked(first, second)]})
    (made,) = render(say)
    text = plain(made.text)
    order = [
        "Two ways at the same line",
        "Dee: “I'm tired & cold.”",
        f"{words.FIRST_WAY}: “You <should> go”",
        "→ Dee: “shrugs No.”",
        f"{words.FLAG_MARK} Solving it for them · {words.COOLER}",
        f"{words.NEXT_WAY}: “What helps?”",
        "→ Dee: “A blanket.”",
        f"{words.STRENGTH_MARK} An open question · {words.WARMER}",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "<i>shrugs</i>" in made.text


@pytest.mark.parametrize(
    ("step", "said"), [(0.2, words.WARMER), (-0.2, words.COOLER), (0.005, words.STILL)]
)
def test_forks_say_what_trust_did(step, said):
    say = Say("forks", "x", "Dee", data={"forks": [forked(way(step=step))]})
    text = render(say)[0].text
    assert [w for w in (words.WARMER, words.COOLER, words.STILL) if w in text] == [said]


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ({"after": 3, "ended": "wary"}, "then 3 more replies; trust ended at “wary”"),
        ({"after": 1, "ended": "open", "kept": True},
         "then 1 more reply; trust ended at “open” · this is the way you kept"),
        ({"kept": True}, "this is the way you kept"),
        ({}, words.STILL),
    ],
)  # fmt: skip
def test_a_way_says_where_it_led_and_whether_it_was_kept(more, last):
    say = Say("forks", "Two ways", "Dee", data={"forks": [forked(way(**more), way("Then?"))]})
    first = plain(render(say)[0].text).split(f"{words.NEXT_WAY}:")[0]
    assert first.strip().endswith(last)


def test_where_a_way_led_is_said_in_the_language_spoken():
    say = Say("forks", "x", "Dee", data={"forks": [forked(way(after=2, ended="wary"))]})
    with speaking("es"):
        assert "con cautela" in render(say)[0].text


@pytest.mark.parametrize(
    ("count", "title"),
    [(2, "Two ways"), (3, "Three ways at the same line"), (7, "7 ways at the same line")],
)
def test_forks_are_headed_by_how_many_ways_there_are(count, title):
    more, two = forked(*[way()] * count), forked(way(), way())
    say = Say("forks", "Two ways", "Dee", data={"forks": [more, two]})
    first, second = render(say)
    assert first.text.startswith(f"<b>{title}</b>")
    assert second.text.startswith("<b>Two ways</b>")


def test_each_line_that_was_answered_again_is_a_message_of_its_own():
    long = way("word " * 3000, "answer " * 3000)
    say = Say("forks", "Two ways", "Dee", data={"forks": [forked(long, long, long)] * 3})
    made = render(say)
    assert len(made) == 3
    assert all(units(m.text) < 2500 for m in made)


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
    choices = [Choice("again:3", "a"), Choice("card:x", "b"), Choice("carry:ff:1", "c")]
    made = keyboard(choices, "0123456789abcdef")
    data = [b.callback_data for row in made.inline_keyboard for b in row]
    assert data == ["again:3@0123456789abcdef", "card:x", "carry:ff:1"]


@pytest.mark.parametrize(
    "id_",
    ["again:3", "ways:3", "show:3", "on:3", "no:3", "intent:3:-", "intent:3:0", "meant:3:reason"],
)
def test_every_kind_of_button_about_a_turn_knows_its_encounter(id_):
    (button,) = keyboard([Choice(id_, "x")], "0123456789abcdef").inline_keyboard[0]
    assert button.callback_data == f"{id_}@0123456789abcdef"
    assert Choices.is_choice(id_)


def test_button_data_that_is_too_long_is_an_error():
    with pytest.raises(ValueError, match="64"):
        keyboard([Choice("card:" + "x" * 60, "x")])


def test_every_scene_theme_and_aim_fits_into_a_button():
    scenes = content.load().scenarios.values()
    ids = [f"{kind}:{s.id}" for s in scenes for kind in ("card", "aim")]
    ids += [f"go:{s.id}:{aim}:u" for s in scenes for aim in ("-", *s.aims)]
    ids += [f"menu:t:{t}" for s in scenes for t in s.themes]
    ids += [f"mark:{t}:10" for s in scenes for t in s.themes]
    ids += [f"zone:{zone}" for zone in ZONES]
    assert keyboard([Choice(id_, "x") for id_ in ids]) is not None
    assert [id_ for id_ in ids if not Choices.is_choice(id_)] == []


def test_every_button_with_an_id_in_it_fits():
    encounter, code = "f" * 16, "x" * 22  # as the store makes them
    ids = [f"carry:{encounter}:10", f"share:{encounter}:1", f"notes:{encounter}"]
    ids += [f"tell:{encounter}"]
    assert [id_ for id_ in ids if not Choices.is_choice(id_)] == []
    turns = ["again:9999", "intent:9999:-", "meant:9999:reason"]
    made = [*ids, *turns, f"consent:yes:{code}"]
    assert keyboard([Choice(id_, "x") for id_ in made], encounter) is not None


def test_characters_that_turn_or_break_a_message_are_left_out():
    (made,) = render(note("a\x00b\u202ec\ud800d\u2066e\n\tf"))
    assert made.text == "abcde\n\tf"


@given(st.text(max_size=6000))
def test_any_words_can_be_shown_in_any_message(text):
    coach, _made = coach_say(f"x{text}")
    parts = {"intent": f"x{text}", "fades": [text, text]}
    fork = {"forks": [forked(way(text, text), way(text, text), line=text)]}
    said = [note(f"x{text}"), Say("client", f"x{text}", text), coach, menu(f"x{text}", ())]
    said += [Say("coach", data={**coach.data, **parts}), Say("forks", "x", text, data=fork)]
    said += [Say("debrief", name="Dee", data={**DEBRIEF, "aim": text, "whom": text})]
    for say in said:
        for part in render(say):
            assert 0 < units(part.text) <= 4096
            assert plain(part.text).strip()
