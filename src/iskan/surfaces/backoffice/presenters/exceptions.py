"""Entries of the exceptions register: what was moved past, on which ground and document, who decided, who approved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.operations.exceptions import CaseDecidedFirst
from iskan.apps.cases.operations.moves import why_partial
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.exceptions import criteria_open_to_exception, is_open
from iskan.apps.cases.rules import can_except
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.queries import ACCEPTED
from iskan.core.refusal import SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.judged_again import criteria_later
from iskan.policy.messages import OVERTAKEN_WORDS
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.formatting import t

_TONES = {
    ExceptionStatus.PROPOSED: "warning",
    ExceptionStatus.APPROVED: "success",
    ExceptionStatus.DECLINED: "neutral",
    ExceptionStatus.OVERTAKEN: "neutral",
}
_STANDING = frozenset({ExceptionStatus.PROPOSED, ExceptionStatus.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionView:
    """One use of discretion."""

    id: int
    reference: str
    kind: str
    criterion: str
    ground: str
    explanation: str
    document_id: UUID
    document_name: str
    status: str
    status_label: str
    tone: str
    decided_by: str
    decided_at: datetime
    second_by: str
    second_at: datetime | None
    second_reason: str
    overtaken_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What a viewer may do to one entry, and why they may not approve it."""

    may_settle: bool
    may_approve: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundCount:
    """How often a ground was used."""

    ground: str
    approved: int
    declined: int
    proposed: int
    overtaken: int

    @property
    def total(self) -> int:
        return self.approved + self.declined + self.proposed + self.overtaken


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionOffer:
    """What an exception may be proposed past on a case's page, on which grounds, and with which kinds of file."""

    criteria: frozenset[str]
    grounds: tuple[tuple[str, str], ...]
    accepted: str


def exception_offer(dossier: Dossier, *, may: bool) -> ExceptionOffer:
    """Return the criteria of an open case that no exception moves it past yet, for a viewer who ``may`` propose one."""
    codes: frozenset[str] = frozenset()
    if may and dossier.case.closed_at is None:
        standing = {entry.criterion for entry in dossier.exceptions if entry.status in _STANDING}
        codes = frozenset(one.code for one in criteria_open_to_exception(dossier.case)) - standing
    grounds = tuple((one.value, str(one.label)) for one in ExceptionGround)
    return ExceptionOffer(criteria=codes, grounds=grounds, accepted=ACCEPTED)


def exception_views(entries: Iterable[Any]) -> tuple[ExceptionView, ...]:
    """Return entries as the register shows them."""
    return tuple(exception_view(entry) for entry in entries)


def exception_view(entry: Any) -> ExceptionView:
    """Return one entry."""
    status = ExceptionStatus(entry.status)
    return ExceptionView(
        id=entry.pk,
        reference=entry.case.reference,
        kind=str(ExceptionKind(entry.kind).label),
        criterion=_criterion(entry),
        ground=str(ExceptionGround(entry.ground).label),
        explanation=entry.explanation,
        document_id=entry.document_id,
        document_name=entry.document.original_name,
        status=status.value,
        status_label=str(status.label),
        tone=_TONES[status],
        decided_by=actor_name(entry.decided_by),
        decided_at=entry.decided_at,
        second_by=actor_name(entry.second_by) if entry.second_by else "",
        second_at=entry.second_at,
        second_reason=entry.second_reason,
        overtaken_by=t(OVERTAKEN_WORDS[entry.overtaken_by]) if entry.overtaken_by else "",
    )


def settling(entry: Any, scope: Scope) -> Settling:
    """Return what the viewer may do to an entry; what its case left nothing to move is declined at most."""
    if entry.status != ExceptionStatus.PROPOSED or not can_except(scope):
        return Settling(may_settle=False, may_approve=False, why_not="")
    barred = _barred(entry, scope) or (None if is_open(entry) else CaseDecidedFirst.text)
    return Settling(
        may_settle=barred in {None, CaseDecidedFirst.text},
        may_approve=barred is None,
        why_not=t(barred) if barred else "",
    )


def _barred(entry: Any, scope: Scope) -> Text | None:
    if entry.decided_by_id == scope.user_id:
        return SameEyes.text
    partial = why_partial(scope, entry.case)
    return partial.text if partial else None


def _criterion(entry: Any) -> str:
    service = catalogue.service_of(entry.case.service_version_id)
    known = (*service.criteria_for(entry.case.programme), *criteria_later(service, entry.case.programme))
    labels = {criterion.code: t(criterion.label) for criterion in known}
    return labels.get(entry.criterion, str(entry.criterion))


def counts_by_ground(entries: Iterable[Any]) -> tuple[GroundCount, ...]:
    """Count entries by ground, those never used included."""
    counted = Counter((entry.ground, entry.status) for entry in entries)
    return tuple(
        GroundCount(
            ground=str(ground.label),
            approved=counted[ground.value, ExceptionStatus.APPROVED.value],
            declined=counted[ground.value, ExceptionStatus.DECLINED.value],
            proposed=counted[ground.value, ExceptionStatus.PROPOSED.value],
            overtaken=counted[ground.value, ExceptionStatus.OVERTAKEN.value],
        )
        for ground in ExceptionGround
    )
