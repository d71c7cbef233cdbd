"""Reviewed replies: which codes stand, what is held out, and whether the detector got better."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation import reviews
from bot.evaluation.corpus import CodedReply, read_file
from bot.evaluation.measure import Read
from bot.evaluation.reviews import (
    coded,
    conversation,
    f1,
    held_out,
    learnt_from_reviews,
    line,
    measure_here,
    over_time,
    to_learn_from,
    to_measure,
)
from bot.practice.reviewed import Mark, ReviewedReply, Ruled
from bot.practice.types import Finding

WORDS = "You should rest. That sounds hard. What now?"
ORDERS, HARD, ASKS = (0, 16), (17, 34), (35, 44)
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
REPLY = ReviewedReply("e1", 7, "slow-week", "I am tired.", WORDS, AT, "v1")


def stands(**changes: object) -> tuple[tuple[str, str], ...]:
    (one,) = coded([replace(REPLY, **changes)])  # type: ignore[arg-type]
    return one.codes


def ruled(code: str, at: tuple[int, int], said: str = "", instead: str = "", **more: object):
    return Ruled(code, *at, shown=more.pop("shown", True), said=said, instead=instead, **more)


# -- which codes stand -----------------------------------------------------------------------


def test_what_was_shown_and_left_stands_and_what_was_unsure_does_not():
    findings = (ruled("P1", ORDERS), ruled("M1", ASKS, shown=False))
    assert stands(findings=findings) == (("P1", "You should rest."),)


def test_an_unsure_finding_stands_once_it_is_agreed_with():
    assert stands(findings=(ruled("M1", ASKS, "agree", shown=False),)) == (("M1", "What now?"),)


def test_an_overruled_finding_goes_or_becomes_what_it_is_instead():
    gone, other = ruled("P1", ORDERS, "overrule"), ruled("P6", HARD, "overrule", "G1")
    assert stands(findings=(gone, other)) == (("G1", "That sounds hard."),)


def test_a_missed_code_is_added_on_its_words():
    assert stands(marks=(Mark("G1", *HARD),)) == (("G1", "That sounds hard."),)


def test_a_code_stands_once_on_the_same_words_those_of_the_person():
    found = stands(findings=(ruled("G1", (17, 34)),), marks=(Mark("G1", 22, 33, 1),))
    assert found == (("G1", "sounds hard"),)


def test_the_same_code_may_stand_on_other_words_too():
    found = stands(findings=(ruled("P1", ORDERS),), marks=(Mark("P1", *ASKS, 1),))
    assert found == (("P1", "You should rest."), ("P1", "What now?"))


def test_whoever_coded_blind_decides_where_nobody_said_anything():
    findings = (ruled("P1", ORDERS), ruled("G1", HARD, "agree"))
    found = stands(findings=findings, marks=(Mark("M1", *ASKS, 3),), coded_blind=True)
    assert found == (("G1", "That sounds hard."), ("M1", "What now?"))


@pytest.mark.parametrize(("marked", "left"), [(4, ()), (6, (("P1", "You should rest."),))])
def test_of_two_people_the_later_word_counts(marked, left):
    overruled = ruled("P1", ORDERS, "overrule", order=5)
    assert stands(findings=(overruled,), marks=(Mark("P1", *ORDERS, marked),)) == left


def test_overruling_one_code_leaves_marks_of_others_and_of_other_words():
    overruled = ruled("P1", ORDERS, "overrule", order=9)
    marks = (Mark("P4", *ORDERS, 1), Mark("P1", *HARD, 2))
    assert [c for c, _ in stands(findings=(overruled,), marks=marks)] == ["P4", "P1"]


def test_a_reply_without_any_code_is_a_line_too():
    (one,) = coded([REPLY])
    assert (one.voice, one.codes, one.client) == ("organisation", (), "I am tired.")


@pytest.mark.parametrize("mark", [Mark("P11", 0, 3), Mark("P1", 5, 5), Mark("P1", 16, 17)])
def test_what_has_no_known_code_or_no_words_is_left_out(mark):
    assert stands(marks=(mark,)) == ()


def test_words_that_come_twice_are_quoted_with_their_neighbours():
    (one,) = coded([replace(REPLY, reply="no. no, stay", marks=(Mark("P1", 4, 6),))])
    ((_, quote),) = one.codes
    assert one.reply.index(quote) == 4


@given(st.text(min_size=1, max_size=30), st.data())
def test_any_words_are_found_again_by_their_quote(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    (one,) = coded([replace(REPLY, reply=words, marks=(Mark("P1", start, end),))])
    for _, quote in one.codes:
        assert one.reply.index(quote) <= start
        assert words[start:end] in quote


def test_a_line_is_one_of_the_corpus(tmp_path):
    hostile = 'Say "no".\r\n\u2028{"voice": 1}\u0085 💛 \\u0041'
    (made,) = coded([replace(REPLY, reply=hostile, marks=(Mark("P1", 0, 9),))])
    assert len(line(made).splitlines()) == 1
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"{line(made)}\n{line(made)}\n", encoding="utf-8")
    assert list(read_file(path)) == [made, made]


# -- what is held out ------------------------------------------------------------------------


def many(count: int, of_each: int = 2) -> list[CodedReply]:
    return [
        CodedReply(f"{n:016x}-{t}", "organisation", "s", "", f"Reply {n} {t}", ())
        for n in range(count)
        for t in range(of_each)
    ]


@pytest.mark.parametrize("count", [1, 2, 5, 8, 13, 40, 1000])
def test_at_least_a_fifth_of_the_conversations_is_never_learnt_from(count):
    replies = many(count)
    learn, held = to_learn_from(replies), held_out(replies)
    assert not {conversation(r) for r in learn} & {conversation(r) for r in held}
    assert len({conversation(r) for r in learn}) <= 0.8 * count
    assert len(learn) % 2 == len(held) % 2 == 0  # conversations stay whole


@pytest.mark.parametrize("count", [1, 4, 5, 30])
def test_where_chance_held_out_none_a_fifth_is_left_out_all_the_same(count):
    held = {conversation(r) for r in held_out(many(200))}
    rest = [r for r in many(200) if conversation(r) not in held][: 2 * count]
    learn = {conversation(r) for r in to_learn_from(rest)}
    assert len(learn) == int(0.8 * count)


def test_about_a_quarter_is_held_out_and_most_is_learnt_from():
    replies = many(1000)
    assert 400 < len(held_out(replies)) < 600
    assert len(held_out(replies)) + len(to_learn_from(replies)) == 2000


def test_what_is_held_out_stays_so_whatever_else_comes():
    few, more = many(30), many(300)
    assert set(held_out(few)) <= set(held_out(more))
    assert not set(to_learn_from(few)) & set(held_out(more))


def test_a_detector_that_learnt_from_reviews_is_measured_on_those_held_out(monkeypatch):
    replies = many(40)
    assert to_measure(replies) == (replies, True)
    monkeypatch.setattr(reviews, "learnt_from_reviews", lambda: True)
    assert to_measure(replies) == (held_out(replies), False)


def test_a_record_of_an_earlier_training_does_not_count(tmp_path):
    (tmp_path / "manifest.json").write_text('{"weights_sha256": "b"}')
    assert not learnt_from_reviews(tmp_path)
    (tmp_path / "organisation.json").write_text('{"weights_sha256": "a"}')
    assert not learnt_from_reviews(tmp_path)
    (tmp_path / "organisation.json").write_text('{"weights_sha256": "b"}')
    assert learnt_from_reviews(tmp_path)


def test_the_shipped_detector_learnt_from_nobodys_reviews():
    assert not learnt_from_reviews()


# -- whether it got better -------------------------------------------------------------------


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(reviews, "_KNOWN", reviews._Figures())
    monkeypatch.setattr(reviews, "coder_version", lambda: "v2")


def judged(version: str, agreed: int, overruled: int, missed: int = 0) -> list[ReviewedReply]:
    said = ["agree"] * agreed + ["overrule"] * overruled
    found = [
        replace(
            REPLY,
            conversation=f"{version}{n}",
            turn=n,
            coder=version,
            at=AT + timedelta(days=n + 100 * (version == "v2")),
            findings=(ruled("P1", ORDERS, word, order=1), ruled("G1", HARD, "agree", shown=False)),
            marks=(Mark("M1", *ASKS, 2), Mark("P1", *HARD, 3)) if n < missed else (),
        )
        for n, word in enumerate(said)
    ]
    return found


def test_each_version_with_what_stood_and_what_it_missed_the_newest_first():
    new, old = over_time([*judged("v1", 15, 5, 3), *judged("v2", 19, 1)])
    assert (new["version"], new["judged"], new["missed"]) == ("v2", 20, 0)
    assert (old["version"], old["judged"], old["missed"]) == ("v1", 20, 3)
    assert (new["kept"], old["kept"]) == (0.95, 0.75)
    assert (old["since"], old["until"]) == (AT, AT + timedelta(days=19))
    assert (new["since"], new["until"]) == (AT + timedelta(days=100), None)


def test_with_few_flags_judged_no_share_is_given():
    (_, row) = over_time(judged("v1", 10, 9))
    assert (row["judged"], row["kept"]) == (19, None)


def test_a_new_version_stands_there_before_anything_of_it_was_reviewed():
    new, _ = over_time(judged("v1", 1, 0))
    assert (new["version"], new["until"], new["judged"]) == ("v2", None, 0)


def test_without_any_reviews_there_is_nothing_to_show():
    assert over_time([]) == []


def test_replies_from_before_versions_were_noted_have_a_name():
    assert over_time(judged("", 1, 0))[1]["version"] == "before versions were noted"


class Detector:
    """Finds P1 on all words, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, client: str, reply: str) -> tuple[Finding, ...]:
        self.asked += 1
        return (Finding("P1", 0, len(reply), reply, 0.9, True, ""),)


