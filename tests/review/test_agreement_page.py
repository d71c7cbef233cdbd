"""The agreement page: which figures stand where, and for whom."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.coder.version import coder_version
from bot.review.agreement import FEWEST
from bot.review.pages import agreement as page_module
from bot.store.desk_tables import Reviewer, SignOff
from bot.store.tables import TurnRow, now
from tests.review.test_figures import code_blind, findings, say, sign


def text(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def rows(page, heading):
    """Rows of the first table below a heading, as words, by their first cell."""
    part = page.text.split(f'<h2 id="{heading}">')[1].split("<h2")[0]
    found = {}
    for row in re.findall(r"(?s)<tr>(.*?)</tr>", part):
        cells = [text(c) for c in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
        found[cells[0]] = cells[1:]
    return found


@pytest.fixture
def replies(office):
    """A conversation of ada with 24 replies, P1 shown on the first 12; turn ids."""
    made = office.encounter("ada")
    return made.id, [
        office.turn(made.id, f"Reply {n}.", *(["P1"] if n < 12 else [])) for n in range(24)
    ]


@pytest.fixture
def coded(office, replies):
    """North coded it blind: P1 on the first nine and the last three. The lead signed it off."""
    encounter, turns = replies
    code_blind(
        office,
        "north",
        encounter,
        {t: ["P1"] if i < 9 or i >= 21 else [] for i, t in enumerate(turns)},
    )
    sign(office, "lead", encounter)
    return replies


@pytest.fixture
def lead(office, app):
    return office.signed_in(app, "lead")


def test_before_anything_was_said(lead):
    page = lead.get("/agreement")
    assert page.status_code == 200
    assert "No conversation has been coded by two people yet." in page.text
    assert "Nothing has been coded blind, agreed with or overruled yet." in page.text
    assert 'id="time"' not in page.text


def test_reviewers_with_each_other_and_with_the_detector(coded, lead):
    page = lead.get("/agreement")
    # 18 of 24 alike; each gives it 12 times: chance a half.
    p1 = rows(page, "between")["P1 Giving orders"]
    assert p1[0].startswith("0.50 (")
    assert p1[-3:] == ["24", "15", "9"]
    assert rows(page, "detector")["P1 Giving orders"][2].startswith("0.50 (")
    assert rows(page, "between")["P2 Using a threat"][0] == "no variation"
    assert "Lead, North. At least one of them coded blind" in text(page.text)
    assert "Conversations coded blind 1" in text(page.text)
    assert "Replies coded blind 24" in text(page.text)


def test_the_detector_is_set_beside_blind_readings_only(office, coded, lead):
    """Whoever left all its codes as they were would make it look better."""
    _, turns = coded
    for turn in turns[:12]:
        say(office, "lead", turn, "overrule", "", findings(office, turn)["P1"])
    page = lead.get("/agreement")
    assert rows(page, "detector")["P1 Giving orders"][2].startswith("0.50 (")
    # The lead now sees no P1 at all.
    assert rows(page, "between")["P1 Giving orders"][0].startswith("0.00")


def test_how_often_it_was_overruled_and_what_it_missed(office, coded, lead):
    _, turns = coded
    for n, turn in enumerate(turns[:5]):
        kind = "overrule" if n < 2 else "agree"
        say(office, "lead", turn, kind, "", findings(office, turn)["P1"])
    say(office, "lead", turns[20], "missed", "P9")
    say(office, "north", turns[20], "missed", "P9", start=3)  # the same reply
    say(office, "lead", turns[21], "missed", "P9")
    page = lead.get("/agreement")
    found = rows(page, "detector")
    assert found["P1 Giving orders"][0] == "2 of 5 40 % (12 % to 77 %)"
    assert found["P1 Giving orders"][1] == "0"
    assert found["P9 Talking a feeling away"][:2] == ["none judged", "2"]
    assert found["All codes"][0].startswith("2 of 5")
    assert found["All codes"][1] == "2"
    assert "/messages?code=P1&amp;reviewed=overruled" in page.text
    assert "Overturned 40 % of those judged" in text(page.text)


def test_verdicts_alone_show_the_detectors_table(office, replies, lead):
    _, turns = replies
    say(office, "lead", turns[0], "agree", "", findings(office, turns[0])["P1"])
    page = lead.get("/agreement")
    assert rows(page, "detector")["P1 Giving orders"][0].startswith("0 of 1")
    assert rows(page, "detector")["P1 Giving orders"][2] == "too few"
    assert "No conversation has been coded by two people yet." in page.text


def test_one_blind_reader_alone_is_compared_with_the_detector_only(office, replies, lead):
    encounter, turns = replies
    code_blind(office, "north", encounter, {t: [] for t in turns})
    page = lead.get("/agreement")
    assert "No conversation has been coded by two people yet." in page.text
    assert rows(page, "detector")["P1 Giving orders"][2].startswith("0.00")


def test_of_three_reviewers_two_can_be_chosen(office, coded, lead):
    encounter, turns = coded
    code_blind(office, "south", encounter, {t: ["P1"] for t in turns})
    page = lead.get("/agreement")
    assert "Lead, North, South" in text(page.text)
    found = rows(page, "between")
    assert "Kappa (interval)" not in found["Code"]
    assert len(found["P1 Giving orders"]) == 5
    assert found["Lead and North"][0].startswith("0.50")
    ids = [office.reviewers[n] for n in ("lead", "north")]
    pair = f"{min(ids)}-{max(ids)}"
    assert f"/agreement?pair={pair}#between" in page.text
    page = lead.get(f"/agreement?pair={pair}")
    assert rows(page, "between")["P1 Giving orders"][0].startswith("0.50 (")
    assert "Lead, North. At least" in text(page.text)
    assert "All reviewers together" in page.text
    assert lead.get("/agreement?pair=7-x").status_code == 200


def test_two_who_saw_the_detectors_codes_are_never_set_beside_each_other(office, coded, lead):
    """They lean the same way: with both of them in it, alpha would come nearer to 1."""
    encounter, _ = coded
    alone = rows(lead.get("/agreement"), "between")["P1 Giving orders"]
    sign(office, "south", encounter)  # after the lead, and changed as little
    page = lead.get("/agreement")
    found = rows(page, "between")
    assert found["P1 Giving orders"] == alone
    assert "Lead, North. At least one of them coded blind" in text(page.text)
    assert "the first to sign off counts" in page.text
    assert found["Lead and North"][0] == found["North and South"][0]
    assert found["Lead and North"][0].startswith("0.50 (")
    assert "Lead and South" not in found
    ids = [office.reviewers[n] for n in ("lead", "south")]
    same = rows(lead.get(f"/agreement?pair={min(ids)}-{max(ids)}"), "between")
    assert same["P1 Giving orders"] == alone


def test_of_two_only_replies_that_one_coded_blind_are_counted(office, coded, lead):
    """The lead and south both reviewed it; south coded another conversation blind."""
    encounter, _ = coded
    sign(office, "south", encounter)
    other = office.encounter("ben").id
    turns = [office.turn(other, f"Another {n}.", "P1") for n in range(20)]
    code_blind(office, "south", other, {t: ["P1"] if t > turns[9] else [] for t in turns})
    sign(office, "lead", other)
    page = lead.get("/agreement")
    found = rows(page, "between")
    assert "Lead, North, South." in text(page.text)
    assert {name: found[name][-1] for name in found if " and " in name} == {
        "Lead and North": "24",
        "Lead and South": "20",
        "North and South": "24",
    }
    assert found["P1 Giving orders"][2] == "44"
    ids = [office.reviewers[n] for n in ("lead", "south")]
    page = lead.get(f"/agreement?pair={min(ids)}-{max(ids)}")
    assert rows(page, "between")["P1 Giving orders"][-3:] == ["20", "20", "10"]
    assert "Replies that both read with its codes in sight are left out." in page.text


def test_who_signed_off_first_makes_a_difference_that_is_seen(office, replies, lead):
    """Kept figures are of one order of the sign-offs."""
    encounter, turns = replies
    code_blind(office, "north", encounter, {t: [] for t in turns})
    for turn in turns[:12]:
        say(office, "lead", turn, "overrule", "", findings(office, turn)["P1"])
    sign(office, "south", encounter)
    sign(office, "lead", encounter)
    assert rows(lead.get("/agreement"), "between")["P1 Giving orders"][-2] == "12"
    with office.store._session() as s:
        late = s.query(SignOff).filter_by(reviewer_id=office.reviewers["south"]).one()
        late.created_at = now() + timedelta(minutes=5)
    assert rows(lead.get("/agreement"), "between")["P1 Giving orders"][-2] == "0"


def test_a_reviewer_called_as_the_detector_is_stays_a_person(office, coded, lead):
    with office.store._session() as s:
        s.get(Reviewer, office.reviewers["north"]).name = "detector"
    page = lead.get("/agreement")
    assert rows(page, "detector")["P1 Giving orders"][2].startswith("0.50 (")
    assert rows(page, "detector")["P1 Giving orders"][-1] == "24"


def test_days_and_group_narrow_it_down_and_travel_along(office, coded, lead):
    _, turns = coded
    say(office, "lead", turns[0], "overrule", "", findings(office, turns[0])["P1"])
    team = office.teams["North"]
    page = lead.get(f"/agreement?team={team}&since=2020-01-01")
    assert rows(page, "detector")["P1 Giving orders"][0].startswith("1 of 1")
    link = re.search(r'href="(/messages\?[^"]*code=P1[^"]*)"', page.text)[1]
    assert "since=2020-01-01" in link
    assert f"team={team}" in link
    south = lead.get(f"/agreement?team={office.teams['South']}")
    assert "agreed with or overruled here yet" in south.text
    assert "agreed with or overruled here yet" in lead.get("/agreement?until=2020-01-01").text


@pytest.mark.parametrize(("who", "seen"), [("north", True), ("reader", True), ("south", False)])
def test_each_sees_figures_of_their_groups(office, app, coded, who, seen):
    page = office.signed_in(app, who).get("/agreement")
    assert page.status_code == 200
    assert ("Replies coded blind" in page.text) == seen


def test_what_is_not_shared_is_in_no_figure(office, coded, lead):
    encounter, turns = coded
    say(office, "lead", turns[0], "agree", "", findings(office, turns[0])["P1"])
    office.change(encounter, open_to_all=False)
    page = lead.get("/agreement")
    assert "Replies coded blind" not in page.text
    assert "agreed with or overruled yet" in page.text


def test_the_same_readings_are_worked_out_once(office, coded, lead, monkeypatch):
    made = []
    real = page_module.agreement
    monkeypatch.setattr(page_module, "agreement", lambda *a: made.append(1) or real(*a))
    for _ in range(3):
        lead.get("/agreement")
    assert len(made) == 1
    _, turns = coded
    say(office, "lead", turns[0], "missed", "G1")
    assert rows(lead.get("/agreement"), "between")["G1 Believing the feeling"][-2] == "1"
    assert len(made) == 2


# Over time


@pytest.fixture
def versions(office, replies):
    """Half of the replies read by an older detector; the lead judged its flags."""
    _, turns = replies
    with office.store._session() as s:
        for turn in turns:
            row = s.get(TurnRow, turn)
            row.coder = "old" if turn in turns[:12] else coder_version()
            row.created_at = datetime(2026, 3 if turn in turns[:12] else 5, 2, 23, tzinfo=UTC)
    for n, turn in enumerate(turns[:12]):
        kind = "overrule" if n < 3 else "agree"
        say(office, "lead", turn, kind, "", findings(office, turn)["P1"])
    say(office, "lead", turns[0], "missed", "G1")
    say(office, "lead", turns[20], "missed", "G1")
    return turns


def test_versions_of_the_detector_newest_first(versions, lead, monkeypatch):
    monkeypatch.setattr(page_module, "FEWEST", 12)
    page = lead.get("/agreement")
    found = rows(page, "time")
    assert list(found) == ["Version", coder_version(), "old"]
    # Eleven at night in UTC is the next day here.
    assert found["old"] == ["3 Mar 2026 to 3 Mar 2026", "12", "75 %", "1", "an earlier version"]
    assert found[coder_version()] == ["3 May 2026 to now", "0", "too few", "1", "Measure now"]
    assert found["Version"][1] == "Findings judged"  # moves are among them
    assert "Earlier versions are compared by what was kept and missed" in page.text


def test_of_earlier_versions_nothing_is_said_where_there_is_none(office, replies, lead):
    _, turns = replies
    say(office, "lead", turns[0], "agree", "", findings(office, turns[0])["P1"])
    with office.store._session() as s:
        for turn in turns:
            s.get(TurnRow, turn).coder = coder_version()
    page = lead.get("/agreement")
    assert list(rows(page, "time")) == ["Version", coder_version()]
    assert "Earlier versions" not in page.text


def test_a_share_of_few_flags_is_not_given(versions, lead):
    assert FEWEST > 12
    assert rows(lead.get("/agreement"), "time")["old"][2] == "too few"


def test_the_detector_in_use_stands_there_before_it_read_anything(office, versions, lead):
    with office.store._session() as s:
        for turn in versions:
            s.get(TurnRow, turn).coder = ""
    found = rows(lead.get("/agreement"), "time")
    assert found[coder_version()][0] == "in use now, nothing reviewed yet"
    assert "before versions were noted" in found


def test_it_is_measured_when_somebody_asks(office, app, versions, lead, monkeypatch):
    asked = []

    def measured(reviewed, measure):
        asked.append((len(list(reviewed)), measure))
        return [{"until": None, "here": 0.625, "why_not": ""}, {"until": 1, "here": None}]

    monkeypatch.setattr(page_module, "over_time", measured)
    page = lead.get("/agreement")
    assert asked == []
    assert 'href="/agreement?measure=yes#time"' in page.text
    found = rows(lead.get("/agreement?measure=yes"), "time")
    assert found[coder_version()][-1] in ("0.62", "0.63")
    assert asked == [(13, True)]


def test_what_was_measured_stays_for_a_while_for_who_asked(
    office, app, versions, lead, monkeypatch
):
    clock = [0.0]

    def measured(reviewed, measure):
        clock[0] += 2  # seconds
        return [{"until": None, "here": 0.5, "why_not": ""}]

    monkeypatch.setattr(page_module, "over_time", measured)
    with app.app_context():
        page_module.kept().clock = lambda: clock[0]
    lead.get("/agreement?measure=yes")
    assert rows(lead.get("/agreement"), "time")[coder_version()][-1] == "0.50"
    north = office.signed_in(app, "north")
    assert rows(north.get("/agreement"), "time")[coder_version()][-1] == "Measure now"
    clock[0] += 2001
    assert rows(lead.get("/agreement"), "time")[coder_version()][-1] == "Measure now"
