"""Reading what is paid out: what waits and may be released, what is held back and why, what the bank refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from iskan.apps.accounts.models import ContactChange
from iskan.apps.payments.enums import FileState, PayoutState, TransferOutcome
from iskan.apps.payments.models import PaymentFile, Payout, Transfer
from iskan.apps.payments.rules import can_read_money
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import OutOfScope, Scope

PAGE = 50
_OF_CASE = """
SELECT json_agg(json_build_array(p.reference, p.name_ar, p.name_en, p.fils, p.state, p.agreed_at, p.ended_at)
                ORDER BY p.id)
FROM payments_payout p WHERE p.case_reference = c.reference
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutLine:
    """What is paid out for a case, as both sides are told."""

    reference: str
    name: Text
    amount: Money
    state: PayoutState
    agreed_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPayout:
    """A payout as finance lists it; it names no payee. ``reason`` is why the bank refused it last, or gave it back."""

    reference: str
    case_reference: str
    name: Text
    department: str
    amount: Money
    state: PayoutState
    agreed_at: datetime
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutPage:
    """A page of payouts, the newest first, with the sum of all of them."""

    lines: tuple[ListedPayout, ...]
    page: int
    total: int
    amount: Money

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How what is owed stands: what may be released now up to which payout, and what is held back for what reason."""

    until: int
    ready: int
    amount: Money
    without_account: int
    account_changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A payment file with what became of its transfers; ``strange`` is what the bank told that could not be."""

    message_id: str
    made_at: datetime
    count: int
    amount: Money
    state: FileState
    paid: int
    refused: int
    strange: tuple[str, ...]


def payable(until: int | None = None) -> QuerySet[Payout]:
    """Return what waits and may be released: its payee has an account, and none of theirs is changing."""
    waiting = Payout.objects.filter(~_account_changes(), state=PayoutState.AGREED, payee__iban__gt="")
    return waiting if until is None else waiting.filter(pk__lte=until)


def sum_of(payouts: QuerySet[Payout]) -> tuple[int, Money]:
    """Return how many payouts there are, and what they come to."""
    found = payouts.aggregate(count=Count("pk"), fils=Coalesce(Sum("fils"), 0))
    return found["count"], Money(found["fils"])


def standing(scope: Scope) -> Standing:
    """Return what finance may release now, and what is held back."""
    _require_reader(scope)
    found = payable().aggregate(until=Coalesce(Max("pk"), 0), count=Count("pk"), fils=Coalesce(Sum("fils"), 0))
    waiting = Payout.objects.filter(state=PayoutState.AGREED)
    return Standing(
        until=found["until"],
        ready=found["count"],
        amount=Money(found["fils"]),
        without_account=waiting.filter(payee__iban="").count(),
        account_changes=waiting.filter(_account_changes(), payee__iban__gt="").count(),
    )


def payouts(scope: Scope, state: str, page: int) -> PayoutPage:
    """Return a page of the payouts of a state, or of all."""
    _require_reader(scope)
    rows = Payout.objects.filter(state=state) if state in PayoutState.values else Payout.objects.all()
    total, amount = sum_of(rows)
    page = max(page, 1)
    shown = _with_reasons(rows).order_by("-agreed_at", "-pk")[(page - 1) * PAGE : page * PAGE]
    return PayoutPage(lines=tuple(map(_listed, shown)), page=page, total=total, amount=amount)


def payout_of(scope: Scope, reference: str) -> ListedPayout:
    """Return one payout, or raise `OutOfScope`."""
    _require_reader(scope)
    found = _with_reasons(Payout.objects.filter(reference=reference)).first()
    if found is None:
        raise OutOfScope(reference)
    return _listed(found)


def files(scope: Scope) -> tuple[ListedFile, ...]:
    """Return the newest payment files."""
    _require_reader(scope)
    paid, gone = Q(transfers__outcome=TransferOutcome.PAID), Q(transfers__outcome__in=_GONE)
    rows = PaymentFile.objects.annotate(paid=Count("transfers", filter=paid), gone=Count("transfers", filter=gone))
    newest = rows.order_by("-pk").prefetch_related("answers")[:PAGE]
    return tuple(map(_file, newest))


def _require_reader(scope: Scope) -> None:
    if not can_read_money(scope):
        raise OutOfScope


def _account_changes() -> Exists:
    return Exists(ContactChange.objects.filter(user=OuterRef("payee"), outcome="", iban__gt=""))


_GONE = (TransferOutcome.REFUSED, TransferOutcome.RETURNED)


def _with_reasons(rows: QuerySet[Payout]) -> QuerySet[Any]:
    last = Transfer.objects.filter(payout=OuterRef("pk"), outcome__in=_GONE).order_by("-pk").values("reason")[:1]
    return rows.select_related("account").annotate(reason=Coalesce(Subquery(last), Value("")))


def _listed(payout: Any) -> ListedPayout:
    return ListedPayout(
        reference=payout.reference,
        case_reference=payout.case_reference,
        name=Text(ar=payout.name_ar, en=payout.name_en),
        department=payout.account.department,
        amount=Money(payout.fils),
        state=PayoutState(payout.state),
        agreed_at=payout.agreed_at,
        ended_at=payout.ended_at,
        reason=payout.reason,
    )


def _file(row: Any) -> ListedFile:
    return ListedFile(
        message_id=row.message_id,
        made_at=row.made_at,
        count=row.count,
        amount=Money(row.fils),
        state=FileState(row.state),
        paid=row.paid,
        refused=row.gone,
        strange=tuple(words for answer in row.answers.all() for words in answer.strange),
    )


def _lines(columns: Sequence[Any]) -> tuple[PayoutLine, ...]:
    return tuple(
        PayoutLine(
            reference=reference,
            name=Text(ar=name_ar, en=name_en),
            amount=Money(fils),
            state=PayoutState(state),
            agreed_at=datetime.fromisoformat(agreed_at),
            ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
        )
        for reference, name_ar, name_en, fils, state, agreed_at, ended_at in columns[0]
    )


PAYOUTS = RelatedRead(1, _OF_CASE, _lines)
"""All that is paid out for a case, the oldest first; nothing where there is nothing."""
