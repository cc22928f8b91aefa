"""Charges, accounts and differences in the reader's words, and as spreadsheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.payments.enums import ChargeState
from iskan.apps.payments.queries.money import AccountMonth, DifferenceLine, ListedCharge
from iskan.core.days import months_after
from iskan.policy.departments import DEPARTMENTS
from iskan.surfaces.ui.formatting import money, t
from iskan.surfaces.ui.sheets import sheet

TONES: Final = {ChargeState.DUE: "warning", ChargeState.PAID: "success", ChargeState.CANCELLED: "neutral"}
MONTHS_OFFERED: Final = 12
CHARGE_HEAD: Final = (
    *("reference", "case", "name_ar", "name_en", "department"),
    *("fils", "given_back_fils", "state", "raised_at", "settled_at"),
)
MONTH_HEAD: Final = ("account", "name_ar", "name_en", "department", "in_fils", "out_fils", "balance_fils")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedChargeRow:
    """A charge in the list; ``reference`` is its case's."""

    reference: str
    charge: str
    name: str
    office: str
    amount: str
    given_back: str
    status: str
    tone: str
    raised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account's month."""

    name: str
    grown: str
    shrunk: str
    balance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A difference in the list; ``reference`` is its case's, where one is known."""

    id: int
    reference: str
    day: date
    kind: str
    number: str
    ours: str
    theirs: str
    is_open: bool
    status: str
    tone: str
    closed_by: str
    closed_at: datetime | None
    reason: str


def charge_rows(lines: Iterable[ListedCharge]) -> tuple[ListedChargeRow, ...]:
    """Return charges in the reader's language."""
    return tuple(
        ListedChargeRow(
            reference=line.case_reference,
            charge=line.reference,
            name=t(line.name),
            office=_office(line.department),
            amount=money(line.amount),
            given_back=money(line.given_back) if line.given_back.fils else "",
            status=str(line.state.label),
            tone=TONES[line.state],
            raised_at=line.raised_at,
        )
        for line in lines
    )


def account_rows(lines: Iterable[AccountMonth]) -> tuple[AccountRow, ...]:
    """Return a month's accounts in the reader's language."""
    return tuple(
        AccountRow(name=t(line.name), grown=money(line.grown), shrunk=money(line.shrunk), balance=money(line.balance))
        for line in lines
    )


def difference_rows(lines: Iterable[DifferenceLine]) -> tuple[DifferenceRow, ...]:
    """Return differences in the reader's language."""
    kept = tuple(lines)
    names = names_of(frozenset(line.closed_by for line in kept if line.closed_by))
    return tuple(
        DifferenceRow(
            id=line.id,
            reference=line.case_reference,
            day=line.day,
            kind=str(line.kind.label),
            number=line.number,
            ours=money(line.ours) if line.ours else _("None"),
            theirs=money(line.theirs) if line.theirs else _("None"),
            is_open=line.closed_at is None,
            status=_("Awaits finance") if line.closed_at is None else _("Closed"),
            tone="warning" if line.closed_at is None else "neutral",
            closed_by=t(names[line.closed_by]) if line.closed_by else "",
            closed_at=line.closed_at,
            reason=line.reason,
        )
        for line in kept
    )


def state_options() -> list[tuple[str, str]]:
    """Return the states a list may be narrowed to."""
    return [("", _("All")), *((state.value, str(state.label)) for state in ChargeState)]


def department_options() -> list[tuple[str, str]]:
    """Return the offices a list may be narrowed to."""
    return [("", _("All")), *((code, t(office.name)) for code, office in DEPARTMENTS.items())]


def month_options(today: date) -> list[tuple[str, str]]:
    """Return the months a list may be narrowed to, the newest first."""
    months = [months_after(today.replace(day=1), -number) for number in range(MONTHS_OFFERED)]
    return [(f"{month:%Y-%m}", f"{month:%Y-%m}") for month in months]


def charge_sheet(lines: Iterable[ListedCharge]) -> bytes:
    """Return charges as CSV, amounts in fils."""
    return b"".join(sheet(CHARGE_HEAD, map(_charge_cells, lines)))


def month_sheet(lines: Iterable[AccountMonth]) -> bytes:
    """Return a month's accounts as CSV, amounts in fils."""
    return b"".join(sheet(MONTH_HEAD, map(_month_cells, lines)))


def _charge_cells(line: ListedCharge) -> tuple[object, ...]:
    settled = line.settled_at.isoformat() if line.settled_at else ""
    head = (line.reference, line.case_reference, line.name.ar, line.name.en, line.department)
    return (*head, line.amount.fils, line.given_back.fils, line.state.value, line.raised_at.isoformat(), settled)


def _month_cells(line: AccountMonth) -> tuple[object, ...]:
    head = (line.code, line.name.ar, line.name.en, line.department)
    return (*head, line.grown.fils, line.shrunk.fils, line.balance.fils)


def _office(code: str) -> str:
    return t(DEPARTMENTS[code].name) if code in DEPARTMENTS else code
