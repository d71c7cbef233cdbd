import pytest

from bot.coder.vetoes import asks_for_something, veto

ADVICE = "You should try the clinic on Fifth."
ASKS = "I don't know. What would you do?"
TELLS = "He drove past the corner."


@pytest.mark.parametrize(
    "line",
    [
        "What should I do?",
        "What would you do?",
        "Got any advice?",
        "How do I get one of those?",
        "Can you call them for me?",
        "I want to report him.",
        "Do you think he'll be back?",
        "Where can I go?",
        "Is it safe to mix those?",
        "Help me write it down.",
        "Will you pray for me?",
    ],
)
def test_a_client_who_asks_is_known(line):
    assert asks_for_something(line)


@pytest.mark.parametrize(
    "line",
    [
        TELLS,
        "I know what I should do.",
        "Nobody asked me what happened.",
        "I'm not going to the police.",
        "You can sit.",
        "",
    ],
)
def test_a_client_who_tells_is_not_asking(line):
    assert not asks_for_something(line)


@pytest.mark.parametrize("code", ["P1", "P3", "P4", "P5", "S5"])
def test_what_was_asked_for_is_unsure(code):
    assert veto(code, ADVICE, ASKS) == "The client asked for it."
    assert veto(code, ADVICE, TELLS) is None


@pytest.mark.parametrize(
    "code", ["P2", "P6", "P7", "P8", "P9", "P10", "S2", "S3", "S4", "S6", "G1"]
)
def test_asking_excuses_no_other_code(code):
    assert veto(code, ADVICE, ASKS) is None


@pytest.mark.parametrize("code", ["P1", "P4", "P5", "S5"])
@pytest.mark.parametrize(
    "clause",
    [
        "Would it help if I told you about the clinic?",
        "Is it ok if I call the clinic?",
        "May I suggest something?",
        "Do you want me to call them?",
        "Would you like to hear what others do?",
        "Shall I call?",
        "If you like, I can call them.",
    ],
)
def test_leave_asked_first_makes_it_unsure(code, clause):
    assert veto(code, clause, TELLS) == "It asks leave first."


@pytest.mark.parametrize("code", ["P3", "P6", "P7", "P9", "S1"])
def test_leave_excuses_no_verdict(code):
    assert veto(code, "Is it ok if I say that's disgusting?", TELLS) is None


def test_advice_without_leave_is_not_excused():
    assert veto("P4", "You could get a job, if you like.", TELLS) is None


@pytest.mark.parametrize(
    ("clause", "line", "term"),
    [
        ("So you're a hooker tonight?", "I'm a hooker, so what.", "hooker"),
        ("Other hookers say so too", "One HOOKER to another.", "hooker"),
        ("A working girl knows", "Us working girls talk.", "working girl"),
        ("Are you clean now?", "I'm clean since May.", "clean"),
    ],
)
def test_the_client_s_own_word_may_be_echoed(clause, line, term):
    assert veto("S1", clause, line) == f"The client used “{term}” first."


@pytest.mark.parametrize(
    ("clause", "line"),
    [
        ("So you're a hooker?", TELLS),
        ("So you're a junkie?", "I'm a hooker."),
        ("cleaning up, are you", "I'm clean since May."),
    ],
)
def test_another_word_is_no_echo(clause, line):
    assert veto("S1", clause, line) is None


def test_an_echo_excuses_nothing_else():
    assert veto("P6", "So you're a hooker?", "I'm a hooker.") is None


@pytest.mark.parametrize("clause", ["Take care, bye!", "thanks so much", "Take your time.", "hi"])
def test_manners_are_never_flagged(clause):
    assert all(veto(code, clause, "He hit me.") for code in ("P1", "P9", "P10", "S6"))


@pytest.mark.parametrize(
    "clause", ["calm down", "take it back", "see him again", "no, stop seeing him"]
)
def test_manners_are_not_an_excuse(clause):
    assert veto("P9", clause, "He hit me.") is None


@pytest.mark.parametrize(
    "clause",
    ["What did they do?", "and what did he say then?", "How long did you live together?",
     "Where was that?", "How many times have they stopped you?"],
)  # fmt: skip
def test_asking_what_happened_is_no_curiosity_about_the_work(clause):
    assert veto("S3", clause, "Third time this month.") == "It asks what happened, and no more."
    assert veto("P6", clause, "Third time this month.") is None


@pytest.mark.parametrize(
    "clause",
    ["What did he want you to do exactly?", "What do clients ask you for?", "did he?",
     "what did he do after, like details?", "How long do they usually stay?"],
)  # fmt: skip
def test_asking_about_the_work_is_not_excused(clause):
    assert veto("S3", clause, "Third time this month.") is None
