"""The accounts of an office: what it earns is its own, what it holds it owes back."""

import pytest

from iskan.core.ledger import AccountKind
from iskan.policy.departments import DEPARTMENTS
from iskan.policy.ledger import deposits_of, fees_of


@pytest.mark.parametrize("code", DEPARTMENTS)
def test_an_office_earns_fees_and_owes_deposits(code: str) -> None:
    fees, deposits = fees_of(DEPARTMENTS[code]), deposits_of(DEPARTMENTS[code])
    assert (fees.kind, deposits.kind) == (AccountKind.INCOME, AccountKind.LIABILITY)
    assert {fees.department, deposits.department} == {code}
    assert fees.code != deposits.code
