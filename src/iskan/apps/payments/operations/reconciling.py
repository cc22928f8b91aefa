"""Each day's settlement of the provider, held line by line to our own record; what differs waits for finance."""

import logging
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils import timezone

from iskan.apps.payments import rules
from iskan.apps.payments.enums import DifferenceKind, PostingKind, RefundState
from iskan.apps.payments.models import (
    Capture,
    Difference,
    DifferenceClosure,
    Payment,
    Refund,
    Settlement,
    SettlementLine,
)
from iskan.apps.payments.operations.confirming import follow_payment
from iskan.apps.payments.operations.ledger import enter
from iskan.core.ledger import LedgerSide, Posting
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.integrations.payment_gateway.http import payment_gateway
from iskan.integrations.payment_gateway.port import SettledKind, SettledLine
from iskan.policy.ledger import BANK, CLEARING, PROVIDER_COSTS

KIND: Final = "difference"
# Days whose settlement could not be had are asked for again so long.
LOOKED_BACK: Final = 14
logger = logging.getLogger(__name__)


class DifferenceClosed(Refusal):
    """Somebody has said what it was."""

    text = Text(ar="أُغلق هذا الفرق من قبل.", en="This difference has been closed already.")
    status = HTTPStatus.CONFLICT


def reconcile_what_is_missing(*, at: datetime) -> int:
    """Reconcile every past day with payments whose settlement is not here yet; return how many were."""
    today = timezone.localdate(at)
    first = Payment.objects.order_by("pk").values_list("started_at", flat=True).first()
    if first is None:
        return 0
    since = max(timezone.localdate(first), today - timedelta(days=LOOKED_BACK))
    days = [since + timedelta(days=number) for number in range((today - since).days)]
    done = set(Settlement.objects.filter(day__gte=since).values_list("day", flat=True))
    missing = [day for day in days if day not in done]
    for day in missing:
        reconcile(day=day, at=at)
    return len(missing)


def reconcile(*, day: date, at: datetime) -> Settlement:
    """Take up the settlement of a day, once: enter what was paid out, and keep what differs.

    A payment the provider tells of and nobody noticed is asked after first.

    Raises:
        PaymentUnavailable, PaymentRefused: it cannot be had.
    """
    if known := Settlement.objects.filter(day=day).first():
        return known
    lines = payment_gateway().settlement(day)
    _ask_after_unnoticed(lines, at)
    with transaction.atomic():
        settlement, is_new = Settlement.objects.get_or_create(
            day=day,
            defaults={
                "received_at": at,
                "captured_fils": _sum(lines, SettledKind.CAPTURE),
                "refunded_fils": _sum(lines, SettledKind.REFUND),
                "commission_fils": sum(line.commission.fils for line in lines),
            },
        )
        if is_new:
            _take_up(settlement, lines, at)
    return settlement


@transaction.atomic
def close_difference(*, scope: Scope, difference_id: int, reason: str, at: datetime) -> DifferenceClosure:
    """Say what a difference was; it stays to be read.

    Raises:
        NotForThisRole, OutOfScope, DifferenceClosed, ReasonMissing.
    """
    if not rules.can_reckon(scope):
        raise NotForThisRole
    found = Difference.objects.select_for_update().filter(pk=difference_id).first()
    if found is None:
        raise OutOfScope
    if DifferenceClosure.objects.filter(difference=found).exists():
        raise DifferenceClosed
    if not tidy(reason):
        raise ReasonMissing
    closure = DifferenceClosure.objects.create(
        difference=found, by_id=scope.acting_id, reason=tidy(reason)[:1000], at=at
    )
    audit.record(scope=scope, action="difference.closed", subject_kind=KIND, subject=str(found.pk), at=at)
    return closure


def _sum(lines: tuple[SettledLine, ...], kind: SettledKind) -> int:
    return sum(line.amount.fils for line in lines if line.kind is kind)


def _ask_after_unnoticed(lines: tuple[SettledLine, ...], at: datetime) -> None:
    told = {line.number: line.payment_reference for line in lines if line.kind is SettledKind.CAPTURE}
    known = set(Capture.objects.filter(provider_id__in=told).values_list("provider_id", flat=True))
    unnoticed = {reference for number, reference in told.items() if number not in known}
    for reference in Payment.objects.filter(reference__in=unnoticed).values_list("reference", flat=True):
        follow_payment(reference=reference, at=at)


def _take_up(settlement: Settlement, lines: tuple[SettledLine, ...], at: datetime) -> None:
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=settlement, kind=line.kind.value, number=line.number,
            payment_reference=line.payment_reference[:40], fils=line.amount.fils,
            commission_fils=line.commission.fils,
        )
        for line in lines
    )  # fmt: skip
    _enter(settlement, at)
    found = [*_told_otherwise(lines), *_not_settled(settlement.day)]
    Difference.objects.bulk_create(
        Difference(
            settlement=settlement, kind=kind, number=number, payment_reference=reference[:40], ours_fils=ours,
            theirs_fils=theirs, found_at=at,
        )
        for kind, number, reference, ours, theirs in found
    )  # fmt: skip
    audit.record(
        scope=SYSTEM, action="settlement.reconciled", subject_kind="settlement", subject=settlement.day.isoformat(),
        at=at, lines=len(lines), differences=len(found),
    )  # fmt: skip
    if found:
        logger.warning("The settlement of %s differs from our record in %s lines", settlement.day, len(found))


def _enter(settlement: Settlement, at: datetime) -> None:
    """Enter what the provider pays out: what it took less what it gave back, of which it keeps its commission."""
    net = settlement.captured_fils - settlement.refunded_fils
    sides = (
        LedgerSide(BANK, net - settlement.commission_fils),
        LedgerSide(PROVIDER_COSTS, settlement.commission_fils),
        LedgerSide(CLEARING, -net),
    )
    if entries := tuple(side for side in sides if side.fils):
        enter(posting=Posting(entries), kind=PostingKind.SETTLED, subject=settlement.day.isoformat(), at=at)


_Found = tuple[DifferenceKind, str, str, int | None, int | None]


def _told_otherwise(lines: tuple[SettledLine, ...]) -> Iterator[_Found]:
    numbers = [line.number for line in lines]
    captures = Capture.objects.filter(provider_id__in=numbers).values_list("provider_id", "fils")
    refunds = Refund.objects.filter(reference__in=numbers, state=RefundState.DONE).values_list("reference", "fils")
    ours: Mapping[str, int] = dict([*captures, *refunds])
    for line in lines:
        mine, theirs = ours.get(line.number), line.amount.fils
        if mine is None:
            yield DifferenceKind.UNKNOWN_HERE, line.number, line.payment_reference, None, theirs
        elif mine != theirs:
            yield DifferenceKind.OTHER_AMOUNT, line.number, line.payment_reference, mine, theirs


def _not_settled(day: date) -> Iterator[_Found]:
    """Yield what we took or gave back on a day and no settlement so far tells of."""
    begins = datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())
    within = (begins, begins + timedelta(days=1) - timedelta(microseconds=1))
    captures = Capture.objects.filter(captured_at__range=within).values_list(
        "provider_id", "payment__reference", "fils"
    )
    refunds = Refund.objects.filter(ended_at__range=within, state=RefundState.DONE).values_list(
        "reference", "capture__payment__reference", "fils"
    )
    ours = {number: (reference, fils) for number, reference, fils in (*captures, *refunds)}
    told = set(SettlementLine.objects.filter(number__in=ours).values_list("number", flat=True))
    for number, (reference, fils) in ours.items():
        if number not in told:
            yield DifferenceKind.NOT_SETTLED, number, reference, fils, None
