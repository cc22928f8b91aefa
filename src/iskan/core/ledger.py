"""Double entry: accounts, and postings whose entries balance to the fils."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.money import Money
from iskan.core.text import Text


class AccountKind(StrEnum):
    """What an account holds; assets and expenses grow by debits, the others by credits."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def grows_by_debit(self) -> bool:
        return self in {AccountKind.ASSET, AccountKind.EXPENSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of the ledger; ``department`` is the office whose money it tells of, where it is of one."""

    code: str
    kind: AccountKind
    name: Text
    department: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSide:
    """One side of a posting: a debit where ``fils`` is above nothing, a credit where it is below."""

    account: Account
    fils: int


class Unbalanced(ValueError):
    """The entries of a posting do not add up to nothing, or one of them moves nothing."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What is entered at once, and adds up to nothing.

    Raises:
        Unbalanced: it has one entry or none, an entry of nothing, or debits that are not its credits.
    """

    entries: tuple[LedgerSide, ...]

    def __post_init__(self) -> None:
        if len(self.entries) < 2 or any(entry.fils == 0 for entry in self.entries):  # noqa: PLR2004 -- double entry
            raise Unbalanced("a posting has two entries at least, each of some fils")
        if excess := sum(entry.fils for entry in self.entries):
            raise Unbalanced(f"the entries are {excess} fils apart")


def moved(amount: Money, *, debit: Account, credit: Account) -> Posting:
    """Return the posting that moves an amount from one account, the credited one, to another."""
    return Posting((LedgerSide(debit, amount.fils), LedgerSide(credit, -amount.fils)))


def balances(postings: Iterable[Posting]) -> Mapping[str, int]:
    """Return the balance of each account in fils, as each grows: what it holds, owes, earned or spent."""
    found: dict[str, int] = {}
    for entry in (entry for posting in postings for entry in posting.entries):
        sign = 1 if entry.account.kind.grows_by_debit else -1
        found[entry.account.code] = found.get(entry.account.code, 0) + sign * entry.fils
    return found
