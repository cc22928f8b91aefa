"""What two officials do to draws together: call one off before its hour, change who speaks for a party."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from iskan.apps.accounts.events import account_changed
from iskan.apps.accounts.operations.officials import OWNER_TOLD
from iskan.apps.accounts.queries import named_official
from iskan.apps.draws.models import Draw, PartyMember
from iskan.apps.draws.operations import draws
from iskan.apps.draws.operations.draw_refusals import AlreadyAMember
from iskan.apps.draws.rules import can_follow_draws
from iskan.core.acts import JointAct
from iskan.core.refusal import OwnAccount
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import CANCEL_DRAW, CHANGE_PARTY
from iskan.policy.draw_parties import PARTIES

NAMED, LET_GO = "name", "let_go"
_CHANGES = {NAMED: Text(ar="تسمية", en="Named"), LET_GO: Text(ar="إنهاء التمثيل", en="Let go")}


def party_terms(change: str, party: str) -> dict[str, Any]:
    """Return the terms of a change of the register."""
    return {"change": change, "party": party}


class _CancelDraw:
    """Its subject is the draw's reference."""

    act: JointAct = CANCEL_DRAW

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a draw names no person
        return can_follow_draws(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        draw = Draw.objects.filter(reference=subject).first()
        if draw is not None:
            draws.require_no_family(scope, draw)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        draws.require_cancellable(draws.locked(subject), at)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        draws.cancel_draw(scope=scope, reference=subject, reason=reason, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        draw = Draw.objects.get(reference=subject)
        return (
            (Text(ar="السحب", en="Draw"), subject),
            (Text(ar="المشروع", en="Project"), Text(ar=draw.project_ar, en=draw.project_en)),
        )


class _ChangeParty:
    """The subject is the id of the official who would speak for the party, or no longer."""

    act = CHANGE_PARTY

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- an account names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        if scope.user_id == int(subject):
            raise OwnAccount

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if terms["change"] == LET_GO:
            _standing(subject, terms)
            return
        draws.require_party(terms["party"], int(subject))
        if PartyMember.objects.filter(user_id=int(subject), let_go_at__isnull=True).exists():
            raise AlreadyAMember

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        if terms["change"] == LET_GO:
            draws.let_member_go(scope=scope, member_id=_standing(subject, terms).pk, at=at)
        else:
            draws.name_member(scope=scope, party=terms["party"], user_id=int(subject), at=at)
        account_changed.happened(int(subject), self.act.name, OWNER_TOLD, at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        return (
            (Text(ar="الموظف", en="Official"), named_official(int(subject)).name),
            (Text(ar="الطرف", en="Party"), PARTIES[terms["party"]]),
            (Text(ar="التغيير", en="Change"), _CHANGES[terms["change"]]),
        )


def _standing(subject: str, terms: Terms) -> PartyMember:
    member = PartyMember.objects.filter(
        user_id=int(subject), party=terms["party"], let_go_at__isnull=True
    ).first()  # fmt: skip
    if member is None:
        raise OutOfScope
    return member


carries_out_act(_CancelDraw())
carries_out_act(_ChangeParty())
