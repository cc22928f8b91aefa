"""What a citizen states who lets another act for them."""

from datetime import date

from tests.factories.cast import TODAY

from iskan.apps.accounts.operations import DelegationTerms
from iskan.core.delegations import DelegatedAct

EVERY_ACT = frozenset(DelegatedAct)
NAME = "هدى سالم"


def terms(
    cpr: str,
    *,
    name: str = NAME,
    first_day: date = TODAY,
    last_day: date = TODAY,
    services: frozenset[str] = frozenset(),
    acts: frozenset[DelegatedAct] = EVERY_ACT,
) -> DelegationTerms:
    """Return terms for the holder of a number, for everything and one day unless said otherwise."""
    return DelegationTerms(
        delegate_cpr=cpr, delegate_name=name, first_day=first_day, last_day=last_day, services=services, acts=acts
    )


def form_of(cpr: str, first: date, last: date, *, name: str = NAME) -> dict[str, object]:
    """Return the portal's form of a delegation for everything between two days."""
    days = {
        f"{field}-{part}": str(getattr(day, part))
        for field, day in (("first_day", first), ("last_day", last))
        for part in ("day", "month", "year")
    }
    return {
        "delegate": cpr, "delegate_name": name, "services": ["every"], "acts": ["file", "answer", "receive"], **days,
    }  # fmt: skip
