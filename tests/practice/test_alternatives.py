import pytest

from bot.practice.alternatives import Bank, BankItem, Frames, kept_clauses, suggest
from bot.practice.types import Line, ModelAnswer
from tests.practice.builders import found

SCARED = "He locked the doors. I'm still shaking."


def model(text: str, *moves: str) -> ModelAnswer:
    return ModelAnswer(text, moves)


def bank(*items: BankItem) -> Bank:
    return Bank(items, {"scared": ("shaking",), "angry": ("furious",)})


EMPTY = bank()
MODELS = (
    model("Anyone would shake.", "G1"),
    model("You got out. How?", "G3", "M1"),
    model("What next?", "M1"),
    model("Want tea, or quiet?", "M3"),
)
LINE = Line(SCARED, models=MODELS)


def texts(made):
    return [a.text for a in made]


def suggested(reply="Calm down.", findings=(), line=LINE, topic_models=(), bank=EMPTY, **more):
    return suggest(reply, findings, line, topic_models, bank, more.pop("topic", "safety"), **more)


REPLY = "That sounds terrifying, you should call the cops. What did he do?"
VALID = found(REPLY, "G1", "That sounds terrifying,")
SOLVE = found(REPLY, "P4", "you should call the cops.")
ASKED = found(REPLY, "M1", "What did he do?")


def test_good_clauses_are_kept_as_sentences_and_flagged_ones_are_not():
    kept, codes = kept_clauses(REPLY, [ASKED, SOLVE, VALID])
    assert kept == "That sounds terrifying. What did he do?"
    assert codes == {"G1", "M1"}


def test_a_move_on_flagged_words_is_not_kept():
    overlapping = found(REPLY, "M2", "terrifying, you should")
    assert kept_clauses(REPLY, [overlapping, SOLVE]) == ("", set())


def test_unsure_moves_are_not_kept_and_unsure_flags_take_nothing_away():
    unsure_move = found(REPLY, "G1", "That sounds terrifying,", shown=False)
    assert kept_clauses(REPLY, [unsure_move]) == ("", set())
    unsure_flag = found(REPLY, "P10", "That sounds terrifying,", shown=False)
    assert kept_clauses(REPLY, [VALID, unsure_flag])[0] == "That sounds terrifying."


def test_two_moves_on_the_same_words_keep_them_once():
    kept, codes = kept_clauses(REPLY, [ASKED, found(REPLY, "G4", "What did he do?")])
    assert kept == "What did he do?"
    assert codes == {"M1", "G4"}


def test_a_quote_cut_before_its_question_mark_stays_a_question():
    reply = "what did he do?"
    assert kept_clauses(reply, [found(reply, "M1", "what did he do")])[0] == "What did he do?"


def test_the_line_s_own_answers_come_first_then_the_topic_s_then_the_bank():
    line = Line("Hm.", models=(model("Own.", "G1"),))
    general = bank(BankItem(model("General.", "M3"), (), ()))
    made = suggested(line=line, topic_models=(model("Topic.", "M1"),), bank=general)
    assert texts(made) == ["Own.", "Topic.", "General."]


def test_each_further_one_brings_a_move_that_the_others_have_not():
    made = suggested()
    assert texts(made) == ["Anyone would shake.", "You got out. How?", "Want tea, or quiet?"]
    seen = set()
    for way in made:
        assert set(way.codes) - seen
        seen |= set(way.codes)


def test_at_most_as_many_as_wanted():
    assert len(suggested(most=2)) == 2


def test_the_first_one_keeps_the_trainee_s_own_clause_in_front():
    first, *others = suggested(
        "What did he do? Move indoors.", [found("What did he do?", "M1", "What did he do?")]
    )
    assert first.text == "What did he do? Anyone would shake."
    assert first.codes == ("M1", "G1")
    assert all("What did he do" not in o.text for o in others)


def test_the_own_clause_is_kept_even_if_the_first_answer_makes_the_same_move():
    made = suggested(REPLY, [VALID, SOLVE])
    assert made[0].text == "That sounds terrifying. You got out. How?"
    assert made[0].codes == ("G1", "G3", "M1")


def test_offered_ones_are_left_out():
    assert "Anyone would shake." not in texts(suggested(offered=["Anyone would shake."]))


def test_asking_again_and_again_never_repeats_and_comes_to_an_end():
    offered: list[str] = []
    for _ in range(6):
        made = texts(suggested(REPLY, [VALID, SOLVE], offered=offered))
        assert not set(made) & set(offered)
        offered += made
    assert made == []


