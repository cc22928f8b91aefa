"""The ledger: entered once, balanced by the database itself, never changed, and proved by a command."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from iskan.apps.payments.enums import PostingKind
from iskan.apps.payments.models import LedgerEntry, LedgerPosting
from iskan.apps.payments.operations.ledger import enter, keep_account
from iskan.apps.payments.queries.ledger import account_balances, prove_ledger
from iskan.core.ledger import moved
from iskan.core.money import Money
from iskan.policy.departments import CAPITAL
from iskan.policy.ledger import BANK, CLEARING, fees_of

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _commits() -> None:
    """Ask the constraints that wait for the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _committed(change: Callable[[], object]) -> None:
    with transaction.atomic():
        change()
        _commits()


def _enter(subject: str = "s-1", fils: int = 5000) -> LedgerPosting:
    posting = moved(Money(fils), debit=BANK, credit=CLEARING)
    return enter(posting=posting, kind=PostingKind.SETTLED, subject=subject, at=AT)


def test_a_posting_is_entered_once() -> None:
    assert _enter() == _enter()
    _commits()
    assert LedgerEntry.objects.count() == 2
    assert {(one.code, one.fils) for one in account_balances()} == {("bank", 5000), ("clearing", -5000)}


def test_the_database_refuses_entries_that_are_apart() -> None:
    posting = _enter()
    _commits()
    account = keep_account(BANK)
    with pytest.raises(IntegrityError, match="1 fils apart"):
        _committed(lambda: LedgerEntry.objects.create(posting=posting, account=account, fils=1))


def test_the_database_refuses_a_posting_without_entries() -> None:
    with pytest.raises(IntegrityError, match="has 0 entries"):
        _committed(lambda: LedgerPosting.objects.create(kind=PostingKind.CAPTURED, subject="empty", at=AT))


def test_what_is_posted_is_never_changed() -> None:
    posting = _enter()
    _commits()
    for change in (
        lambda: posting.entries.update(fils=1),
        lambda: posting.entries.all()._raw_delete("default"),
        lambda: LedgerPosting.objects.filter(pk=posting.pk).update(subject="other"),
    ):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            change()


def test_the_ledger_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    _enter()
    _commits()
    call_command("ledger", "verify")
    assert "balances and says what happened: 1 postings, 2 entries" in capsys.readouterr().out


def test_a_posting_of_money_that_never_arrived_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    posting = moved(Money(5000), debit=CLEARING, credit=fees_of(CAPITAL))
    enter(posting=posting, kind=PostingKind.CAPTURED, subject="c-1", at=AT)
    _commits()
    assert [fault.says for fault in prove_ledger().faults] == ["0 fils arrived, 5000 are posted"]
    with pytest.raises(SystemExit):
        call_command("ledger", "verify", "--json")
    assert '"balanced": false' in capsys.readouterr().out


def test_balances_are_shown_in_dinars(capsys: pytest.CaptureFixture[str]) -> None:
    _enter(fils=1_250_500)
    call_command("ledger", "balances")
    assert "1,250.500" in capsys.readouterr().out
