import pytest

from bot.screening import screen
from bot.screening.personal import mask


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("call me on 555-123-4567 tonight", "call me on [phone] tonight"),
        ("(555) 123 4567 or 555.123.4568", "[phone] or [phone]"),
        ("it's +44 20 7946 0958", "it's [phone]"),
        ("my number's 07700 900123", "my number's [phone]"),
        ("800-273-8255", "[phone]"),
    ],
)
def test_phone_numbers_are_masked(message, kept):
    assert mask(message) == (kept, ("phone",))


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("mail jo.bloggs+x@example.co.uk, please", "mail [e-mail], please"),
        ("a@b.org.", "[e-mail]."),
    ],
)
def test_e_mail_addresses_are_masked(message, kept):
    assert mask(message) == (kept, ("e-mail",))


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("My name is John Smith, I work here.", "My name is [name], I work here."),
        ("Maria Garcia Lopez said so", "[name] said so"),
        ("Ask Dr Amy Jones at the clinic", "Ask Dr [name] at the clinic"),
        ("Jean-Luc O'Neil was here", "[name] was here"),
    ],
)
def test_full_names_are_masked(message, kept):
    assert mask(message) == (kept, ("name",))


@pytest.mark.parametrize(
    "message",
    [
        "Dee, I'm Sam.",
        "Marlene and Curtis know you, Dee.",
        "In New York it's the same.",
        "Calder Street at midnight",
        "You'd be in a doorway on Oliver Plunkett Street by Friday.",
        "St. Mary's Hospital has a night nurse.",
        "Planned Parenthood is open till nine.",
        "Oh God Almighty, Jesus Christ.",
        "Good Morning Dee",
        "What Did He Do Then?",
        "john smith",
    ],
)
def test_first_names_and_places_stay(message):
    assert mask(message) == (message, ())


@pytest.mark.parametrize(
    "message",
    [
        "10pm to 11:30pm on 12/05/2024",
        "It's 1200-1500 a month",
        "that was 2019 - 2021",
        "plate 8FK 2231",
        "$1,000,000",
        "call 911 or 988",
        "I'm 34, he's 52",
    ],
)
def test_dates_prices_and_short_numbers_stay(message):
    assert mask(message) == (message, ())


def test_several_details_are_masked_each_and_their_kinds_named_once():
    text = "I'm John Smith, 555-123-4567, js@example.org. So is Amy Jones, 555-123-4568."
    assert mask(text) == (
        "I'm [name], [phone], [e-mail]. So is [name], [phone].",
        ("name", "phone", "e-mail"),
    )


@pytest.mark.parametrize("filler", [3950, 3990, 4100, 7700])
def test_a_name_far_down_a_long_message_is_masked_too(filler):
    long = ("and it rained and we sat there " * 300)[:filler]
    kept, kinds = mask(f"{long}. My name is John Smith.")
    assert "Smith" not in kept
    assert kept.endswith("My name is [name].")
    assert kinds == ("name",)


def test_what_is_stored_is_masked_whether_it_is_played_or_not():
    played = screen("Hi, I'm John Smith from the van. How are you?")
    assert (played.kind, played.details) == ("play", ("name",))
    assert "Smith" not in played.text
    foreign = screen("Mon numéro est le 555-123-4567, appelle quand tu veux")
    assert (foreign.kind, foreign.details) == ("not_english", ("phone",))
    assert "4567" not in foreign.text


def test_text_without_details_comes_back_unchanged():
    assert screen("  That sounds “scary”…\n").text == "That sounds “scary”…"
