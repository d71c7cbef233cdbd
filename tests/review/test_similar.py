"""Replies near in meaning to one."""

from __future__ import annotations

import re
import threading

import numpy as np
import pytest
from flask import Flask

from bot.review import nearness
from bot.review.nearness import Embeddings
from bot.store.desk_tables import Reading, Verdict
from tests.review.conversations import HTMX
from tests.review.people import Office
from tests.review.test_filters import add, finding, lead
from tests.review.test_queue_page import deeds


def seen(app: Flask, office: Office, turn: int, who: str = "lead", **more: object) -> str:
    got = office.signed_in(app, who).get(f"/replies/{turn}/similar", **more)
    assert got.status_code == 200
    return got.text


def found(page: str) -> list[int]:
    """Turns on the page, the nearest first; the one it starts from is not among them."""
    pile = page[page.index('<ol class="pile">') :] if '<ol class="pile">' in page else ""
    return [int(n) for n in re.findall(r'href="[^"]*#m(\d+)"', pile)]


@pytest.fixture
def replies(office: Office) -> dict[str, int]:
    talk = office.encounter("ada")
    said = {
        "bus": "You should take the bus home.",
        "taxi": "You have to take a taxi home tonight.",
        "soup": "You must eat some soup.",
        "warm": "The bus home is warm at night.",
    }
    made = {name: office.turn(talk.id, words, "P1") for name, words in said.items()}
    made["move"] = office.turn(talk.id, "Would the bus home be of use to you?", "M1")
    return made


def test_the_nearest_with_the_same_code_come_first(
    app: Flask, office: Office, replies: dict[str, int]
) -> None:
    page = seen(app, office, replies["bus"])
    assert "with <span" in page
    order = found(page)
    assert set(order) == {replies[n] for n in ("taxi", "warm", "soup")}
    assert order[-1] == replies["soup"]
    shares = [int(n) for n in re.findall(r"(\d+)&nbsp;% alike", page)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < n <= 100 for n in shares)


def test_a_code_may_be_chosen(app: Flask, office: Office, replies: dict[str, int]) -> None:
    page = seen(app, office, replies["bus"], query_string={"code": "M1"})
    assert found(page) == [replies["move"]]
    page = seen(app, office, replies["bus"], query_string={"code": "P99"})
    assert "left out" in page
    assert set(found(page)) == {replies[n] for n in ("taxi", "warm", "soup")}
    page = seen(app, office, replies["bus"], query_string={"code": "S1"})
    assert "is near in meaning yet" in page


def test_without_a_code_it_is_by_meaning_alone(
    app: Flask, office: Office, replies: dict[str, int]
) -> None:
    plain = office.turn(office.encounter("ben").id, "Soup.")
    page = seen(app, office, plain)
    assert found(page)[0] == replies["soup"]
    assert len(found(page)) == 5


def test_what_was_overruled_or_unsure_is_no_chief_code(app: Flask, office: Office) -> None:
    talk = office.encounter("ada")
    turn = office.turn(talk.id, "words", "P1", "M1")
    office.turn(talk.id, "words", "S1", shown=False)
    about = finding(office, turn, "P1")
    message = office.shelf.messages(lead(office), [turn])[turn]
    assert nearness.chief_code(message) == "P1"
    add(
        office,
        Verdict(
            turn_id=turn, finding_id=about, reviewer_id=office.reviewers["lead"], kind="overrule"
        ),
    )
    message = office.shelf.messages(lead(office), [turn])[turn]
    assert nearness.chief_code(message) == "M1"
    other = office.shelf.messages(lead(office), [turn + 1])[turn + 1]
    assert nearness.chief_code(other) == ""


def test_in_place_only_the_list_comes(app: Flask, office: Office, replies: dict[str, int]) -> None:
    page = seen(app, office, replies["bus"], headers={"HX-Request": "true"})
    assert "<html" not in page
    assert len(found(page)) == 3


