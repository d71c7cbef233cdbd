"""What counts as asking, and as staying with what the client just said."""

import pytest

from bot.practice import following

LINE = "My sister Ana moved out in March and took the dog."


@pytest.mark.parametrize(
    "said", ["Are you safe?", "what happened then", "Tell me about the dog", "so how was it"]
)
def test_questions(said):
    assert following.asks(said)


@pytest.mark.parametrize("said", ["That sounds hard.", "I see what you mean.", "Show me."])
def test_statements(said):
    assert not following.asks(said)


@pytest.mark.parametrize(
    "said", ["Tell me more.", "Go on", "What do you mean?", "How so?", "tell me more about that"]
)
def test_asking_for_more_stays_wholly(said):
    assert following.asks_for_more(said)
    assert following.stays(said, LINE) == 1.0


def test_a_long_speech_that_ends_in_more_is_none():
    assert not following.asks_for_more(
        "I went to the office and the shop and the bank and they all said go on to the next place"
    )


@pytest.mark.parametrize(
    ("nearer", "further"),
    [
        ("How is Ana now?", "How is your mother?"),
        ("And what did she say?", "What music do you like?"),
        ("In March?", "In a flat?"),
        ("Why did she take the dog?", "Did you see a doctor about your hand?"),
        ("When was that?", "When does the clinic open?"),
    ],
)
def test_words_of_the_line_and_pointing_back_stay_with_it(nearer, further):
    assert following.stays(nearer, LINE) > following.stays(further, LINE)


@pytest.mark.parametrize("said", ["", "...", "?", "🙂", "ok " * 200])
def test_it_is_a_number_from_0_to_1_for_anything(said):
    assert 0 <= following.stays(said, LINE) <= 1
    assert 0 <= following.stays(said, "") <= 1


def test_endings_do_not_hide_a_word():
    assert following.words("boxes, walked, buses") >= {"box", "walk", "bus"}


@pytest.mark.parametrize(
    ("said", "plain"),
    [("Who was it?", True), ("did he ring?", True), ("And isn't she late?", True),
     ("In March?", False), ("She took the dog?", False), ("You were furious?", False)],
)  # fmt: skip
def test_a_plain_question_is_told_from_an_echo(said, plain):
    assert following.asks_plainly(said) is plain


def test_what_is_said_around_a_question_does_not_make_it_stay():
    said = "With the dog. When do you get the keys?"
    assert following.questions(said) == ["When do you get the keys?"]
    assert following.stays(said, LINE) < 0.3 < following.stays("With the dog?", LINE)


@pytest.mark.parametrize(
    "said",
    ["Shall I ring them?", "That was hard. Do you want me to come along?", "I could ask my team.",
     "Would you like some company?", "Maybe I can wrap some for you?"],
)  # fmt: skip
def test_offers(said):
    assert following.offers(said)


@pytest.mark.parametrize(
    "said",
    ["Can I ask you something?", "I could never do that.", "Do you want it back?", "Should I know?",
     "Shall I ring them? What is her name?", "You could ask my team.", ""],
)  # fmt: skip
def test_what_is_no_offer(said):
    assert not following.offers(said)
