"""Proposing an act, and deciding on it as the second official."""

from collections.abc import Collection
from datetime import datetime
from http import HTTPStatus

from django.db import IntegrityError, transaction

from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.events import act_agreed, act_declined, act_overtaken
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.rules import why_not_second
from iskan.core.acts import JointAct
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import ActHandler, Terms, handler_of, may_begin, prepare_act
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope


class ActAlreadyProposed(Refusal):
    """The same act on the same subject awaits a second official."""

    text = Text(
        ar="الإجراء نفسه مقترح من قبل وينتظر موافقة موظف ثانٍ.",
        en="The same is proposed already and awaits a second official.",
    )
    status = HTTPStatus.CONFLICT


class ActDecided(Refusal):
    """The proposal was decided or taken back meanwhile."""

    text = Text(ar="سبق البت في هذا الاقتراح أو سحبه.", en="This proposal was decided or taken back meanwhile.")
    status = HTTPStatus.CONFLICT


def propose_act(*, scope: Scope, act: JointAct, subject: str, terms: Terms, reason: str, at: datetime) -> ProposedAct:
    """Propose an act; nothing changes until a second official agrees.

    Raises:
        NotForThisRole, ReasonMissing, ActAlreadyProposed, and whatever the act's own app refuses as things stand.
    """
    if not may_begin(scope, act):
        raise NotForThisRole
    if act.needs_reason and not reason.strip():
        raise ReasonMissing
    handler_of(act.code).require_apart(scope=scope, subject=subject, terms=terms)
    prepare_act(act.code, scope=scope, subject=subject, at=at)
    return _propose(scope=scope, act=act, subject=subject, terms=terms, reason=reason.strip(), at=at)


@transaction.atomic
def _propose(*, scope: Scope, act: JointAct, subject: str, terms: Terms, reason: str, at: datetime) -> ProposedAct:
    handler_of(act.code).examine(scope=scope, subject=subject, terms=terms, at=at)
    try:
        with transaction.atomic():
            proposed = ProposedAct.objects.create(
                act=act.code, subject=subject, terms=dict(terms), reason=reason,
                proposed_by_id=scope.acting_id, proposed_at=at,
            )  # fmt: skip
    except IntegrityError as fault:
        raise ActAlreadyProposed from fault
    _record(scope, "act.proposed", proposed, at)
    return proposed


def agree_to_act(*, scope: Scope, proposed_id: int, at: datetime) -> ProposedAct:
    """Agree as the second official: the act is carried out at once, in the same transaction.

    Raises:
        OutOfScope: no such proposal. ActDecided, NotForThisRole, SameEyes, SameOffice, and what the act's app refuses:
            of whom it is the own record, before anything else.
    """
    waiting = ProposedAct.objects.filter(pk=proposed_id, outcome="").first()
    if waiting is not None:
        _require_second(scope, handler_of(waiting.act), waiting)
        prepare_act(waiting.act, scope=scope, subject=waiting.subject, at=at)
    return _agree(scope, proposed_id, at)


@transaction.atomic
def _agree(scope: Scope, proposed_id: int, at: datetime) -> ProposedAct:
    proposed = _open(proposed_id)
    handler = handler_of(proposed.act)
    _require_second(scope, handler, proposed)
    handler.examine(scope=scope, subject=proposed.subject, terms=proposed.terms, at=at)
    _decide(proposed, ActOutcome.AGREED, scope, "", at)
    handler.carry_out(scope=scope, subject=proposed.subject, terms=proposed.terms, reason=proposed.reason, at=at)
    act_agreed.happened(handler.act, proposed.pk, proposed.subject, at)
    return proposed


@transaction.atomic
def decline_act(*, scope: Scope, proposed_id: int, reason: str, at: datetime) -> ProposedAct:
    """Decline as the second official; nothing is done but what the subject's own app does with what was declined.

    Raises:
        OutOfScope, ActDecided, NotForThisRole, SameEyes, SameOffice, ReasonMissing, and of whom it is the own record.
    """
    proposed = _open(proposed_id)
    handler = handler_of(proposed.act)
    _require_second(scope, handler, proposed)
    if not reason.strip():
        raise ReasonMissing
    _decide(proposed, ActOutcome.DECLINED, scope, reason.strip(), at)
    act_declined.happened(handler.act, proposed.pk, proposed.subject, at)
    return proposed


@transaction.atomic
def take_back_act(*, scope: Scope, proposed_id: int, at: datetime) -> ProposedAct:
    """Take back one's own proposal while it is undecided.

    Raises:
        OutOfScope: no such proposal, or another's. ActDecided.
    """
    proposed = _open(proposed_id)
    if proposed.proposed_by_id != scope.user_id:
        raise OutOfScope
    _decide(proposed, ActOutcome.TAKEN_BACK, scope, "", at)
    return proposed


@transaction.atomic
def overtake_acts(*, acts: Collection[JointAct], subjects: Collection[str], at: datetime) -> int:
    """Close the proposals that what they concern has left behind, and tell who made them; return how many."""
    waiting = ProposedAct.objects.select_for_update().filter(
        act__in=[act.code for act in acts], subject__in=subjects, outcome=""
    )
    found = list(waiting.order_by("pk")) if acts and subjects else []
    for proposed in found:
        proposed.outcome, proposed.decided_at = ActOutcome.OVERTAKEN, at
        proposed.save(update_fields=["outcome", "decided_at"])
        _record(SYSTEM, "act.overtaken", proposed, at)
        act_overtaken.happened(handler_of(proposed.act).act, proposed.pk, proposed.proposed_by_id, at)
    return len(found)


def _require_second(scope: Scope, handler: ActHandler, proposed: ProposedAct) -> None:
    if refusal := why_not_second(scope, handler.act, proposed.proposed_by_id):
        raise refusal
    handler.require_apart(scope=scope, subject=proposed.subject, terms=proposed.terms)


def _open(proposed_id: int) -> ProposedAct:
    proposed = ProposedAct.objects.select_for_update().filter(pk=proposed_id).first()
    if proposed is None:
        raise OutOfScope
    if proposed.outcome:
        raise ActDecided
    return proposed


def _decide(proposed: ProposedAct, outcome: ActOutcome, scope: Scope, reason: str, at: datetime) -> None:
    proposed.outcome, proposed.decision_reason = outcome, reason
    proposed.decided_by_id, proposed.decided_at = scope.acting_id, at
    proposed.save(update_fields=["outcome", "decision_reason", "decided_by", "decided_at"])
    _record(scope, f"act.{outcome}", proposed, at)


def _record(scope: Scope, action: str, proposed: ProposedAct, at: datetime) -> None:
    audit.record(
        scope=scope, action=action, subject_kind="act", subject=str(proposed.pk), at=at, act=proposed.act,
        about=proposed.subject,
    )  # fmt: skip