def test_what_the_check_flags_is_left_out():
    asked = []

    def check(line, text):
        asked.append((line, text))
        move = found(text, "M1", text)
        return [move, found(text, "P9", text)] if "shake" in text else [move]

    made = suggested(check=check)
    assert "Anyone would shake." not in texts(made)
    assert made
    assert asked[0] == (SCARED, "Anyone would shake.")


def test_an_unsure_flag_beside_a_move_passes_the_check():
    made = suggested(
        check=lambda _, text: [found(text, "G1", text), found(text, "P9", text, shown=False)]
    )
    assert texts(made) == texts(suggested())


@pytest.mark.parametrize("codes", [[], [("G1", False)]])
def test_what_makes_no_move_surely_is_left_out(codes):
    made = suggested(check=lambda _, text: [found(text, c, text, shown=s) for c, s in codes])
    assert made == []


FRAMES = Frames(
    leave=(model("I have a thought about {idea}. Want to hear it?", "M3"),),
    echo=(model("{Words}. What's that like?", "M2", "M1"),),
    about=(model("How are things with {thing}?", "M1"),),
)


def test_the_trainee_s_own_idea_comes_back_with_leave_asked():
    reply = "You should block his number."
    made = suggested(reply, [found(reply, "P4", reply)], Line("Hm."), bank=Bank((), {}, FRAMES))
    assert texts(made) == ["I have a thought about blocking his number. Want to hear it?"]


def test_an_idea_of_leaving_the_work_is_not_offered_again():
    reply = "You should look for a real job."
    flags = [found(reply, "P4", reply), found(reply, "S2", reply)]
    assert suggested(reply, flags, Line("Hm."), bank=Bank((), {}, FRAMES)) == []


def test_the_client_s_own_words_are_said_back():
    made = suggested(line=Line("I've been up since four."), bank=Bank((), {}, FRAMES))
    assert texts(made) == ["You've been up since four. What's that like?"]


def test_a_wording_for_one_flag_is_not_offered_for_another():
    item = BankItem(model("That's a lot of coins. How did you do it?", "M1"), (), (), ("P7",))
    line = Line("Hm.")
    mocked = [found("lol nice one", "P7", "lol nice one")]
    assert suggested("lol nice one", mocked, line, bank=bank(item))
    assert not suggested(
        "Calm down.", [found("Calm down.", "P9", "Calm down.")], line, bank=bank(item)
    )


@pytest.mark.parametrize(
    ("feels", "topics", "fits"),
    [
        ((), (), True),
        (("scared",), (), True),
        (("angry",), (), False),
        ((), ("safety",), True),
        ((), ("money",), False),
        (("scared",), ("money",), False),
    ],
)
def test_the_bank_answers_by_feeling_and_topic(feels, topics, fits):
    made = suggested(line=Line(SCARED), bank=bank(BankItem(model("General.", "G1"), feels, topics)))
    assert texts(made) == (["General."] if fits else [])


def test_the_closest_fit_of_the_bank_comes_first():
    vague = BankItem(model("Vague.", "G1"), (), ())
    close = BankItem(model("Close.", "M1"), ("scared",), ("safety",))
    for seed in range(8):
        made = suggested(line=Line(SCARED), bank=bank(vague, close), seed=seed)
        assert texts(made) == ["Close.", "Vague."]


def test_the_same_seed_suggests_the_same_and_others_differ():
    many = bank(*(BankItem(model(f"Way {i}.", m), (), ()) for i, m in enumerate(("G1", "M1") * 9)))
    ways = [texts(suggested(line=Line("Hm."), bank=many, seed=s)) for s in range(10)]
    assert ways[3] == texts(suggested(line=Line("Hm."), bank=many, seed=3))
    assert len({tuple(w) for w in ways}) > 1


def test_a_feeling_is_known_by_its_words_or_by_what_the_author_named():
    assert EMPTY.feelings_of("My hands are SHAKING") == {"scared"}
    assert EMPTY.feelings_of("He took it.", "furious, and tired") == {"angry"}
    assert EMPTY.feelings_of("Nice weather.") == set()


def test_owning_a_slip_is_no_wording_in_its_stead():
    item = BankItem(model("That came out sharp. Sorry.", "G2"), (), (), ("P7",))
    assert not suggested("lol", [found("lol", "P7", "lol")], Line("Hm."), bank=bank(item))


def test_two_moves_on_the_same_small_letters_keep_them_once():
    reply = "no wonder with rent due. just don't"
    moves = [found(reply, c, "no wonder with rent due") for c in ("G1", "G7")]
    assert kept_clauses(reply, moves) == ("No wonder with rent due.", {"G1", "G7"})
