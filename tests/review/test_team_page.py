"""The team page: figures that single nobody out, and asking for scenes."""

import html
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from bot.store.desk_tables import AuditRow
from bot.store.tables import Assignment, EncounterRow, OutgoingRow, TurnRow, now
from tests.store.build import play

MONTH_AGO = now() - timedelta(days=30)


def text(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def table(page, id_):
    """Rows of a figure's table, as words, by their first cell."""
    part = page.text.split(f'<h2 id="{id_}">')[1].split("</section>")[0]
    found = {}
    for row in re.findall(r"(?s)<tr>(.*?)</tr>", part):
        cells = [text(c) for c in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
        found[cells[0]] = cells[1:]
    return found


def join(office, team, number):
    """So many more trainees in a group, by short names."""
    made = []
    for n in range(number):
        name = f"{team}{n}"
        who = office.store.add_trainee("telegram", name)
        office.store.consent(who.id)
        office.store.set_trainee(who.id, team_id=office.teams.get(team))
        office.trainees[name] = office.store.trainee("telegram", name)
        made.append(name)
    return made


def practise(office, who, *replies, began=MONTH_AGO, **columns):
    """A conversation a month ago."""
    made = office.talk(who, *replies, started_at=began, **columns)
    with office.store._session() as s:
        for turn in s.scalars(select(TurnRow).where(TurnRow.encounter_id == made.id)):
            turn.created_at = began
    return made


@pytest.fixture
def north(office):
    """Six trainees of North held a conversation each, which nobody shared."""
    team = [*join(office, "North", 4), "ada", "ben"]
    for who in team:
        practise(office, who, ("You should rest.", "P1"), ("I see.", "G1"), open_to_all=False)
    return team


def test_figures_count_what_nobody_shared(office, app, north):
    page = office.signed_in(app, "north").get("/team")
    assert page.status_code == 200
    assert "Conversations 6 Replies 12 Trainees 6" in text(page.text)
    assert "Sensitivity flags count as pitfalls." in text(page.text)
    assert table(page, "scenes")["After a bad date"] == ["50", "12"]
    assert table(page, "pitfalls")["P1 Giving orders"] == ["50", "6"]
    assert table(page, "moves")["G1 Believing the feeling"] == ["50", "6"]
    (month,) = [v for k, v in table(page, "time").items() if k != "Month"]
    assert month == ["50", "50", "6"]


def test_no_pseudonym_stands_in_a_figure(office, app, north):
    page = office.signed_in(app, "reader").get("/team").text
    assert not [t.id for t in office.trainees.values() if t.id in page]


def test_a_small_group_sees_nothing(office, app, north):
    practise(office, "cleo", ("You should rest.", "P1"))
    page = office.signed_in(app, "south").get("/team")
    assert "Not enough practice yet" in page.text
    assert '<svg class="chart"' not in page.text


def test_a_lead_sees_no_more_of_a_small_group(office, app, north):
    practise(office, "cleo", ("You should rest.", "P1"))
    practise(office, "dan", ("You should rest.", "P1"))
    page = office.signed_in(app, "lead").get("/team")
    assert "Conversations 6 Replies 12 Trainees 6" in text(page.text)
    assert "too few have practised there: South, people in no group." in text(page.text)


def test_a_lead_sees_several_groups_together_and_side_by_side(office, app, north):
    for who in join(office, "South", 5):
        practise(office, who, ("I see.",))
    page = office.signed_in(app, "lead").get("/team")
    assert "Trainees 11" in text(page.text)
    assert table(page, "groups")["North"] == ["50", "12"]
    assert table(page, "groups")["South"] == ["0", "5"]
    assert "These are several groups together." in text(page.text)
    page = office.signed_in(app, "south").get("/team")
    assert "Trainees 5" in text(page.text)
    assert 'id="groups"' not in page.text


def test_those_in_no_group_are_a_leads(office, app):
    for who in join(office, None, 5):
        practise(office, who, ("I see.",))
    assert "Trainees 5" in text(office.signed_in(app, "lead").get("/team").text)
    assert "Not enough practice yet" in office.signed_in(app, "south").get("/team").text


def test_this_week_is_not_in_it_yet(office, app):
    for who in join(office, "North", 6):
        practise(office, who, ("I see.",), began=now())
    page = office.signed_in(app, "north").get("/team")
    assert "Not enough practice yet" in page.text


def test_times_are_those_of_the_organisation(office, app):
    began = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)  # February in Amsterdam
    for who in join(office, "North", 5):
        practise(office, who, ("I see.",), began=began)
    page = office.signed_in(app, "north").get("/team")
    assert list(table(page, "time")) == ["Month", "Feb ’26"]
    assert "26 January 2026 to 1 February 2026" in page.text


def test_figures_that_took_long_are_kept_and_others_made_anew(office, app, north):
    viewer = office.signed_in(app, "north")
    assert "Trainees 6" in text(viewer.get("/team").text)
    clock = [0.0]

    def tick():
        clock[0] += 3
        return clock[0]

    app.extensions["kept"].clock = tick
    app.extensions["kept"]._known.clear()
    viewer.get("/team")
    (more,) = join(office, "North9", 1)
    office.store.set_trainee(office.trainees[more].id, team_id=office.teams["North"])
    practise(office, more, ("I see.",))
    assert "Trainees 6" in text(viewer.get("/team").text)
    clock[0] += 4000
    assert "Trainees 7" in text(viewer.get("/team").text)


# Asking for a scene

ASK = {"scene": "slow-week", "for_team": "", "for_trainee": "", "note": "", "due": ""}


def asked(office):
    with office.store._session() as s:
        return [
            SimpleNamespace(scene=a.scenario_id, trainee=a.trainee_id, team=a.team_id, due=a.due_on)
            for a in s.scalars(select(Assignment).order_by(Assignment.id))
        ]


def sent(office):
    with office.store._session() as s:
        return [o.payload for o in s.scalars(select(OutgoingRow).order_by(OutgoingRow.id))]


def test_a_group_is_asked_and_hears_of_it(office, app):
    day = (now() + timedelta(days=9)).date()
    viewer = office.signed_in(app, "north")
    team = office.teams["North"]
    note = "Take <b>your</b> time."
    form = ASK | {"for_team": str(team), "note": note, "due": day.isoformat()}
    answer = viewer.post("/team/ask", data=form)
    assert (answer.status_code, answer.location) == (303, "/team#assign")
    assert [vars(a) for a in asked(office)] == [
        {"scene": "slow-week", "trainee": None, "team": team, "due": day}
    ]
    assert len(sent(office)) == 2
    assert note in sent(office)[0]["text"]
    assert sent(office)[0]["choices"][0]["id"] == "card:slow-week"
    page = text(viewer.get("/team").text)
    assert "Asked for “A slow week”. 2 trainees hear of it in Telegram." in page
    assert f"A slow week , North by {day.day} {day:%b %Y} , how many" in page
    assert "“Take <b>your</b> time.”" in page
    with office.store._session() as s:
        deed = s.scalars(select(AuditRow).where(AuditRow.did == "ask")).one()
        assert deed.about == "slow-week, North"


def test_one_trainee_is_asked(office, app):
    ada = office.trainees["ada"].id
    viewer = office.signed_in(app, "north")
    answer = viewer.post("/team/ask", data=ASK | {"for_trainee": ada})
    assert answer.status_code == 303
    assert asked(office)[0].trainee == ada
    page = text(viewer.get("/team").text)
    assert "1 trainee hears of it" in page
    assert f"A slow week , {ada} how many have done it is hidden" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"scene": ""}, "Choose a scene."),
        ({"scene": "no-such"}, "Choose a scene."),
        ({"for_team": ""}, "Choose a group, or one trainee."),
        ({"for_trainee": "ada"}, "Choose a group or one trainee, not both."),
        ({"for_team": "South"}, "Choose one of your groups."),
        ({"for_team": "", "for_trainee": "cleo"}, "Choose one of the trainees in your groups."),
        ({"for_team": "", "for_trainee": "t-x"}, "Choose one of the trainees in your groups."),
        ({"due": "2020-01-01"}, "Choose a day between today and a year from now."),
        ({"due": "2999-01-01"}, "Choose a day between today and a year from now."),
        ({"due": "soon"}, "Choose a day between today and a year from now."),
        ({"note": "x" * 2001}, "2,000 fit"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_asked(office, app, change, told):
    form = ASK | {"for_team": "North", "note": "Kindly."} | change
    if form["for_team"]:
        form["for_team"] = str(office.teams[form["for_team"]])
    if form["for_trainee"] in office.trainees:
        form["for_trainee"] = office.trainees[form["for_trainee"]].id
    answer = office.signed_in(app, "north").post("/team/ask", data=form)
    assert answer.status_code == 422
    assert told in html.unescape(answer.text)
    assert form["note"] in answer.text
    assert asked(office) == []
    assert sent(office) == []


def test_an_empty_group_is_named(office, app):
    office.store.set_trainee(office.trainees["cleo"].id, team_id=None)
    form = ASK | {"for_team": str(office.teams["South"])}
    answer = office.signed_in(app, "south").post("/team/ask", data=form)
    assert answer.status_code == 422
    assert "Nobody is in that group yet." in answer.text


def test_only_ones_own_groups_and_trainees_are_offered(office, app):
    page = office.signed_in(app, "south").get("/team").text
    assert office.trainees["cleo"].id in page
    assert office.trainees["ada"].id not in page
    assert ">North</option>" not in page
    lead = office.signed_in(app, "lead").get("/team").text
    assert all(t.id in lead for t in office.trainees.values())
    reader = office.signed_in(app, "reader").get("/team").text
    assert "Supervisors and leads can ask for scenes." in reader
    assert office.trainees["ada"].id not in reader


def test_readers_ask_for_nothing(office, app):
    form = ASK | {"for_team": str(office.teams["North"])}
    assert office.signed_in(app, "reader").post("/team/ask", data=form).status_code == 403
    assert asked(office) == []


def do(office, who, assignment, status="ended", replies=1):
    made = office.encounter(who)
    for number in range(1, replies + 1):
        play(office.store, office.trainees[who], made.id, number)
    with office.store._session() as s:
        s.execute(
            update(EncounterRow)
            .where(EncounterRow.id == made.id)
            .values(assignment_id=assignment, assigned=True, status=status)
        )


def test_how_many_of_five_have_done_it(office, app):
    join(office, "North", 3)
    office.store.assign("slow-week", team="North")
    with office.store._session() as s:
        id_ = s.scalar(select(Assignment.id))
    do(office, "ada", id_)
    do(office, "ada", id_)  # twice is one of them
    do(office, "ben", id_, "active")
    do(office, "cleo", id_)  # has left the group since
    do(office, "ben", id_, replies=0)  # nothing was said in it
    page = text(office.signed_in(app, "north").get("/team").text)
    assert "1 of 5 have done it" in page


@pytest.mark.parametrize(("who", "seen"), [("lead", 3), ("north", 2), ("south", 1)])
def test_what_is_asked_of_other_groups_stays_there(office, app, who, seen):
    office.store.assign("slow-week", team="North")
    office.store.assign("slow-week", trainee=office.trainees["ada"].id)
    office.store.assign("slow-week", trainee=office.trainees["cleo"].id)
    page = office.signed_in(app, who).get("/team").text
    assert page.count('<li class="person-row">') == seen


def test_what_is_past_leaves_the_list(office, app):
    today = now().date()
    for days, made in ((-2, 3), (2, 300), (None, 70), (None, 50)):
        office.store.assign(
            "slow-week", team="North", due_on=today + timedelta(days=days) if days else None
        )
        with office.store._session() as s:
            last = s.scalars(select(Assignment).order_by(Assignment.id.desc())).first()
            last.made_at = now() - timedelta(days=made)
    page = office.signed_in(app, "north").get("/team").text
    assert page.count('<li class="person-row">') == 2
