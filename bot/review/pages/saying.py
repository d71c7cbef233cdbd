"""Saying something: to a finding, to a reply, to the trainee, to the whole conversation.

Nothing here changes what the detector said, or what somebody said before.
"""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.practice.codes import CODE_IDS, is_flag
from bot.review.desk import desk, needs, viewer
from bot.review.listed import titles
from bot.review.reading import alone, read, rubric_here, said, whole
from bot.review.routes import desk_pages
from bot.review.rubric import STEPS
from bot.review.typed import fits, is_of, locate, typed
from bot.service import supervisors_words
from bot.service.looking_back import settle
from bot.store.desk.saying import Place

_ID = "int(max=2147483647)"
_AUDIENCES = ("trainee", "supervisors")
_WHO = "Choose who reads it."


@desk_pages.post(f"/findings/<{_ID}:finding>/agree")
@needs("review")
def agree(finding: int) -> ResponseReturnValue:
    """Agree with a finding. Where the trainee sees it otherwise, they hear that it stays."""
    place = _finding(finding)
    errors = _wrong(answer=_news(place) or fits(typed("answer")))
    if errors:
        return _refused(place, "agree", errors)
    desk().shelf.judge(viewer(), place, "agree")
    heard = _settle(place, agreed=False)
    return said(
        place.encounter, place.turn, f"Agreed with {place.code} on reply {place.number}.{heard}"
    )


@desk_pages.post(f"/findings/<{_ID}:finding>/overrule")
@needs("review")
def overrule(finding: int) -> ResponseReturnValue:
    """See something else than the detector, or nothing. A reason is needed."""
    place = _finding(finding)
    instead, reason = typed("instead"), typed("reason")
    errors = _wrong(
        instead=_instead(instead, place),
        reason=fits(reason) if reason else "A word on why helps whoever reads this next.",
        answer=_news(place) or fits(typed("answer")),
    )
    if errors:
        return _refused(place, "overrule", errors)
    desk().shelf.judge(viewer(), place, "overrule", instead, reason)
    heard = _settle(place, agreed=True, other=instead if instead and is_flag(instead) else "")
    now = f"{instead} instead" if instead else "no code"
    return said(
        place.encounter,
        place.turn,
        f"Overruled {place.code} on reply {place.number}: {now}.{heard}",
    )


@desk_pages.post(f"/replies/<{_ID}:turn>/missed")
@needs("review")
def missed(turn: int) -> ResponseReturnValue:
    """Add a code that the detector missed, on words of the reply."""
    place = _turn(turn)
    words, code, reason = typed("words"), typed("code"), typed("reason")
    where = locate(place.reply, words, request.form.get("start", type=int))
    not_there = "These words are not in the reply; they have to stand as they do there."
    errors = _wrong(
        words="" if where else not_there if words else "Select the words, or copy them here.",
        code="" if code in CODE_IDS else "Choose a code for these words.",
        reason=fits(reason),
    )
    if errors or where is None:
        return _refused(place, "missed", errors)
    desk().shelf.add_missed(viewer(), place, code, *where, reason)
    return said(place.encounter, turn, f"Added {code} on reply {place.number}.")


@desk_pages.post(f"/verdicts/<{_ID}:review>/withdraw")
@needs("review")
def withdraw(review: int) -> ResponseReturnValue:
    """Take back what one has said oneself; it stays in the history."""
    place, code = desk().shelf.withdraw(viewer(), review) or abort(404)
    return said(place.encounter, place.turn, f"Taken back: {code} on reply {place.number}.")


@desk_pages.post(f"/replies/<{_ID}:turn>/comment")
@needs("review")
def comment(turn: int) -> ResponseReturnValue:
    """Write to the trainee about a reply, or to other supervisors."""
    place = _turn(turn)
    text, audience = typed("text"), request.form.get("audience")
    errors = _wrong(
        text=fits(text) if text else "There are no words here yet.",
        audience="" if audience in _AUDIENCES else _WHO,
    )
    if errors:
        return _refused(place, "comment", errors)
    to_trainee = audience == "trainee"
    if not desk().shelf.said_just_now(viewer(), turn, text, to_trainee):
        _send(place.encounter, turn, text, to_trainee)
    whom = "The trainee gets it in Telegram" if to_trainee else "Supervisors can read it"
    return said(place.encounter, turn, f"Your comment on reply {place.number} is saved. {whom}.")


