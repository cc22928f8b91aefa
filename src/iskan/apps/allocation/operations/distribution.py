"""Preparing a distribution, recommending it, approving it by a second official; nominations are made at approval."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from iskan.apps.allocation.enums import DistributionState, NominationState
from iskan.apps.allocation.models import Distribution, DistributionColumns, DistributionPool, Nomination
from iskan.apps.allocation.operations.queueing import OPEN_OFFERS
from iskan.apps.allocation.queries.columns import (
    PLACES,
    packed,
    packed_nominations,
    unpacked_nominations,
    waiting_applications,
)
from iskan.apps.allocation.queries.distribution import distribution_for, kept_rules, recomputed
from iskan.apps.allocation.queries.stock import lots_of
from iskan.apps.allocation.rules import can_approve_distributions, can_call_off_distributions, can_prepare_distributions
from iskan.apps.cases.rules import own_case_ids
from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.dated import Dated, NotConfigured
from iskan.core.distribution.market import DistributionRules, Lot
from iskan.core.distribution.outcome import DistributionOutcome, InReserve, Nominated, PoolFigures, distribute
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope
from iskan.policy.parameters.entitlements import GOVERNORATE_SET_ASIDE
from iskan.policy.parameters.nomination import NOMINATION_RESERVE

MOST_PERCENT = 100


class NothingToDistribute(Refusal):
    """The projects chosen have no home to give, or nobody waits."""

    text = Text(
        ar="لا توجد في المشاريع المختارة وحدات جاهزة للتوزيع، أو لا أحد على قوائم الانتظار.",
        en="The projects chosen have no home ready to give, or nobody waits.",
    )


class NotAShare(Refusal):
    """A share lies between 0 and 100 per cent."""

    text = Text(ar="أدخل نسبة من 0 إلى 100.", en="A share is a number from 0 to 100.")


class DistributionMovedOn(Refusal):
    """The distribution is no longer where this step begins."""

    text = Text(
        ar="انتقل هذا التوزيع إلى مرحلة أخرى. ترجى مراجعة حالته الآن.",
        en="This distribution has moved on. See where it stands.",
    )
    status = HTTPStatus.CONFLICT


class ListHasMoved(Refusal):
    """Somebody nominated no longer waits, or is nominated elsewhere: the distribution must be prepared again."""

    text = Text(
        ar="تغيّرت القوائم منذ إعداد التوزيع: من المرشحين من لم يعد على قائمة الانتظار. يلزم العدول عن هذا التوزيع "
        "وإعداد غيره.",
        en="The lists have changed since: some nominees no longer wait. Call this one off and prepare another.",
    )
    status = HTTPStatus.CONFLICT


class StockHasMoved(Refusal):
    """Homes it gives are no longer to be given: the distribution must be prepared again."""

    text = Text(
        ar="تغيّرت الوحدات الجاهزة منذ إعداد التوزيع. يلزم العدول عن هذا التوزيع وإعداد غيره.",
        en="The homes ready to give have changed since. Call this distribution off and prepare another.",
    )
    status = HTTPStatus.CONFLICT


class OutcomeDiffers(Refusal):
    """Computed again from what was kept, the distribution comes out otherwise."""

    text = Text(
        ar="أُعيد حساب التوزيع من مدخلاته المحفوظة فجاءت النتيجة مختلفة؛ لم يُعتمد شيء، ويلزم التحقق.",
        en="Computed anew from its kept inputs the distribution comes out otherwise; nothing was approved.",
    )
    status = HTTPStatus.CONFLICT


@transaction.atomic
def prepare_distribution(
    *, scope: Scope, projects: Sequence[str], reserve_percent: int | None, at: datetime
) -> Distribution:
    """Compute who would be nominated for the homes ready in some projects, and keep all it rests on.

    Raises:
        NotForThisRole, NothingToDistribute. NotAShare: the reserve is no percentage.
    """
    if not can_prepare_distributions(scope):
        raise NotForThisRole
    if reserve_percent is not None and not 0 <= reserve_percent <= MOST_PERCENT:
        raise NotAShare
    on, lots = localdate(at), lots_of(projects)
    classes = sorted({lot.unit_class for lot in lots})
    codes = sorted({lot.project for lot in lots})
    waiting = waiting_applications(codes, classes, on)
    if not lots or not len(waiting.applications):
        raise NothingToDistribute
    parameters = _parameters(on, reserve_percent)
    rules = DistributionRules(
        governorates=PLACES,
        projects=tuple(codes),
        entitlements=waiting.entitlements,
        set_aside_percent=parameters[0]["value"],
        reserve_percent=dict.fromkeys(classes, parameters[1]["value"]),
    )
    outcome = distribute(waiting.applications, lots, rules)
    return _keep(scope, outcome, lots=lots, parameters=parameters, digest=waiting.applications.digest(), at=at)


def _parameters(on: date, reserve_percent: int | None) -> list[dict[str, Any]]:
    """Return each figure with where it is from; where the law's was not found nothing is set aside, and it is said."""
    aside, reserve = _parameter(GOVERNORATE_SET_ASIDE, on), _parameter(NOMINATION_RESERVE, on)
    if reserve_percent is not None and not reserve["configured"]:
        reserve |= {"value": reserve_percent, "chosen": True}
    return [aside, reserve]


