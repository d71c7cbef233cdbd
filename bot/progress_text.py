"""What a trainee has practised so far, in words: what grows first, then what is worth a look.

Nobody is compared with anybody, nothing is graded, and little is called little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from bot.charts_progress import nothing_yet
from bot.i18n import _, day, n_
from bot.phrases import MOST_NAMED, Counts, figure, listed, most, named
from bot.practice.progress import Change, Part, Progress, Tally, ThemeSeen

_MOST_THEMES: Final = 3  # told with their numbers; the others are only counted
_MOST_OF_A_THEME: Final = 2  # moves, and as many pitfalls, named with a theme
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
            _themes(progress.aided, titles, theme_names),
        ]
    if progress.unaided.total.replies:
        said.append(_unaided(progress.unaided, titles, theme_names))
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
    if first := _first_used(part, titles):
        said.append(first)
    back = [c for c in part.new_since_last_week if c not in part.first_this_week]
    if back and len(part.weeks) > 1 and part.weeks[-2].tally.replies:
        said.append(_("Back this week: {moves}.").format(moves=named(back, titles)))
    said.append(_("Moves used: {moves}.").format(moves=most(part.moves, titles)))
    if not part.total.few and not (change and change.moves == "more"):
        rate = figure(part.total.moves_per_ten or 0)
        said.append(_("Together that is {rate} in ten replies.").format(rate=rate))
    return " ".join(said)


def _first_used(part: Part, titles: Names) -> str:
    """Moves never used before this week; empty if there are none, or no week before."""
    if len(part.weeks) == 1 or not part.first_this_week:
        return ""
    return _("First used this week: {moves}.").format(moves=named(part.first_this_week, titles))


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


def _themes(part: Part, titles: Names, names: Names) -> str:
    """A line for each theme with enough replies for a rate, and one that names the others."""
    if (
        len(part.themes) == 1 and part.themes[0].tally == part.total
    ):  # its numbers were told already
        return _("Themes so far: {themes}.").format(themes=_names(part.themes, names))
    told = [seen for seen in part.themes if not seen.tally.few]
    few = [seen for seen in part.themes if seen.tally.few]
    rows = [f"• {_theme(seen, titles, names)}" for seen in told[:_MOST_THEMES]]
    if more := sum(len(seen.themes) for seen in told[_MOST_THEMES:]):
        rows.append("• " + n_("{n} more theme", "{n} more themes", more))
    if rows:
        rows.insert(0, _("Themes so far, with moves and pitfalls in ten replies:"))
    if few:
        text = _("Also met, with few replies so far: {themes}.")
        if not rows:
            text = _("Themes met, with few replies so far: {themes}.")
        rows.append(text.format(themes=_names(few, names)))
    return "\n".join(rows)


def _theme(seen: ThemeSeen, titles: Names, names: Names) -> str:
    """How much there was of it, which codes most, and what changed over the weeks."""
    said = [
        _("{theme} ({replies}): {moves} and {pitfalls}.").format(
            theme=_names([seen], names),
            replies=n_("{n} reply", "{n} replies", seen.tally.replies),
            moves=figure(seen.moves_per_ten or 0),
            pitfalls=figure(seen.flags_per_ten or 0),
        )
    ]
    if seen.moves:
        said.append(_("Used most: {moves}.").format(moves=_first_few(seen.moves, titles)))
    if seen.flags:
        flags = _first_few(seen.flags, titles)
        said.append(_("Worth a look: {pitfalls}.").format(pitfalls=flags))
    if seen.change and seen.change.moves != "alike":
        said.append(_("Moves: {rates}.").format(rates=_moves(seen.change)))
    if seen.change and seen.change.flags != "alike":
        said.append(_("Pitfalls: {rates}.").format(rates=_flags(seen.change)))
    return " ".join(said)


def _names(seen: Sequence[ThemeSeen], names: Names) -> str:
    themes = [theme for some in seen for theme in some.themes]
    return listed([names.get(theme, theme.replace("-", " ")) for theme in themes])


def _first_few(counts: Counts, titles: Names) -> str:
    return listed([titles.get(code, code) for code, _n in counts[:_MOST_OF_A_THEME]])


def _unaided(part: Part, titles: Names, names: Names) -> str:
    """The unaided conversations, with the same kinds of numbers as the others, but for themes."""
    total = part.total
    said = [_("Without help, and counted apart: {much} so far.").format(much=_amount(total))]
    if first := _first_used(part, titles):
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
    if part.themes:
        themes = _names(part.themes, names)
        said.append(_("Themes, counted together here: {themes}.").format(themes=themes))
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
