"""Words on the desk for what is kept as numbers or marks."""

from flask import Flask

from bot.review.in_words import ended, spoken


def test_a_stage_direction_is_emphasised_and_markup_stays_text():
    assert spoken("Fine. *she <b>nods</b>* There.") == (
        "Fine. <em>she &lt;b&gt;nods&lt;/b&gt;</em> There."
    )
    assert spoken("2*3*4 is 24, and <script>*") == "2*3*4 is 24, and &lt;script&gt;*"


def test_pages_show_it_so(app: Flask):
    page = app.jinja_env.from_string(
        '{% import "macros/turn.html" as one %}{{ one.client_bubble("Imani", line) }}'
    )
    shown = page.render(line="*it hums* There <i>now</i>.")
    assert "<em>it hums</em> There &lt;i&gt;now&lt;/i&gt;." in shown


def test_who_said_goodbye():
    """The client ends it so when the trainee's reply was a goodbye."""
    assert ended("ended", "goodbye", "Imani") == "The trainee said goodbye"
    assert ended("ended", "left", "Imani") == "Imani left early"