def _parameter(figure: Dated[int], on: date) -> dict[str, Any]:
    try:
        version = figures().on(figure, on)
    except NotConfigured:
        return {"code": figure.code, "value": 0, "configured": False, "chosen": False}
    cited = version.basis.cited()
    return {
        "code": figure.code,
        "value": version.value,
        "configured": True,
        "chosen": False,
        "basis_ar": cited.ar,
        "basis_en": cited.en,
        "first_day": version.first_day.isoformat(),
    }


def _keep(
    scope: Scope,
    outcome: DistributionOutcome,
    *,
    lots: tuple[Lot, ...],
    parameters: list[dict[str, Any]],
    digest: str,
    at: datetime,
) -> Distribution:
    market, held = outcome.market, outcome.held
    applications, pools = market.applications, outcome.figures
    distribution = Distribution.objects.create(
        reference=_next_reference(at),
        on_day=localdate(at),
        projects=list(market.rules.projects),
        lots=[asdict(pool.lot) for pool in market.pools],
        parameters=parameters,
        rules=kept_rules(market.rules),
        inputs_digest=digest,
        outcome_digest=outcome.digest(),
        applications_count=len(applications),
        units_count=sum(lot.units for lot in lots),
        nominated_count=len(held),
        exceptions_count=int(np.count_nonzero(applications.exception[held])),
        reached={place: date.fromordinal(day).isoformat() for place, day in outcome.reached_by_governorate().items()},
        prepared_by_id=scope.acting_id,
        prepared_at=at,
    )
    DistributionColumns.objects.create(
        distribution=distribution, applications=packed(applications), nominated=_nominated_columns(outcome)
    )
    DistributionPool.objects.bulk_create(_pool(distribution, each) for each in pools)
    _record(scope, "distribution.prepare", distribution, at, nominated=len(held), inputs=digest)
    return distribution


def _nominated_columns(outcome: DistributionOutcome) -> bytes:
    applications, held = outcome.market.applications, outcome.held
    places = np.fromiter((each.place for each in outcome.nominated()), dtype=np.int64, count=len(held))
    return packed_nominations(
        {
            "case": applications.case[held],
            "seniority": applications.seniority[held],
            "exception": applications.exception[held],
            "lot": outcome.places.pool[held],
            "place": places,
            "set_aside": outcome.places.set_aside[held].astype(np.int64),
        }
    )


