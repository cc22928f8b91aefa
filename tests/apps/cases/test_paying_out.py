"""What a case brings in money: what its service declares, and what is left of the deposit of an earlier case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.factories.cast import Cast, make_cast
from tests.factories.paying import pay_in_full
from tests.factories.world import Belongings, make_world

from iskan.apps.cases import paying_out
from iskan.apps.catalogue import pages
from iskan.apps.catalogue.queries import service
from iskan.apps.payments.models import Charge, Payout
from iskan.core.catalogue import Service, says
from iskan.core.charges import DeclaredPayout, PaidOut
from iskan.core.dated import Dated, Version
from iskan.core.effects import PayOut
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.effects import carry_out
from iskan.policy.instruments import OWN_UNDERTAKING, basis

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DECLARED, DEPOSIT, OWN_DEPOSIT = (PayOut(pays=one) for one in PaidOut)


@pytest.fixture
def heads() -> Belongings:
    return make_world(_cast(), AT).heads


def _cast() -> Cast:
    return make_cast(AT)


def figure(amount: Money | None) -> "Dated[Money]":
    version = Version(value=amount, first_day=AT.date(), basis=basis(OWN_UNDERTAKING, "—", "NF"))
    return Dated(code="payout_of_test", label=Text(ar="مبلغ", en="Amount"), is_money=True, versions=(version,))


def paying(amount: Money | None) -> Service:
    return replace(service("new_housing_application"), payout=DeclaredPayout(figure=figure(amount)))


@pytest.mark.parametrize(
    ("declared", "owed"),
    [
        (paying(Money(100_000)), [100_000]),
        (paying(None), []),
        (paying(Money(0)), []),
        (replace(paying(None), payout=DeclaredPayout(by="employment")), []),
        (replace(paying(None), payout=None), []),
    ],
    ids=["configured", "not-configured", "nothing", "not-answered", "none"],
)
def test_what_a_service_declares_is_owed_once(
    heads: Belongings, monkeypatch: pytest.MonkeyPatch, declared: Service, owed: list[int]
) -> None:
    monkeypatch.setattr(paying_out, "service_of", lambda _case: declared)
    for _time in range(2):
        carry_out(DECLARED, case_id=heads.case.pk, actor_id=None, at=AT)
    assert list(Payout.objects.values_list("fils", flat=True)) == owed


def test_the_deposit_of_the_case_it_is_about_is_owed_to_its_payer(heads: Belongings) -> None:
    carry_out(DEPOSIT, case_id=heads.draft.pk, actor_id=None, at=AT)
    assert not Payout.objects.exists()
    pay_in_full(heads.charge, AT)
    Charge.objects.update(kind="deposit")
    heads.draft.about = heads.case
    heads.draft.save(update_fields=["about"])
    for _time in range(2):
        carry_out(DEPOSIT, case_id=heads.draft.pk, actor_id=None, at=AT)
    payout = Payout.objects.get()
    assert (payout.payee, payout.fils, payout.case_reference) == (heads.owner, 5000, heads.case.reference)


def test_the_deposit_left_for_the_case_itself_is_owed_to_its_payer(heads: Belongings) -> None:
    pay_in_full(heads.charge, AT)
    Charge.objects.update(kind="deposit")
    for _time in range(2):
        carry_out(OWN_DEPOSIT, case_id=heads.case.pk, actor_id=None, at=AT)
    payout = Payout.objects.get()
    assert (payout.payee, payout.fils, payout.case_reference) == (heads.owner, 5000, heads.case.reference)


def test_a_corner_s_deposit_goes_back_where_the_request_is_refused() -> None:
    moves = {move.code: move for move in service("corner_sale").lifecycle.transitions}
    assert OWN_DEPOSIT in moves["refuse"].effects
    assert OWN_DEPOSIT not in moves["approve"].effects


def test_it_is_said_in_words() -> None:
    declared = paying(Money(100_000))
    assert "bank account" in says(declared, DECLARED).en
    assert "deposit" in says(declared, DEPOSIT).en
    assert any("to the applicant's account" in row[1] for row in pages._summary(declared))
