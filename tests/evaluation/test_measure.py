"""Figures of an evaluation, on small examples counted by hand."""

from __future__ import annotations

import pytest

from bot.evaluation import report
from bot.evaluation.corpus import CodedReply
from bot.evaluation.measure import Read, commonest_confusions, measure, overlap, read_all, worst
from bot.practice.types import Finding


def reply(text: str, *codes: str, client: str = "Long day.", id_: str = "x-1") -> CodedReply:
    return CodedReply(id_, "x", "lonely-talk", client, text, tuple((c, text) for c in codes))


def finding(text: str, code: str, shown: bool = True, confidence: float = 0.9) -> Finding:
    return Finding(code, 0, len(text), text, confidence, shown, "because")


def read(
    text: str, given: str = "", shown: str = "", unsure: str = "", client: str = "Hm."
) -> Read:
    found = [finding(text, c) for c in shown.split()]
    found += [finding(text, c, shown=False, confidence=0.4) for c in unsure.split()]
    return Read(reply(text, *given.split(), client=client), tuple(found))


READS = [
    read("Calm down.", "P9", "P9"),
    read("Cheer up.", "P9", "P10"),
    read("Go home.", "P1", "", "P1"),
    read("What happened?", "M1", "M1"),
    read("Right.", "", "P6"),
    read("Sure.", "", ""),
]


def figures(reads=READS):
    return measure(reads, resamples=200)


def of(code: str, reads=READS):
    return next(c for c in figures(reads).codes if c.code == code)


def test_precision_recall_and_f1_of_a_code():
    p9 = of("P9")
    assert (p9.count, p9.shown.precision, p9.shown.recall) == (2, 1.0, 0.5)
    assert p9.shown.f1 == pytest.approx(2 / 3)
    assert p9.shown.low <= p9.shown.f1 <= p9.shown.high


def test_unsure_findings_count_as_found_not_as_shown():
    assert of("P1").shown.recall == 0.0
    assert of("P1").found.recall == 1.0


def test_macro_f1_takes_the_codes_that_were_given():
    # P1 0, P9 2/3; P6 and P10 were never given
    assert figures().macro_f1["P"][0].f1 == pytest.approx((0 + 2 / 3) / 2)
    assert "S" not in figures().macro_f1


def test_shares():
    made = figures()
    assert made.shown_flag_precision.value == pytest.approx(1 / 3)
    assert made.clean_flagged.value == pytest.approx(1 / 3)
    assert made.pitfalls_met.value == pytest.approx(1 / 3)
    assert made.clean_flagged.low <= 1 / 3 <= made.clean_flagged.high


def test_context_pairs_count_when_both_sides_are_right():
    right = [read("Ask her.", "P4", "P4", client="One."), read("Ask her.", "", "", client="Two.")]
    half = [read("Eat.", "P1", "P1", client="One."), read("Eat.", "", "P1", client="Two.")]
    same = [read("So?", "", "", client="One."), read("So?", "", "", client="Two.")]
    share = figures([*right, *half, *same]).pairs_right
    assert (share.part, share.whole) == (1, 2)


def test_spans_are_compared_by_overlap():
    assert overlap((0, 10), (0, 10)) == 1.0
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert overlap((0, 2), (4, 6)) == 0.0
    text = "Calm down, that is what I would say to you about this whole long thing tonight."
    coded = CodedReply("x-1", "x", "s", "Hm.", text, (("P9", "Calm down,"),))
    wide = Read(coded, (finding(text, "P9"),))
    assert figures([wide]).spans_same.value == 0.0
    narrow = Finding("P9", 0, 10, text[:10], 0.9, True, "")
    assert figures([Read(coded, (narrow,))]).spans_same.value == 1.0


def test_confusions_and_worst_mistakes():
    made = figures()
    assert ("P9", "P10", 1) in commonest_confusions(made)
    assert ("P1", "nothing", 1) in commonest_confusions(made)
    wrongs = [wrong for _, _, wrong in worst(READS)]
    assert "P6 was shown, not given" in wrongs
    assert "P1 was given, not shown" in wrongs


def test_reliability_says_how_often_the_sure_were_right():
    made = {round(said, 1): (right, n) for said, right, n in figures().reliability}
    assert made[0.9] == (pytest.approx(2 / 4), 4)
    assert made[0.4] == (1.0, 1)


def test_nothing_to_measure_on_is_said():
    with pytest.raises(ValueError, match="no coded replies"):
        measure([])


def test_the_detector_is_asked_with_the_client_s_line():
    asked = []
    read_all(lambda client, said: asked.append((client, said)) or (), [reply("Hi.", client="Yo.")])
    assert asked == [("Yo.", "Hi.")]


def test_the_text_and_the_page_hold_the_figures_and_the_mistakes_in_full():
    made = figures()
    text = report.text(made, "six replies")
    assert "P9  dismissing_feelings" in text
    assert "of clean replies" in text
    page = report.page(made, [*READS, read("<b>Hush</b> & go", "", "P6")], "six replies")
    assert "Cheer up." in page
    assert "P6 was shown, not given" in page
    assert "&lt;b&gt;Hush&lt;/b&gt; &amp; go" in page
    assert "<svg" in page
