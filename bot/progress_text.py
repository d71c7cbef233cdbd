"""What a trainee has practised so far, in words: what grows first, then what is worth a look.

Nobody is compared with anybody, nothing is graded, and little is called little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from bot.charts_progress import first_used, nothing_yet
from bot.i18n import _, day, n_
from bot.phrases import MOST_NAMED, figure, listed, most, named
from bot.practice.progress import Change, Part, Progress, Tally, ThemeSeen

_MOST_THEMES: Final = 6  # told with their numbers; the others are only counted
_A_WHILE: Final = timedelta(weeks=3)

Names = Mapping[str, str]


def progress_text(progress: Progress, titles: Names, theme_names: Names) -> list[str]:
    """Paragraphs for the message on progress.

    ``titles``: titles of codes by id; ``theme_names``: names of themes by id, where there
    are any. Unaided conversations have the last paragraph, with numbers of their own.
    """
    if progress.empty:
        return [nothing_yet()]
    said: list[str] = []
    if progress.aided.total.replies:
        said += [
            _opening(progress.aided),
            _growing(progress.aided, titles),
            _worth_a_look(progress, titles),
            _themes(progress.aided.themes, theme_names),
        ]
    if progress.unaided.total.replies:
        said.append(_unaided(progress.unaided, titles))
    return [paragraph for paragraph in said if paragraph]


def _opening(part: Part) -> str:
    """How much there is to look back on."""
    much = _amount(part.total)
    if part.total.few:
        return _("Your practice so far: {much}. That is little to go by yet.").format(much=much)
    if len(part.weeks) == 1:
        return _("Your practice so far, in this first week: {much}.").format(much=much)
    return _("Your practice since the week of {day}: {much}.").format(
        day=day(part.weeks[0].start), much=much
    )


def _growing(part: Part, titles: Names) -> str:
    """Moves: what is new, what is used, what has become more; and pitfalls, if they got rarer."""
    if not part.moves:
        return _("No moves were noticed so far. Whichever comes first is welcome.")
    said = []
    change = part.change
    if change and change.moves == "more":
        said.append(_("Moves have become more frequent: {rates}.").format(rates=_moves(change)))
    if change and change.flags == "fewer":
        said.append(_("Pitfalls have become rarer: {rates}.").format(rates=_flags(change)))
    if first := first_used(part, titles):
        said.append(first)
    back = [c for c in part.new_since_last_week if c not in part.first_this_week]
    if back and len(part.weeks) > 1 and part.weeks[-2].tally.replies:
        said.append(_("Back this week: {moves}.").format(moves=named(back, titles)))
    said.append(_("Moves used: {moves}.").format(moves=most(part.moves, titles)))
    if not part.total.few and not (change and change.moves == "more"):
        rate = figure(part.total.moves_per_ten or 0)
        said.append(_("Together that is {rate} in ten replies.").format(rate=rate))
    return " ".join(said)


def _worth_a_look(progress: Progress, titles: Names) -> str:
    """Pitfalls, what has become less, and moves that were not used for some weeks."""
    part, change = progress.aided, progress.aided.change
    if part.flags:
        flags = most(part.flags, titles)
        said = [_("Pitfalls that came up, worth a look: {pitfalls}.").format(pitfalls=flags)]
    else:
        said = [_("No pitfalls were noticed in these replies.")]
    if part.flags and not part.total.few:
        rate = figure(part.total.flags_per_ten or 0)
        said.append(_("Together that is {rate} in ten replies.").format(rate=rate))
    if change and change.flags == "more":
        said.append(_("Pitfalls came up more often: {rates}.").format(rates=_flags(change)))
    if change and change.moves == "fewer":
        said.append(_("Moves came up less often: {rates}.").format(rates=_moves(change)))
    if change and (change.flags == "more" or change.moves == "fewer"):
        said.append(_("Numbers like these also change with the scenes."))
    if resting := _resting(progress, titles):
        said.append(_("Last used a while ago: {moves}.").format(moves=resting))
    return " ".join(said)


def _resting(progress: Progress, titles: Names) -> str:
    """Moves of the aided part last used weeks ago, in either part, the longest ago first."""
    elsewhere = progress.unaided.last_used
    last = {c: max(d, elsewhere.get(c, d)) for c, d in progress.aided.last_used.items()}
    old = sorted((d, c) for c, d in last.items() if progress.today - d > _A_WHILE)
    return ", ".join(f"{titles.get(c, c)} ({day(d)})" for d, c in old[:MOST_NAMED])


def _themes(themes: Sequence[ThemeSeen], names: Names) -> str:
    """A line for each theme with enough replies for a rate, and one that names the others."""
    lines, few = [], []
    for seen in themes:
        name = names.get(seen.theme, seen.theme.replace("-", " "))
        if seen.moves_per_ten is None or seen.flags_per_ten is None:
            few.append(name)
            continue
        line = _("{theme}: {much}. In ten replies, moves: {moves}, pitfalls: {pitfalls}.").format(
            theme=name,
            much=_amount(seen.tally),
            moves=figure(seen.moves_per_ten),
            pitfalls=figure(seen.flags_per_ten),
        )
        lines.append(f"• {line}")
    shown, more = lines[:_MOST_THEMES], len(lines) - _MOST_THEMES
    if shown:
        shown.insert(0, _("Themes so far:"))
    if more > 0:
        shown.append("• " + n_("{n} more theme", "{n} more themes", more))
    if few:
        text = _("Also met, with few replies so far: {themes}.")
        shown.append(text.format(themes=listed(few)))
    return "\n".join(shown)


def _unaided(part: Part, titles: Names) -> str:
    """The unaided conversations, with the same kinds of numbers as the others."""
    total = part.total
    said = [_("Without help, and counted apart: {much} so far.").format(much=_amount(total))]
    if first := first_used(part, titles):
        said.append(first)
    if part.moves:
        said.append(_("Moves used: {moves}.").format(moves=most(part.moves, titles)))
    else:
        said.append(_("No moves were noticed in these replies."))
    if part.flags:
        flags = most(part.flags, titles)
        said.append(_("Pitfalls that came up: {pitfalls}.").format(pitfalls=flags))
    else:
        said.append(_("No pitfalls were noticed in these replies."))
    if total.few:
        said.append(_("That is little to go by yet."))
    else:
        said.append(
            _("In ten replies, moves: {moves}, pitfalls: {pitfalls}.").format(
                moves=figure(total.moves_per_ten or 0), pitfalls=figure(total.flags_per_ten or 0)
            )
        )
    return " ".join(said)


def _amount(tally: Tally) -> str:
    conversations = n_("{n} conversation", "{n} conversations", tally.conversations)
    return listed([conversations, n_("{n} reply", "{n} replies", tally.replies)])


def _moves(change: Change) -> str:
    return _rates(change, change.before.moves_per_ten, change.lately.moves_per_ten)


def _flags(change: Change) -> str:
    return _rates(change, change.before.flags_per_ten, change.lately.flags_per_ten)


def _rates(change: Change, before: float | None, lately: float | None) -> str:
    return _("{before} in ten replies before {day}, {lately} since").format(
        before=figure(before or 0), day=day(change.since), lately=figure(lately or 0)
    )