@pytest.fixture
def detector(monkeypatch) -> Detector:
    made = Detector()
    monkeypatch.setattr(reviews, "_detector", lambda: made)
    return made


def test_the_present_detector_is_asked_only_on_demand_and_once(detector):
    replies = judged("v1", 100, 0) + judged("v2", 60, 40)
    assert [r["why_not"] for r in over_time(replies)] == ["ask", "earlier"]
    assert detector.asked == 0
    new, old = over_time(replies, measure=True)
    held = held_out(coded(replies))
    assert detector.asked == len(held) > 20
    given = sum(len(r.all_codes) for r in held)
    right = sum("P1" in r.all_codes for r in held)
    assert new["here"] == pytest.approx(2 * right / (given + len(held)))
    assert 0 < new["here"] < 1
    assert (old["here"], old["why_not"], new["why_not"]) == (None, "earlier", "")
    assert (
        over_time(replies)[0]["here"] == over_time(replies, measure=True)[0]["here"] == new["here"]
    )
    assert detector.asked == len(held)


def test_other_replies_or_another_version_are_measured_anew(detector, monkeypatch):
    replies = judged("v2", 200, 0)
    over_time(replies, measure=True)
    assert over_time(replies)[0]["why_not"] == ""
    changed = [replace(r, marks=(Mark("G3", *ASKS, 9),)) for r in replies]
    assert over_time(changed)[0]["why_not"] == "ask"
    monkeypatch.setattr(reviews, "coder_version", lambda: "v3")
    assert over_time(replies)[0]["why_not"] == "ask"


def test_with_few_replies_held_out_nothing_is_measured(detector):
    assert over_time(judged("v2", 20, 0), measure=True)[0]["why_not"] == "few"
    assert measure_here(many(9), detector) is None
    assert detector.asked == 0


def test_at_most_some_hundred_replies_are_read_while_somebody_waits(detector):
    assert measure_here(many(300), detector) == 0.0
    assert detector.asked == reviews.MOST_READ < 600


def test_f1_counts_what_is_shown():
    reply = replace(many(1, 1)[0], reply="Rest. Why?", codes=(("P1", "Rest."), ("M1", "Why?")))
    unsure = Finding("M1", 6, 10, "Why?", 0.4, False, "")
    wrong = Finding("P9", 0, 5, "Rest.", 0.9, True, "")
    right = Finding("P1", 0, 5, "Rest.", 0.9, True, "")
    assert f1([Read(reply, (unsure, wrong, right))]) == 0.5
    assert f1([Read(replace(reply, codes=()), ())]) is None


def test_lines_hold_what_the_corpus_wants_and_nothing_of_the_trainee():
    (made,) = coded([REPLY])
    assert set(json.loads(line(made))) == {"id", "voice", "scenario", "client", "reply", "codes"}
