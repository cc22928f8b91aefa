"""What is paid out, in the reader's words: what waits, what the bank refused and why, and the files it was handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from iskan.apps.payments.enums import FileState, PayoutState
from iskan.apps.payments.queries.payouts import ListedFile, ListedPayout
from iskan.apps.payments.queries.refused_refunds import RefusedRefund
from iskan.policy.bank_reasons import reason_words
from iskan.policy.departments import DEPARTMENTS
from iskan.surfaces.ui.formatting import money, number, t

TONES: Final = {
    PayoutState.AGREED: "info",
    PayoutState.RELEASED: "info",
    PayoutState.IN_FILE: "info",
    PayoutState.PAID: "success",
    PayoutState.REFUSED: "danger",
}
FILE_TONES: Final = {
    FileState.MADE: "info",
    FileState.HANDED: "info",
    FileState.ANSWERED: "success",
    FileState.REFUSED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRow:
    """A payout in the list and on its page; ``reference`` is its case's, empty where that is sealed from the viewer."""

    reference: str
    payout: str
    name: str
    office: str
    amount: str
    status: str
    tone: str
    agreed_at: datetime
    ended_at: datetime | None
    reason: str
    is_refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A payment file in the list."""

    message_id: str
    made_at: datetime
    amount: str
    count: str
    paid: str
    refused: str
    status: str
    tone: str
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRefundRow:
    """A refund the provider refused."""

    reference: str
    refund: str
    name: str
    amount: str
    why: str
    ended_at: datetime
    is_settled: bool


def payout_rows(lines: Iterable[ListedPayout]) -> tuple[PayoutRow, ...]:
    """Return payouts in the reader's language."""
    return tuple(
        PayoutRow(
            reference=line.case_reference,
            payout=line.reference,
            name=t(line.name),
            office=t(DEPARTMENTS[line.department].name) if line.department in DEPARTMENTS else "",
            amount=money(line.amount),
            status=str(line.state.label),
            tone=TONES[line.state],
            agreed_at=line.agreed_at,
            ended_at=line.ended_at,
            reason=t(reason_words(line.reason)) if line.state is PayoutState.REFUSED else "",
            is_refused=line.state is PayoutState.REFUSED,
        )
        for line in lines
    )


def file_rows(lines: Iterable[ListedFile]) -> tuple[FileRow, ...]:
    """Return payment files in the reader's language."""
    return tuple(
        FileRow(
            message_id=line.message_id,
            made_at=line.made_at,
            amount=money(line.amount),
            count=number(line.count),
            paid=number(line.paid),
            refused=number(line.refused),
            status=str(line.state.label),
            tone=FILE_TONES[line.state],
            strange=line.strange,
        )
        for line in lines
    )


def refused_rows(lines: Iterable[RefusedRefund]) -> tuple[RefusedRefundRow, ...]:
    """Return refused refunds in the reader's language."""
    return tuple(
        RefusedRefundRow(
            reference=line.case_reference,
            refund=line.reference,
            name=t(line.name),
            amount=money(line.amount),
            why=str(line.reason.label),
            ended_at=line.ended_at,
            is_settled=line.is_settled,
        )
        for line in lines
    )


def payout_states() -> list[tuple[str, str]]:
    """Return the states a list may be narrowed to."""
    return [("", _("All")), *((state.value, str(state.label)) for state in PayoutState)]
