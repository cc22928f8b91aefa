"""What finance reads: all charges by state, office and month; a month by account; the differences of settlements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from iskan.apps.payments.enums import ChargeState, DifferenceKind
from iskan.apps.payments.models import Charge, Difference, LedgerAccount
from iskan.apps.payments.rules import can_read_money
from iskan.core.days import months_after
from iskan.core.ledger import AccountKind
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeFilter:
    """Which charges to list; what is empty leaves out none."""

    state: str = ""
    department: str = ""
    month: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCharge:
    """A charge as finance lists it; it names no payer."""

    reference: str
    case_reference: str
    name: Text
    department: str
    amount: Money
    given_back: Money
    state: ChargeState
    raised_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePage:
    """A page of charges, the newest first."""

    lines: tuple[ListedCharge, ...]
    page: int
    total: int
    amount: Money

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMonth:
    """What moved on an account in a month, and what stood on it at the month's end, as it grows."""

    code: str
    name: Text
    department: str
    grown: Money
    shrunk: Money
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """Where a settlement and our record differ, and what it was found to be."""

    id: int
    day: date
    kind: DifferenceKind
    number: str
    case_reference: str
    ours: Money | None
    theirs: Money | None
    closed_at: datetime | None
    closed_by: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePage:
    """A page of differences, the newest first."""

    lines: tuple[DifferenceLine, ...]
    page: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


def charges(scope: Scope, asked: ChargeFilter, page: int) -> ChargePage:
    """Return a page of the charges asked for, with the sum of all of them."""
    rows, page = _charges(scope, asked), max(page, 1)
    summed = rows.aggregate(fils=Coalesce(Sum("fils"), 0))["fils"]
    lines = tuple(map(_listed, _with_refunds(rows)[(page - 1) * PAGE : page * PAGE]))
    return ChargePage(lines=lines, page=page, total=rows.count(), amount=Money(summed))


def every_charge(scope: Scope, asked: ChargeFilter) -> Iterator[ListedCharge]:
    """Yield every charge asked for, for the export."""
    return map(_listed, _with_refunds(_charges(scope, asked)).iterator(chunk_size=500))


def month_by_account(scope: Scope, month: date) -> tuple[AccountMonth, ...]:
    """Return what moved on each account in a month; those of offices first, by office."""
    if not can_read_money(scope):
        raise OutOfScope
    first, last = (_begins(day) for day in (month, months_after(month, 1)))
    within = Q(entries__posting__at__gte=first, entries__posting__at__lt=last)
    accounts = LedgerAccount.objects.annotate(
        debits=Coalesce(Sum("entries__fils", filter=within & Q(entries__fils__gt=0)), 0),
        credits=Coalesce(Sum("entries__fils", filter=within & Q(entries__fils__lt=0)), 0),
        stands=Coalesce(Sum("entries__fils", filter=Q(entries__posting__at__lt=last)), 0),
    )
    return tuple(map(_month_of, sorted(accounts, key=lambda one: (not one.department, one.department, one.code))))


def differences(scope: Scope, *, only_open: bool, page: int = 1) -> DifferencePage:
    """Return a page of the differences nobody has closed, or of all."""
    rows, page = _differences(scope).order_by("-settlement__day", "pk"), max(page, 1)
    rows = rows.filter(closure=None) if only_open else rows
    lines = tuple(map(_difference, rows[(page - 1) * PAGE : page * PAGE]))
    return DifferencePage(lines=lines, page=page, total=rows.count())


def difference_of(scope: Scope, difference_id: int) -> DifferenceLine:
    """Return one difference, or raise `OutOfScope`."""
    row = _differences(scope).filter(pk=difference_id).first()
    if row is None:
        raise OutOfScope
    return _difference(row)


def _begins(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())


def _charges(scope: Scope, asked: ChargeFilter) -> QuerySet[Charge]:
    if not can_read_money(scope):
        raise OutOfScope
    rows = Charge.objects.select_related("account").order_by("-raised_at", "-pk")
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.department:
        rows = rows.filter(account__department=asked.department)
    if asked.month:
        ends = _begins(months_after(asked.month, 1))
        rows = rows.filter(raised_at__gte=_begins(asked.month), raised_at__lt=ends)
    return rows


def _with_refunds(rows: QuerySet[Charge]) -> QuerySet[Any]:
    done = Sum("payments__captures__refunds__fils", filter=Q(payments__captures__refunds__state="done"))
    return rows.annotate(given_back=Coalesce(done, 0))


def _listed(charge: Any) -> ListedCharge:
    return ListedCharge(
        reference=charge.reference,
        case_reference=charge.case_reference,
        name=Text(ar=charge.name_ar, en=charge.name_en),
        department=charge.account.department,
        amount=Money(charge.fils),
        given_back=Money(charge.given_back),
        state=ChargeState(charge.state),
        raised_at=charge.raised_at,
        settled_at=charge.settled_at,
    )


def _month_of(account: Any) -> AccountMonth:
    by_debit = AccountKind(account.kind).grows_by_debit
    debits, credits_ = Money(account.debits), Money(-account.credits)
    return AccountMonth(
        code=account.code,
        name=Text(ar=account.name_ar, en=account.name_en),
        department=account.department,
        grown=debits if by_debit else credits_,
        shrunk=credits_ if by_debit else debits,
        balance=Money(account.stands if by_debit else -account.stands),
    )


def _differences(scope: Scope) -> QuerySet[Difference]:
    charged = Charge.objects.filter(payments__reference=OuterRef("payment_reference")).values("case_reference")[:1]
    rows = Difference.objects.select_related("settlement", "closure")
    rows = rows.annotate(case_reference=Coalesce(Subquery(charged), Value("")))
    return rows if can_read_money(scope) else rows.none()


def _difference(row: Any) -> DifferenceLine:
    closure = getattr(row, "closure", None)
    return DifferenceLine(
        id=row.pk,
        day=row.settlement.day,
        kind=DifferenceKind(row.kind),
        number=row.number,
        case_reference=row.case_reference,
        ours=None if row.ours_fils is None else Money(row.ours_fils),
        theirs=None if row.theirs_fils is None else Money(row.theirs_fils),
        closed_at=closure.at if closure else None,
        closed_by=closure.by_id if closure else None,
        reason=closure.reason if closure else "",
    )
