"""Getting in: what this is, who reads what, consent, and an invitation that is used up by it."""

from __future__ import annotations

from bot import wording
from bot.i18n import ENGLISH, _, language
from bot.service.base import ServiceBase
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredTrainee


class Joining(ServiceBase):
    """Until somebody agrees, nothing about them is stored: a code travels in the button."""

    def welcome(self, code: str = "") -> list[Say]:
        """What this is, who reads what, and the question. Nothing is stored by asking."""
        return [
            note(self.about()),
            note(f"{self.privacy()}\n\n{_(wording.CONSENT_ASK)}", _ask(code)),
        ]

    def about(self) -> str:
        """What this is; in another language also that the practice itself is in English."""
        text = _(wording.WELCOME)
        return text if language() == ENGLISH else f"{text}\n\n{_(wording.SPEAKS_ENGLISH)}"

    def privacy(self) -> str:
        """What is kept, for how long, and who reads it."""
        return _(wording.PRIVACY).format(
            organisation=self.organisation,
            days=self.settings.retention_days,
            who=self.who_reads(),
            desk=_(wording.DESK),
        )

    def not_invited(self, code: str = "") -> Say:
        """How to get in, for somebody without an invitation, or with one that is used up."""
        text = wording.INVITATION_OVER if code else wording.NOT_INVITED
        return note(_(text).format(organisation=self.organisation))

    def join(self, channel: str, external_id: str, code: str) -> StoredTrainee | None:
        """Use the invitation ``code``; None if it doesn't work (any more)."""
        agreed_to = self.settings.supervisors_see
        return self.store.join(code, channel, external_id, agreed_to, language())

    def must_agree(self, trainee: StoredTrainee) -> Say | None:
        """The question to ask first where more is read than the trainee agreed to; None: nothing.

        Where less is read than that, there is nothing to ask.
        """
        if not (trainee.agreed_to == "shared" and self.settings.supervisors_see == "all"):
            return None
        text = _(wording.CONSENT_CHANGED).format(who=self.who_reads())
        choices = [
            Choice("agree:yes", _(wording.CONSENT_CHANGED_YES)),
            Choice("agree:no", _(wording.CONSENT_NO)),
        ]
        return note(text, choices)

    def agree(self, trainee: StoredTrainee) -> None:
        """The trainee agrees to how it is now."""
        self.store.consent(trainee.id, self.settings.supervisors_see)


def _ask(code: str) -> list[Choice]:
    end = f":{code}" if code else ""
    return [
        Choice(f"consent:yes{end}", _(wording.CONSENT_YES)),
        Choice("consent:no", _(wording.CONSENT_NO)),
    ]
