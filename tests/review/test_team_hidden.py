from hypothesis import given
from hypothesis import strategies as st

from bot.review.team import FEWEST, hidden


def people(*numbers):
    return {f"t-{n}" for n in numbers}


def test_five_are_shown_and_four_are_not():
    assert hidden({"a": people(1, 2, 3, 4, 5)}) == frozenset()
    assert hidden({"a": people(1, 2, 3, 4)}) == {"a"}


def test_one_hidden_row_takes_the_next_smallest_along():
    rows = {"a": people(*range(9)), "b": people(1, 2), "c": people(*range(7)), "d": people(7)}
    # b and d rest on three together: c goes too.
    assert hidden(rows) == {"b", "d", "c"}


def test_two_hidden_rows_of_enough_people_take_nobody_along():
    rows = {"a": people(*range(9)), "b": people(1, 2, 3), "c": people(4, 5)}
    assert hidden(rows) == {"b", "c"}


def test_two_hidden_rows_of_the_same_few_people_are_not_enough():
    rows = {"a": people(*range(9)), "b": people(1, 2, 3), "c": people(2, 3), "d": people(*range(6))}
    assert hidden(rows) == {"b", "c", "d"}


def test_rows_of_one_size_go_by_their_key():
    rows = {"z": people(*range(5)), "m": people(*range(5)), "b": people(1)}
    assert hidden(rows) == {"b", "m"}


def test_repeats_are_one_person():
    assert hidden({"a": ["t-1"] * 7}) == {"a"}


def test_without_rows_there_is_nothing_to_hide():
    assert hidden({}) == frozenset()


ROWS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2), st.sets(st.integers(0, 11).map(str)), max_size=8
)


@given(ROWS)
def test_no_more_is_hidden_than_has_to_be(rows):
    gone = hidden(rows)
    small = {key for key, who in rows.items() if len(who) < FEWEST}
    assert small <= gone
    taken_along = sorted(gone - small, key=lambda key: (len(rows[key]), key))
    if taken_along:
        before = gone - {taken_along[-1]}
        assert len(set().union(*(rows[key] for key in before))) < FEWEST
        assert all(
            (len(rows[key]), key) > (len(rows[taken_along[-1]]), taken_along[-1])
            for key in set(rows) - gone
        )
