"""Writing the catalogue: keeping each version of a service, publishing figures with two pairs of eyes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from iskan.apps.catalogue.bounds import PastDayUnexplained, require_bounds
from iskan.apps.catalogue.declarations import digest_of, to_json
from iskan.apps.catalogue.events import calendar_changed, figure_approved
from iskan.apps.catalogue.figures import keep_value, read_value
from iskan.apps.catalogue.models import EnteredBranch, EnteredCircular, PublishedFigure, ServiceVersion
from iskan.apps.catalogue.queries import (
    UnknownService,
    services,
    touched_by_version,
    version_id_in_force,
    version_of,
)
from iskan.apps.catalogue.touching import Touched
from iskan.core.branches import Branch
from iskan.core.branches_json import to_json as branch_to_json
from iskan.core.catalogue import Service
from iskan.core.circulars import Circular
from iskan.core.circulars_json import to_json as circular_to_json
from iskan.core.refusal import NotForThisRole, ReasonMissing, SameEyes
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy import registry
from iskan.policy.acts import PUBLISH_FIGURE

PROPOSER_DOES_NOT_SETTLE = Text(
    ar="لا يجوز أن يعتمد القيمة أو يرفضها من اقترحها.", en="Whoever proposed this may not also settle it."
)
REASON_FOR_THE_PROPOSER = Text(
    ar="أدخل سبب الرفض ليطّلع عليه صاحب الاقتراح.", en="Enter the reason, for whoever proposed it to read."
)


class UnknownFigure(LookupError):
    """The law knows no figure of that code."""


@transaction.atomic
def register_versions(*, at: datetime) -> int:
    """Keep every service in force as a version; return how many were new. A change of words alone makes none."""
    return sum(_keep_version(service, at)[1] for service in services())


def ensure_version(*, service: Service, at: datetime) -> int:
    """Return the kept version of a service in force, keeping it now where no start-up has."""
    try:
        return version_id_in_force(service)
    except UnknownService:
        return _keep_version(service, at)[0].pk


def _keep_version(service: Service, at: datetime) -> tuple[ServiceVersion, bool]:
    return ServiceVersion.objects.get_or_create(
        code=service.code,
        digest=digest_of(service),
        defaults={"declaration": to_json(service), "in_force_at": at},
    )


@transaction.atomic
def propose_figure(
    *,
    scope: Scope,
    figure: str,
    value: Any,
    first_day: date,
    instrument: Text,
    article: str,
    past_reason: str = "",
    instrument_copy: UUID | None = None,
    at: datetime,
) -> PublishedFigure:
    """Propose a new version of a figure; it holds only once another official approves it.

    ``instrument_copy`` is the document its instrument was uploaded as.

    Raises:
        UnknownFigure: there is none of that code. NotAFigureValue: the value is of another kind.
        NotAChoice, FigureOutOfBounds, FirstDayOutOfBounds: nobody can mean them.
        PastDayUnexplained: it would hold from a day that has passed, and no reason is given.
    """
    kept = _possible_value(scope, figure, value, first_day, at)
    if first_day < localdate(at) and not tidy(past_reason):
        raise PastDayUnexplained
    row = PublishedFigure.objects.create(
        figure=figure,
        value=kept,
        first_day=first_day,
        instrument_ar=instrument.ar,
        instrument_en=instrument.en,
        article=article,
        past_reason=tidy(past_reason),
        instrument_copy=instrument_copy,
        proposed_by_id=scope.acting_id,
        proposed_at=at,
    )
    audit.record(scope=scope, action="figure.proposed", subject_kind="figure", subject=figure, at=at, row=row.pk)
    return row


def foresee_figure(*, scope: Scope, figure: str, value: Any, first_day: date, at: datetime) -> tuple[Touched, ...]:
    """Return whom a new version of a figure would touch and what would be sent, were it proposed; nothing is kept.

    Raises:
        UnknownFigure, NotAFigureValue, NotAChoice, FigureOutOfBounds, FirstDayOutOfBounds: as `propose_figure`.
    """
    kept = _possible_value(scope, figure, value, first_day, at)
    version = version_of(PublishedFigure(figure=figure, value=kept, first_day=first_day))
    return touched_by_version(figure, version, localdate(at))


def _possible_value(scope: Scope, figure: str, value: Any, first_day: date, at: datetime) -> Any:
    """Return a value as it is kept, if somebody who may propose it can mean it."""
    if not may_begin(scope, PUBLISH_FIGURE):
        raise NotForThisRole
    declared, kept = registry.figures().get(figure), keep_value(value)
    if declared is None:
        raise UnknownFigure(figure)
    require_bounds(declared, read_value(declared, kept), first_day, today=localdate(at))
    return kept


@transaction.atomic
def approve_figure(*, scope: Scope, figure_id: int, at: datetime) -> PublishedFigure:
    """Approve a proposed figure: from its first day on, it is the law's value.

    Raises:
        OutOfScope: no such proposal waits. SameEyes: the viewer made it.
        FigureOutOfBounds, FirstDayOutOfBounds: it was proposed before the bounds were what they are.
    """
    row = _waiting_for(scope, figure_id)
    declared = registry.figures()[row.figure]
    require_bounds(declared, read_value(declared, row.value), row.first_day, today=localdate(at))
    row.approved_by_id, row.approved_at = scope.user_id, at
    row.save(update_fields=["approved_by", "approved_at"])
    audit.record(scope=scope, action="figure.approved", subject_kind="figure", subject=row.figure, at=at, row=row.pk)
    figure_approved.happened()
    return row


@transaction.atomic
def decline_figure(*, scope: Scope, figure_id: int, reason: str, at: datetime) -> PublishedFigure:
    """Decline a proposed figure: it never holds, and whoever proposed it reads why.

    Raises:
        OutOfScope: no such proposal waits. SameEyes: the viewer made it. ReasonMissing: none was given.
    """
    row = _waiting_for(scope, figure_id)
    if not tidy(reason):
        raise ReasonMissing(REASON_FOR_THE_PROPOSER)
    row.declined_by_id, row.declined_at, row.decline_reason = scope.user_id, at, tidy(reason)
    row.save(update_fields=["declined_by", "declined_at", "decline_reason"])
    audit.record(scope=scope, action="figure.declined", subject_kind="figure", subject=row.figure, at=at, row=row.pk)
    return row


@transaction.atomic
def withdraw_figure(*, scope: Scope, figure_id: int, at: datetime) -> PublishedFigure:
    """Withdraw one's own proposal while nobody has settled it.

    Raises:
        OutOfScope: no such proposal waits, or it is another's.
    """
    row = _waiting().filter(pk=figure_id, proposed_by_id=scope.user_id).first()
    if row is None:
        raise OutOfScope(str(figure_id))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record(scope=scope, action="figure.withdrawn", subject_kind="figure", subject=row.figure, at=at, row=row.pk)
    return row


@transaction.atomic
def enter_circular(*, scope: Scope, circular: Circular, at: datetime) -> EnteredCircular:
    """Enter a circular two officials agreed on; the promises counted over its days follow."""
    row = EnteredCircular.objects.create(
        replaces=circular.replaces, terms=circular_to_json(circular), agreed_by_id=scope.acting_id, agreed_at=at
    )
    audit.record(
        scope=scope, action="circular.entered", subject_kind="circular", subject=row.code, at=at, replaces=row.replaces
    )
    calendar_changed.happened()
    return row


@transaction.atomic
def enter_branch(*, scope: Scope, branch: Branch, at: datetime) -> EnteredBranch:
    """Enter a branch two officials agreed on; from now on citizens read it so."""
    row = EnteredBranch.objects.create(
        code=branch.code,
        version=branch.version,
        terms=branch_to_json(branch),
        agreed_by_id=scope.acting_id,
        agreed_at=at,
    )
    audit.record(
        scope=scope, action="branch.entered", subject_kind="branch", subject=row.code, at=at, version=row.version
    )
    return row


def _waiting() -> QuerySet[PublishedFigure]:
    """Return the proposals nobody has settled or withdrawn, to be held."""
    unsettled = PublishedFigure.objects.filter(approved_at__isnull=True, declined_at__isnull=True)
    return unsettled.filter(withdrawn_at__isnull=True).select_for_update()


def _waiting_for(scope: Scope, figure_id: int) -> PublishedFigure:
    """Return a proposal that waits for this viewer as its second official, held until they are done with it."""
    if not may_agree(scope, PUBLISH_FIGURE):
        raise NotForThisRole
    row = _waiting().filter(pk=figure_id).first()
    if row is None:
        raise OutOfScope(str(figure_id))
    if row.proposed_by_id == scope.user_id:
        raise SameEyes(PROPOSER_DOES_NOT_SETTLE)
    return row
