"""The provider's day held to our own record: what agrees is paid out, what differs waits for finance."""

from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.cast import make_cast
from tests.factories.paying import approved_certificate, pay_on
from tests.factories.simulators import registers_in_process
from tests.integrations.conftest import running

from iskan.apps.payments.enums import DifferenceKind
from iskan.apps.payments.models import Capture, Charge, Difference, LedgerPosting, Settlement
from iskan.apps.payments.operations.following import follow_charge
from iskan.apps.payments.operations.reconciling import (
    DifferenceClosed,
    close_difference,
    reconcile,
    reconcile_what_is_missing,
)
from iskan.apps.payments.queries import money
from iskan.apps.payments.queries.ledger import account_balances, prove_ledger
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, Role, Scope

pytestmark = pytest.mark.django_db
TREASURER = Scope(user_id=1, roles=frozenset({Role.TREASURER}))


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def provider(registers_address: str, settings: Settings) -> Iterator[str]:
    """Run a provider of this test alone: a settlement tells of all its payments."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    with running("iskan.integrations.payment_gateway.simulator", ISKAN_PAYMENTS_URL="{url}") as (url, _):
        settings.ISKAN_PAYMENTS_URL = settings.ISKAN_PAYMENTS_PAGES_URL = url
        yield url


@pytest.fixture
def paid(provider: str) -> Capture:  # noqa: ARG001 -- it takes the payment
    charged = approved_certificate()
    pay_on(charged.page(), "untold")
    follow_charge(charge_reference=charged.charge.reference, at=clock.now())
    return Capture.objects.get()


def _falsify(provider: str, **wanted: object) -> None:
    httpx.put(f"{provider}/control/settlement", json=wanted, trust_env=False).raise_for_status()


def _balances() -> dict[str, int]:
    return {one.code: one.fils for one in account_balances() if one.fils}


def _today() -> date:
    return clock.today()


def test_a_day_that_agrees_is_paid_out_once(paid: Capture) -> None:
    assert reconcile(day=_today(), at=clock.now()) == reconcile(day=_today(), at=clock.now())
    assert (Settlement.objects.count(), Difference.objects.count()) == (1, 0)
    assert _balances() == {"bank": 4900, "provider_costs": 100, "fees:capital_municipality": paid.fils}
    assert not prove_ledger().faults


@pytest.mark.usefixtures("provider")
def test_a_payment_nobody_noticed_is_noticed_by_the_settlement() -> None:
    charged = approved_certificate()
    pay_on(charged.page(), "untold")
    reconcile(day=_today(), at=clock.now())
    assert (charged.charge.state, charged.again().stage) == ("paid", "approved")
    assert not Difference.objects.exists()


def test_three_differences_are_found_each_of_its_kind(paid: Capture, provider: str) -> None:
    stray = {"kind": "capture", "number": "stray", "reference": "NOBODY", "fils": 7000, "commission": 100}
    _falsify(provider, alter={paid.provider_id: 4999}, add=[stray])
    reconcile(day=_today(), at=clock.now())
    found = {one.kind: (one.ours_fils, one.theirs_fils) for one in Difference.objects.all()}
    assert found == {DifferenceKind.OTHER_AMOUNT: (5000, 4999), DifferenceKind.UNKNOWN_HERE: (None, 7000)}


def test_differences_are_listed_with_their_cases_in_one_statement(
    paid: Capture, provider: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    strays = [{"kind": "capture", "number": f"stray-{number}", "reference": "NOBODY", "fils": 7000, "commission": 100}
              for number in range(3)]  # fmt: skip
    _falsify(provider, alter={paid.provider_id: 4999}, add=strays)
    reconcile(day=_today(), at=clock.now())
    with django_assert_num_queries(2):
        listed = money.differences(TREASURER, only_open=True).lines
    assert sorted(line.case_reference for line in listed) == ["", "", "", Charge.objects.get().case_reference]


def test_every_difference_is_on_some_page(monkeypatch: pytest.MonkeyPatch) -> None:
    settlement = Settlement.objects.create(
        day=_today(), received_at=clock.now(), captured_fils=0, refunded_fils=0, commission_fils=0
    )
    numbers = {f"stray-{number}" for number in range(5)}
    Difference.objects.bulk_create(
        Difference(settlement=settlement, kind=DifferenceKind.UNKNOWN_HERE, number=number, theirs_fils=1,
                   found_at=clock.now())
        for number in sorted(numbers)
    )  # fmt: skip
    monkeypatch.setattr(money, "PAGE", 2)
    pages = [money.differences(TREASURER, only_open=True, page=page) for page in (0, 2, 3)]
    assert {line.number for page in pages for line in page.lines} == numbers
    assert [(page.page, page.has_next) for page in pages] == [(1, True), (2, True), (3, False)]


def test_money_the_settlement_leaves_out_is_found(paid: Capture, provider: str) -> None:
    _falsify(provider, drop=[paid.provider_id])
    reconcile(day=_today(), at=clock.now())
    one = Difference.objects.get()
    assert (one.kind, one.number, one.ours_fils, one.theirs_fils) == ("not_settled", paid.provider_id, 5000, None)
    assert not LedgerPosting.objects.filter(kind="settled").exists()


@pytest.mark.usefixtures("paid")
def test_days_that_were_missed_are_made_up_for() -> None:
    assert reconcile_what_is_missing(at=clock.now()) == 0
    assert reconcile_what_is_missing(at=clock.now() + timedelta(days=2)) == 2
    assert reconcile_what_is_missing(at=clock.now() + timedelta(days=2)) == 0
    assert list(Settlement.objects.order_by("day").values_list("captured_fils", flat=True)) == [5000, 0]


def test_a_difference_is_closed_once_by_finance_with_a_reason(paid: Capture, provider: str) -> None:
    cast = make_cast(clock.now())
    _falsify(provider, drop=[paid.provider_id])
    reconcile(day=_today(), at=clock.now())
    number, finance = Difference.objects.get().pk, cast.scope("treasurer")
    with pytest.raises(NotForThisRole):
        close_difference(scope=cast.scope("auditor"), difference_id=number, reason="x", at=clock.now())
    with pytest.raises(ReasonMissing):
        close_difference(scope=finance, difference_id=number, reason=" ", at=clock.now())
    assert money.differences(finance, only_open=True).total == 1
    close_difference(scope=finance, difference_id=number, reason="تظهر في تسوية الغد", at=clock.now())
    with pytest.raises(DifferenceClosed):
        close_difference(scope=finance, difference_id=number, reason="x", at=clock.now())
    assert money.differences(finance, only_open=True).lines == ()
    shown = money.difference_of(cast.scope("auditor"), number)
    assert (shown.closed_by, shown.case_reference) == (cast.treasurer.pk, Charge.objects.get().case_reference)
    pages = cast.client("treasurer")
    for address in ("", "?state=paid&department=capital_municipality", "month/", "differences/?state=all",
                    f"differences/{number}/", "export/", f"month/?month={_today():%Y-%m}&as=sheet"):  # fmt: skip
        assert pages.get(f"/en/staff/payments/{address}").status_code == 200, address


def test_the_month_is_told_by_account_and_to_finance_alone(paid: Capture) -> None:
    reconcile(day=_today(), at=clock.now())
    month = _today().replace(day=1)
    told = {one.code: (one.grown.fils, one.shrunk.fils, one.balance.fils) for one in
            money.month_by_account(TREASURER, month)}  # fmt: skip
    assert told["fees:capital_municipality"] == (paid.fils, 0, paid.fils)
    assert told["clearing"] == (5000, 5000, 0)
    earlier = money.month_by_account(TREASURER, date(month.year - 1, 1, 1))
    assert {(one.grown.fils, one.balance.fils) for one in earlier} == {(0, 0)}
    for stranger in (Scope(user_id=2), Scope(user_id=3, roles=frozenset({Role.REVIEWER}))):
        with pytest.raises(OutOfScope):
            money.month_by_account(stranger, month)
        with pytest.raises(OutOfScope):
            money.charges(stranger, money.ChargeFilter(), 1)


@pytest.mark.usefixtures("paid")
def test_charges_are_narrowed_by_state_office_and_month() -> None:
    month = _today().replace(day=1)
    for asked, count in (
        (money.ChargeFilter(), 1),
        (money.ChargeFilter(state="paid", department="capital_municipality", month=month), 1),
        (money.ChargeFilter(state="due"), 0),
        (money.ChargeFilter(department="muharraq_municipality"), 0),
        (money.ChargeFilter(month=date(2020, 1, 1)), 0),
    ):
        found = money.charges(TREASURER, asked, 1)
        assert (found.total, len(found.lines), found.amount.fils) == (count, count, 5000 * count)
        assert len(tuple(money.every_charge(TREASURER, asked))) == count