@desk_pages.post("/conversations/<encounter>/sign-off")
@needs("review")
def sign_off(encounter: str) -> ResponseReturnValue:
    """Sign a conversation off, with ratings and a note or without."""
    rubric, _problems = rubric_here()
    names = {s.id: f"scale-{s.id}" for s in rubric.scales} if rubric else {}
    given = {id_: request.form.get(name, "") for id_, name in names.items()}
    note, audience = typed("note"), request.form.get("audience")
    steps = {str(n): n for n in STEPS}
    errors = _wrong(
        note=_more(encounter) or fits(note),
        audience=_WHO if note and audience not in _AUDIENCES else "",
        **{names[i]: "" if v in steps or not v else "Rate from 1 to 5." for i, v in given.items()},
    )
    if errors:
        return whole(read(encounter), request.form.to_dict(), errors), 422
    rated = {id_: steps[v] for id_, v in given.items() if v}
    to_trainee = bool(note) and audience == "trainee"
    signed = desk().shelf.sign_off(viewer(), encounter, rated, note, to_trainee)
    if signed is None:
        abort(404)
    if signed and to_trainee:
        _send(encounter, None, note, to_trainee=True)
    flash("Signed off. Thank you for reading.", "good")
    return _to_sign_off(encounter)


@desk_pages.post("/conversations/<encounter>/second")
@needs("review")
def give_second(encounter: str) -> ResponseReturnValue:
    """Ask a colleague to code a conversation without seeing any codes."""
    coder = request.form.get("coder", 0, type=int)
    name = desk().shelf.give_second(viewer(), encounter, coder)
    if name is None:
        abort(404)
    if name:
        desk().shelf.note_deed(viewer().id, "second", encounter)
        flash(f"{name} finds it under “Second coding”, with all codes hidden.", "good")
    else:
        flash(
            "Choose a colleague from the list: somebody who may read it and has not seen its "
            "codes yet.",
            "problem",
        )
    return _to_sign_off(encounter)


def _finding(finding: int) -> Place:
    return _same(desk().shelf.place_of_finding(viewer(), finding))


def _turn(turn: int) -> Place:
    return _same(desk().shelf.place_of_turn(viewer(), turn))


def _same(place: Place | None) -> Place:
    """The place, if it is the one that the form was made for."""
    if place is None or not is_of(place.trainee):
        abort(404)
    return place


def _news(place: Place) -> str:
    """What to say if the trainee has disagreed since the page was loaded."""
    there = str(place.objection or "")
    if not there or request.form.get("objection", there) == there:
        return ""
    return (
        "The trainee has said meanwhile that they see this flag otherwise. What you choose answers "
        "them; please send it once more if it stays so."
    )


def _more(encounter: str) -> str:
    """What to say if there are replies that the page did not have."""
    seen = request.form.get("seen", type=int)
    if seen is None or max((t.id for t in read(encounter).found.turns), default=0) <= seen:
        return ""
    return "They have written more meanwhile; it stands above now. Sign off once you have read it."


def _wrong(**errors: str) -> dict[str, str]:
    """Those fields that something is wrong with."""
    return {name: words for name, words in errors.items() if words}


def _instead(code: str, place: Place) -> str:
    if code and code not in CODE_IDS:
        return "Choose a code, or “No code”."
    if code == place.code:
        return f"That is {code} again; to keep it, agree with it."
    return ""


def _refused(place: Place, form: str, errors: dict[str, str]) -> ResponseReturnValue:
    """The form again, with what was typed and what is missing."""
    values = request.form.to_dict()
    return alone(read(place.encounter), place.turn, form, place.finding, values, errors), 422


def _settle(place: Place, agreed: bool, other: str = "") -> str:
    """Let the trainee hear what came of their objection, if there is an open one.

    ``other``: a flag that is seen in its place.
    """
    if place.objection is None:
        return ""
    title = titles().get(other, other)
    settled = settle(desk().store, place.objection, agreed, typed("answer"), title)
    return " The trainee hears of it." if settled else ""


def _send(encounter: str, turn: int | None, text: str, to_trainee: bool) -> None:
    who = viewer()
    supervisors_words.comment(
        desk().store, desk().content, who.id, who.name, encounter, turn, text, to_trainee
    )


def _to_sign_off(encounter: str) -> ResponseReturnValue:
    return redirect(url_for("desk.transcript", encounter=encounter, _anchor="sign-off"), 303)