def _pool(distribution: Distribution, each: PoolFigures) -> DistributionPool:
    return DistributionPool(
        distribution=distribution,
        project_code=each.lot.project,
        governorate=each.lot.governorate,
        kind=each.lot.kind.value,
        unit_class=each.lot.unit_class,
        units=each.lot.units,
        set_aside=each.set_aside,
        candidates=each.candidates,
        nominated=each.nominated,
        from_set_aside=each.from_set_aside,
        by_exception=each.by_exception,
        in_reserve=each.in_reserve,
        reached_on=_day(each.reached),
        reached_local_on=_day(each.reached_local),
    )


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _next_reference(at: datetime) -> str:
    """Return the next number of the year; two distributions prepared at once cannot bear one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('allocation.distribution.reference'))")
    year = localdate(at).year
    last = Distribution.objects.filter(reference__startswith=f"N-{year}-").order_by("-pk").first()
    number = int(last.reference.rpartition("-")[2]) + 1 if last else 1
    return f"N-{year}-{number:03}"


@transaction.atomic
def recommend_distribution(*, scope: Scope, reference: str, reason: str, at: datetime) -> Distribution:
    """Lay a prepared distribution before a second official, in words.

    Raises:
        NotForThisRole, ReasonMissing, DistributionMovedOn. OwnHousehold: it nominates the viewer's own family.
    """
    distribution = _locked(scope, reference, DistributionState.PREPARED)
    if not can_prepare_distributions(scope):
        raise NotForThisRole
    if not reason.strip():
        raise ReasonMissing
    _refuse_own_household(scope, distribution)
    distribution.state = DistributionState.RECOMMENDED
    distribution.recommended_by_id, distribution.recommended_at = scope.acting_id, at
    distribution.recommendation = reason.strip()
    distribution.save(update_fields=["state", "recommended_by", "recommended_at", "recommendation"])
    _record(scope, "distribution.recommend", distribution, at)
    return distribution


@transaction.atomic
def approve_distribution(*, scope: Scope, reference: str, at: datetime) -> Distribution:
    """Approve what another official recommended: it is computed again, and its nominations are made.

    Approving again what one has approved changes nothing.

    Raises:
        NotForThisRole, DistributionMovedOn. SameEyes: the viewer recommended or prepared it. OwnHousehold.
        ListHasMoved, StockHasMoved: it no longer fits the list or the stock. OutcomeDiffers.
    """
    distribution = _locked(scope, reference, DistributionState.RECOMMENDED, DistributionState.APPROVED)
    if not can_approve_distributions(scope):
        raise NotForThisRole
    if distribution.state == DistributionState.APPROVED:
        return _approved_already(distribution, scope)
    if scope.user_id in {distribution.recommended_by_id, distribution.prepared_by_id}:
        raise SameEyes
    _refuse_own_household(scope, distribution)
    outcome = recomputed(distribution)
    if outcome.digest() != distribution.outcome_digest:
        raise OutcomeDiffers
    _require_as_prepared(distribution, outcome)
    nominate(distribution, outcome.nominated(), at=at)
    _keep_reserve(distribution, outcome.in_reserve())
    distribution.state = DistributionState.APPROVED
    distribution.approved_by_id, distribution.approved_at = scope.acting_id, at
    distribution.save(update_fields=["state", "approved_by", "approved_at"])
    app.configure_task(OPEN_OFFERS).defer(distribution_id=distribution.pk)
    _record(scope, "distribution.approve", distribution, at, outcome=distribution.outcome_digest)
    return distribution


def _approved_already(distribution: Distribution, scope: Scope) -> Distribution:
    if distribution.approved_by_id != scope.acting_id:
        raise DistributionMovedOn
    return distribution


@transaction.atomic
def cancel_distribution(*, scope: Scope, reference: str, reason: str, at: datetime) -> Distribution:
    """Call a distribution off before it is approved; it stays to be read, with the reason.

    Raises:
        NotForThisRole, ReasonMissing, DistributionMovedOn.
    """
    distribution = _locked(scope, reference, DistributionState.PREPARED, DistributionState.RECOMMENDED)
    if not can_call_off_distributions(scope):
        raise NotForThisRole
    if not reason.strip():
        raise ReasonMissing
    distribution.state = DistributionState.CANCELLED
    distribution.cancelled_by_id, distribution.cancelled_at = scope.acting_id, at
    distribution.cancellation_reason = reason.strip()
    distribution.save(update_fields=["state", "cancelled_by", "cancelled_at", "cancellation_reason"])
    _record(scope, "distribution.cancel", distribution, at)
    return distribution


def nominate(distribution: Distribution, chosen: Iterable[Nominated], *, at: datetime, number: int = 0) -> int:
    """Write nominations in bulk; return how many. The caller holds the transaction."""
    columns = (
        *("distribution_id", "case_id", "project_code", "unit_class", "place", "set_aside", "exception_id", "round"),
        *("state", "state_since"),
    )
    nominated = NominationState.NOMINATED.value
    rows = (
        (distribution.pk, n.case, n.project, n.unit_class, n.place, n.set_aside, n.exception or None, number,
         nominated, at)
        for n in chosen
    )  # fmt: skip
    return _copy("allocation_nomination", columns, rows)


def _keep_reserve(distribution: Distribution, turns: Iterable[InReserve]) -> None:
    columns = ("distribution_id", "case_id", "project_code", "unit_class", "turn")
    rows = ((distribution.pk, turn.case, turn.project, turn.unit_class, turn.turn) for turn in turns)
    _copy("allocation_reserveturn", columns, rows)


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _require_as_prepared(distribution: Distribution, outcome: DistributionOutcome) -> None:
    cases = outcome.market.applications.case[outcome.held].tolist()
    waiting = WaitingListEntry.objects.filter(status="waiting", case_id__in=cases)
    # Nobody leaves the list between this look and the nominations.
    if len(waiting.select_for_update().values_list("pk", flat=True)) != len(cases):
        raise ListHasMoved
    standing = [NominationState.NOMINATED, NominationState.HOUSED]
    if Nomination.objects.filter(case_id__in=cases, state__in=standing).exists():
        raise ListHasMoved
    ready = {(lot.project, lot.unit_class): lot.units for lot in lots_of(distribution.projects)}
    given = {(pool.lot.project, pool.lot.unit_class): pool.nominated for pool in outcome.figures}
    if any(count > ready.get(pool, 0) for pool, count in given.items()):
        raise StockHasMoved


def _refuse_own_household(scope: Scope, distribution: Distribution) -> None:
    """Nobody puts forward or approves what nominates a family they ever belonged to, or act for."""
    kept = unpacked_nominations(DistributionColumns.objects.get(distribution=distribution).nominated)
    if np.isin(np.fromiter(own_case_ids(scope), dtype=np.int64), kept["case"]).any():
        raise OwnHousehold


def _locked(scope: Scope, reference: str, *states: DistributionState) -> Distribution:
    found = distribution_for(scope, reference)
    distribution = Distribution.objects.select_for_update().get(pk=found.pk)
    if distribution.state not in states:
        raise DistributionMovedOn
    return distribution


def _record(scope: Scope, action: str, distribution: Distribution, at: datetime, **detail: Any) -> None:
    audit.record(
        scope=scope, action=action, subject_kind="distribution", subject=distribution.reference, at=at, **detail
    )
