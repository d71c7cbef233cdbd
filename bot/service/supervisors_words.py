"""What a supervisor writes reaches the trainee, who may answer it once."""

from __future__ import annotations

from typing import Any, Final

from bot import wording
from bot.content import Content
from bot.i18n import _, speaking
from bot.service.base import NOT_KEPT, Incoming, ServiceBase, storable
from bot.service.messages import Choice, Say, note
from bot.store.comments import Commented, StoredComment
from bot.store.repository import Store, StoredEncounter, StoredTrainee

_MOST_QUOTE: Final = 140


def comment(
    store: Store,
    content: Content,
    reviewer: int,
    reviewer_name: str,
    encounter: str,
    turn: int | None,
    text: str,
    to_trainee: bool,
) -> int:
    """Keep what a supervisor writes about a conversation; to the trainee, it is sent as well.

    ``reviewer``: their id; ``reviewer_name``: as the trainee is to know them. ``turn``: the id of
    a reply, or None for the conversation as a whole. ``text`` goes as it is, in the words around
    it the trainee's language is spoken. Whoever can't be reached any more is sent nothing; the
    comment is kept all the same. Whether the reviewer may read ``encounter`` is for the caller
    to know. Returns the comment's id. LookupError: there is no such conversation or reply.
    """
    written = storable(text).replace("\r\n", "\n").strip()

    def message(about: Commented) -> dict[str, Any]:
        with speaking(about.language):
            return _letter(content, about, reviewer_name, written).to_json()

    return store.comment(encounter, turn, reviewer, written, message if to_trainee else None)


def _letter(content: Content, about: Commented, name: str, text: str) -> Say:
    name = " ".join(storable(name).split())
    # An address is to sign in with; nobody is shown it for want of a name.
    who = _(wording.A_SUPERVISOR) if not name or "@" in name else name
    scene = content.scenarios.get(about.scenario)
    quote = "" if about.reply == NOT_KEPT else _short(about.reply)
    head = _(wording.COMMENT_ON_REPLY if quote else wording.COMMENT).format(
        who=who, title=scene.title if scene else about.scenario, quote=quote
    )
    return note(
        f"{head}\n\n{text}\n\n{_(wording.COMMENT_ONCE)}",
        [Choice(f"answer:{about.id}", _(wording.ANSWER))],
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _MOST_QUOTE:
        return text
    cut = text[:_MOST_QUOTE]
    return (cut.rsplit(" ", 1)[0] if " " in cut[_MOST_QUOTE // 2 :] else cut) + "…"


class SupervisorsWords(ServiceBase):
    """Answering a comment, once."""

    def answer_ask(self, trainee: StoredTrainee, comment: int) -> Say:
        """Ask for an answer to a comment; the next words are taken for it."""
        refused = self._why_not(self.store.comment_to(trainee.id, comment))
        if refused:
            return note(refused)
        self.store.set_trainee(trainee.id, asked={"what": "answer", "comment": comment})
        return note(_(wording.ANSWER_ASK), [Choice("skip:answer", _(wording.ANSWER_SKIP))])

    def _answered(
        self,
        trainee: StoredTrainee,
        comment: int,
        words: str,
        incoming: Incoming,
        now: StoredEncounter | None,
    ) -> None:
        """Keep ``words`` as the answer. ``now``: a conversation they may have been meant for."""
        refused = self._why_not(self.store.comment_to(trainee.id, comment))
        if not refused:
            choices = []
            if now:
                label = _(wording.FOR_CLIENT).format(name=self._name_of(now))
                choices.append(Choice(f"toclient:{comment}:{now.id}", label))
            said = note(_(wording.ANSWER_KEPT).format(text=words), choices).to_json()
            if self.store.answer(trainee, comment, words, [said], incoming):
                return
            # Answered or erased in the moment between.
            refused = self._why_not(self.store.comment_to(trainee.id, comment))
        self.store.set_trainee(trainee.id, asked=None)
        self.say(trainee, [note(refused)], incoming)

    def _why_not(self, found: StoredComment | None) -> str:
        """Why a comment can't be answered, in words for the trainee; "": it can."""
        if found is None:
            return _(wording.ANSWER_GONE)
        if found.answered_at is not None:
            return _(wording.ANSWERED).format(text=found.answer)
        if not found.visible:
            return _(wording.ANSWER_UNSHARED)
        return ""
