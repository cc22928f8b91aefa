"""Entering in the ledger: one posting a kind and subject, however often it is asked for."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from iskan.apps.payments.enums import PostingKind
from iskan.apps.payments.models import LedgerAccount, LedgerEntry, LedgerPosting
from iskan.core.ledger import Account, AccountKind, Posting
from iskan.core.text import Text


@transaction.atomic
def enter(*, posting: Posting, kind: PostingKind, subject: str, at: datetime) -> LedgerPosting:
    """Enter a posting, or return the one that was entered of the same kind and subject.

    The database looks at its balance when the transaction commits.
    """
    entered, is_new = LedgerPosting.objects.get_or_create(kind=kind, subject=subject, defaults={"at": at})
    if is_new:
        LedgerEntry.objects.bulk_create(
            LedgerEntry(posting=entered, account=keep_account(entry.account), fils=entry.fils)
            for entry in posting.entries
        )
    return entered


def enter_many(*, postings: Sequence[tuple[str, Posting]], kind: PostingKind, at: datetime) -> None:
    """Enter many postings of a kind at once, each of its own subject; one entered before is a fault of the database."""
    entered = LedgerPosting.objects.bulk_create(
        LedgerPosting(kind=kind, subject=subject, at=at) for subject, _posting in postings
    )
    named = {side.account.code: side.account for _subject, posting in postings for side in posting.entries}
    accounts = {code: keep_account(account) for code, account in named.items()}
    LedgerEntry.objects.bulk_create(
        LedgerEntry(posting=row, account=accounts[side.account.code], fils=side.fils)
        for row, (_subject, posting) in zip(entered, postings, strict=True)
        for side in posting.entries
    )


def keep_account(account: Account) -> LedgerAccount:
    """Return an account as the database keeps it, taken up when it is first used."""
    kept, _is_new = LedgerAccount.objects.get_or_create(
        code=account.code,
        defaults={
            "kind": account.kind.value,
            "name_ar": account.name.ar,
            "name_en": account.name.en,
            "department": account.department,
        },
    )
    return kept


def as_declared(kept: LedgerAccount) -> Account:
    """Return an account of the database as postings name it."""
    return Account(
        code=kept.code,
        kind=AccountKind(kept.kind),
        name=Text(ar=kept.name_ar, en=kept.name_en),
        department=kept.department,
    )