@pytest.mark.parametrize(
    ("address", "in_place", "own"),
    [
        ("/replies/{}/similar", False, True),
        ("/replies/{}/similar", True, False),  # the list alone
        ("/replies/{}/panel?form=similar", False, True),
        ("/replies/{}/panel?form=similar", True, True),
    ],
)
def test_whose_replies_were_read_is_noted(
    app: Flask, office: Office, address: str, in_place: bool, own: bool
) -> None:
    mine = office.talk("ada", ("take the bus", "P1"))
    others = [office.talk("ben", ("take the bus", "P1")).id for _ in range(2)]
    office.talk("ben", ("something else", "M1"))
    client, me = office.signed_in(app, "north"), office.reviewers["north"]
    for _ in range(2):  # once an hour
        got = client.get(address.format(mine.turns[0].id), headers=HTMX if in_place else {})
        assert got.text.count("take the bus") >= len(others)
    expected = {*others, *([mine.id] if own else [])}
    assert len(deeds(office)) == len(expected)
    assert set(deeds(office)) == {(me, "read", one) for one in expected}
    coders = office.shelf.second_coders(lead(office), others[0])
    assert "North" not in [name for _, name in coders]


def test_nobodys_words_who_may_not_be_read(app: Flask, office: Office) -> None:
    mine = office.turn(office.encounter("ada").id, "take the bus", "P1")
    theirs = office.turn(office.encounter("cleo").id, "take the bus", "P1")
    hidden = office.turn(office.encounter("ben", open_to_all=False).id, "take the bus", "P1")
    assert found(seen(app, office, mine, "north")) == []
    assert found(seen(app, office, mine, "lead")) == [theirs]
    client = office.signed_in(app, "reader")
    codes = [client.get(f"/replies/{t}/similar").status_code for t in (mine, theirs, hidden, 99)]
    assert codes == [200, 404, 404, 404]
    assert app.test_client().get(f"/replies/{mine}/similar").status_code == 302
    talk = office.shelf.messages(lead(office), [mine])[mine].encounter
    add(office, Reading(encounter_id=talk, reviewer_id=office.reviewers["reader"], blind=True))
    assert client.get(f"/replies/{mine}/similar").status_code == 404


def test_at_most_the_best_of_the_latest(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "BEST", 2)
    monkeypatch.setattr(nearness, "AMONG", 3)
    talk = office.encounter("ada")
    same, *others = (office.turn(talk.id, w, "P1") for w in ("bus", "bus", "tram", "soup", "tea"))
    order = found(seen(app, office, same))
    assert order[0] == others[1]  # the equal one is older than the three latest
    assert len(order) == 2


# -- embeddings ---------------------------------------------------------------------------------


class Counting:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def embed(self, texts: list[str]) -> np.ndarray:
        self.seen += texts
        return np.array([[len(t), 1.0] for t in texts], dtype=np.float32).reshape(-1, 2)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    made = Counting()
    monkeypatch.setattr(nearness, "load_meaning", lambda: made)
    return made


def test_each_text_is_embedded_once_and_few_are_kept(counting: Counting) -> None:
    kept = Embeddings(most=2)
    assert kept.of(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    assert counting.seen == ["a", "bb"]
    kept.of(["a"])
    kept.of(["ccc"])  # "bb" was used longest ago
    assert len(kept) == 2
    kept.of(["a", "ccc"])
    assert counting.seen == ["a", "bb", "ccc"]
    assert kept.of(["bb", "a", "ccc"])[:, 0].tolist() == [2, 1, 3]
    assert counting.seen == ["a", "bb", "ccc", "bb"]
    assert len(kept) == 2


def test_several_threads_share_them(counting: Counting) -> None:
    kept, failed = Embeddings(most=3), []

    def one(start: int) -> None:
        for n in range(200):
            texts = ["x" * (1 + (start + n + k) % 7) for k in range(4)]
            if kept.of(texts)[:, 0].tolist() != [len(t) for t in texts]:
                failed.append(texts)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert len(kept) <= 3
