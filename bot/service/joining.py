"""Getting in: what this is, who reads what, consent, and an invitation that is used up by it."""

from __future__ import annotations

from typing import Final

from bot import wording
from bot.i18n import LANGUAGES, _, language, n_
from bot.service.base import ServiceBase
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredTrainee

# Who reads, as it travels in the button: what is agreed to is what the message said.
_RULES: Final = {"all": "a", "shared": "s"}


class Joining(ServiceBase):
    """Until somebody agrees, nothing about them is stored: a code travels in the button."""

    def welcome(self, code: str = "", chosen: bool = False) -> list[Say]:
        """What this is, who reads what, and the question. Nothing is stored by asking.

        ``chosen``: its language was chosen here, so the answer has to carry it along.
        """
        return [note(self.about()), self.consent_question(code, chosen)]

    def consent_question(self, code: str = "", chosen: bool = False) -> Say:
        """What is kept, who reads it as it is now, and the question whether that is all right."""
        rule = _RULES[self.settings.supervisors_see]
        text = f"{self.privacy()}\n\n{_(wording.CONSENT_ASK)}"
        return note(text, _ask(code, rule, language() if chosen else ""))

    def is_rule_now(self, rule: str) -> bool:
        """Whether a question with this rule in its button said what counts now."""
        return rule == _RULES[self.settings.supervisors_see]

    def about(self) -> str:
        """What this is, and which language the practice itself is in."""
        return f"{_(wording.WELCOME)}\n\n{_(wording.SPEAKS_ENGLISH)}"

    def privacy(self, trainee: StoredTrainee | None = None) -> str:
        """What is kept, for how long, and who reads it: for ``trainee``, as they agreed to it."""
        return _(wording.PRIVACY).format(
            organisation=self.organisation,
            time=n_(*wording.DAYS, self.settings.retention_days),
            who=self.who_reads() if trainee is None else self._who_reads_of(trainee),
            desk=_(wording.DESK),
        )

    def _who_reads_of(self, trainee: StoredTrainee) -> str:
        """Who reads what they begin now, and in a sentence where earlier ones differ from that."""
        every = self.open_to_all(trainee)
        text = self.who_reads(every)
        if not self.store.any_begun(trainee.id, open_to_all=not every):
            return text
        return f"{text} {_(wording.EARLIER_YOURS if every else wording.EARLIER_READ)}"

    def not_invited(self, code: str = "") -> Say:
        """How to get in, for somebody without an invitation, or with one that is used up."""
        text = wording.INVITATION_OVER if code else wording.NOT_INVITED
        return note(_(text).format(organisation=self.organisation))

    def help_outside(self) -> Say:
        """What there is for somebody who is not in yet."""
        return note(_(wording.HELP_OUTSIDE).format(organisation=self.organisation))

    def in_already(self, trainee: StoredTrainee, code: str) -> Say:
        """What becomes of a link that somebody opens who is in: nothing."""
        link = self.store.invitation(code)
        if link is None:
            return note(_(wording.IN_ALREADY))
        rows = [_(wording.IN_ALREADY_LINK)]
        if link.team_id is not None and link.team_id != trainee.team:
            rows.append(_(wording.IN_ALREADY_TEAM).format(team=link.team))
        return note("\n\n".join(rows))

    def join(
        self, channel: str, external_id: str, code: str, agreed_to: str = ""
    ) -> StoredTrainee | None:
        """Use the invitation ``code``; None if it doesn't work (any more).

        ``agreed_to``: who reads, as the question said it; "" is as it is now. For somebody who is
        in nothing changes.
        """
        rule = agreed_to or self.settings.supervisors_see
        return self.store.join(code, channel, external_id, rule, language())

    def must_agree(self, trainee: StoredTrainee, then: str = "") -> Say | None:
        """The question to ask first where more is read than the trainee agreed to; None: nothing.

        Where less is read than that, there is nothing to ask. ``then``: the choice that
        agreeing leads on to.
        """
        if not (trainee.agreed_to == "shared" and self.settings.supervisors_see == "all"):
            return None
        text = _(wording.CONSENT_CHANGED).format(who=self.who_reads())
        choices = [
            Choice(f"agree:yes:{then}" if then else "agree:yes", _(wording.CONSENT_CHANGED_YES)),
            Choice("agree:no", _(wording.CONSENT_NO)),
        ]
        return note(text, choices)

    def agree(self, trainee: StoredTrainee) -> None:
        """The trainee agrees to how it is now."""
        self.store.consent(trainee.id, self.settings.supervisors_see)


def _ask(code: str, rule: str, chosen: str) -> list[Choice]:
    end = f":{code}" if code else ""
    spoken = f":{chosen}" if chosen else ""
    choices = [
        Choice(f"consent:yes:{rule}{spoken}{end}", _(wording.CONSENT_YES)),
        Choice(f"consent:no{spoken}", _(wording.CONSENT_NO)),
    ]
    if code:
        others = {k: name for k, name in LANGUAGES.items() if k != language()}
        choices += [Choice(f"welcome:{k}:{code}", name) for k, name in others.items()]
    return choices
