"""A case with a fee: due once approved, paid on the provider's page, completed however that is heard of."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread

import httpx
import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.cast import signed_in
from tests.factories.paying import Charged, approved_certificate, filed_certificate, pay_on
from tests.factories.review import withdraw
from tests.integrations.conftest import running

from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.timers import make_due_move, queue_due_moves
from iskan.apps.catalogue.models import PublishedFigure
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.models import Message
from iskan.apps.payments.models import Capture, Charge, Payment, ProviderNotice, Refund
from iskan.apps.payments.operations.following import (
    follow_charge,
    follow_open_payments,
    handle_waiting_notices,
    receive_notice,
)
from iskan.apps.payments.operations.giving_back import NothingToGiveBack, left_of, require_left
from iskan.apps.payments.operations.paying import ChargeNotDue, PaymentAway
from iskan.apps.payments.operations.refunding import send_refund
from iskan.apps.payments.queries.ledger import account_balances, prove_ledger
from iskan.core.dated import FigureBook, Version
from iskan.core.money import Money
from iskan.core.refusal import SameEyes
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.payment_gateway.port import NotTheProvider
from iskan.integrations.payment_gateway.signatures import signature_of
from iskan.policy.parameters.payments import FEE_RESIDENCE_PROOF, PAYMENT_DAYS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registers", "provider")]


@pytest.fixture(scope="module")
def _provider_process() -> Iterator[str]:
    with running("iskan.integrations.payment_gateway.simulator", ISKAN_PAYMENTS_URL="{url}") as (url, _):
        yield url


@pytest.fixture
def provider(_provider_process: str, settings: Settings) -> str:
    settings.ISKAN_PAYMENTS_URL = settings.ISKAN_PAYMENTS_PAGES_URL = _provider_process
    return _provider_process


def _notice(provider: str, payment: Payment, number: str = "n-1") -> tuple[bytes, str]:
    """Return what the provider tells of a payment as it stands, signed."""
    told = httpx.get(f"{provider}/control/payments/{payment.reference}", trust_env=False).json()
    body = json.dumps({"id": number, "type": "payment", "payment": told}).encode()
    return body, signature_of(body, secret="iskan-development", at=int(clock.now().timestamp()))


def _heard(provider: str, charged: Charged) -> None:
    body, header = _notice(provider, charged.charge.payments.latest("pk"))
    receive_notice(body=body, header=header, at=clock.now())


def _balances() -> dict[str, int]:
    return {one.code: one.fils for one in account_balances() if one.fils}


def _told(charged: Charged) -> list[str]:
    return list(
        Message.objects.filter(user=charged.user, event__startswith="charge:")
        .order_by("pk").values_list("event", flat=True)
    )  # fmt: skip


def _give_back() -> None:
    for refund in Refund.objects.filter(state="asked"):
        send_refund(refund_id=refund.pk, at=clock.now())


def test_what_is_due_holds_the_case_until_it_is_paid(provider: str) -> None:
    charged = approved_certificate()
    assert (charged.case.stage, charged.charge.state, charged.charge.fils) == ("awaiting_payment", "due", 5000)
    assert not IssuedDocument.objects.exists()
    pay_on(charged.page())
    _heard(provider, charged)
    assert charged.again().stage == "approved"
    assert charged.charge.state == "paid"
    issued = set(IssuedDocument.objects.values_list("code", flat=True))
    assert issued == {"residence_certificate", "receipt_fee"}
    assert _balances() == {"clearing": 5000, "fees:capital_municipality": 5000}
    assert [event.rpartition(":")[2] for event in _told(charged)] == ["raised", "paid"]
    assert not prove_ledger().faults


def test_a_payment_is_heard_of_once_however_often_and_by_whomever(provider: str) -> None:
    charged = approved_certificate()
    pay_on(charged.page())
    body, header = _notice(provider, charged.charge.payments.get())

    def by_notice() -> None:
        receive_notice(body=body, header=header, at=clock.now())
        connection.close()

    def by_asking() -> None:
        follow_charge(charge_reference=charged.charge.reference, at=clock.now())
        connection.close()

    threads = [Thread(target=heard) for heard in (by_notice, by_asking) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Capture.objects.count(), ProviderNotice.objects.count()) == (1, 1)
    assert IssuedDocument.objects.filter(code="receipt_fee").count() == 1
    assert charged.again().events.filter(code="paid").count() == 1
    assert _balances() == {"clearing": 5000, "fees:capital_municipality": 5000}


@pytest.mark.parametrize("card", ["closed", "untold"])
def test_a_payment_nobody_told_of_is_asked_after(card: str) -> None:
    charged = approved_certificate()
    pay_on(charged.page(), card)
    assert charged.again().stage == "awaiting_payment"
    assert follow_open_payments(at=clock.now()) == 0
    assert follow_open_payments(at=clock.now() + timedelta(minutes=2)) == 1
    assert charged.again().stage == "approved"


def test_what_was_paid_twice_goes_back_once(provider: str) -> None:
    charged = approved_certificate()
    pay_on(charged.page(), "twice")
    _heard(provider, charged)
    assert charged.again().stage == "approved"
    assert _balances() == {"clearing": 10_000, "fees:capital_municipality": 5000, "owed_to_payers": 5000}
    _give_back()
    _give_back()
    refund = Refund.objects.get()
    assert (refund.reason, refund.state, refund.fils) == ("paid_twice", "done", 5000)
    assert _balances() == {"clearing": 5000, "fees:capital_municipality": 5000}
    assert [event.split(":")[2] for event in _told(charged)] == ["raised", "paid", "refund", "refunded"]
    _heard(provider, charged)
    assert Refund.objects.count() == 1
    assert not prove_ledger().faults


def test_two_pages_that_were_both_paid_settle_once(provider: str) -> None:
    charged = approved_certificate()
    first = charged.page()
    Payment.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    second = charged.page()
    assert first != second
    pay_on(first)
    pay_on(second)
    for number, payment in enumerate(Payment.objects.order_by("pk")):
        body, header = _notice(provider, payment, f"n-{number}")
        receive_notice(body=body, header=header, at=clock.now())
    assert [(one.use, one.payment.state) for one in Capture.objects.order_by("pk")] == [
        ("settles", "captured"),
        ("surplus", "captured"),
    ]
    assert Refund.objects.get().reason == "paid_twice"


def test_money_that_comes_after_the_case_was_withdrawn_goes_back(provider: str) -> None:
    charged = approved_certificate()
    page = charged.page()
    withdraw(scope=charged.scope, reference=charged.case.reference, reason="لم أعد أحتاجها", at=clock.now())
    assert (charged.again().stage, charged.charge.state) == ("withdrawn", "cancelled")
    pay_on(page)
    _heard(provider, charged)
    _give_back()
    assert (Refund.objects.get().reason, charged.charge.state) == ("not_due", "cancelled")
    assert charged.again().stage == "withdrawn"
    assert _balances() == {}
    with pytest.raises(ChargeNotDue):
        charged.page()


def test_money_that_comes_after_the_page_expired_is_taken(provider: str) -> None:
    charged = approved_certificate()
    charged.page()
    payment = charged.charge.payments.get()
    Payment.objects.update(state="expired", ended_at=clock.now())
    httpx.post(f"{provider}/control/payments/{payment.reference}/captures", trust_env=False).raise_for_status()
    _heard(provider, charged)
    assert (charged.again().stage, charged.charge.state) == ("approved", "paid")


def test_a_refused_or_cancelled_page_leaves_the_fee_due_and_another_is_opened() -> None:
    charged = approved_certificate()
    first = charged.page()
    assert charged.page() == first
    pay_on(first, "refused")
    second = charged.page()
    assert second != first
    httpx.post(second, data={"cancel": "yes"}, trust_env=False)
    third = charged.page()
    assert list(Payment.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "cancelled", "open"]
    pay_on(third)
    assert follow_charge(charge_reference=charged.charge.reference, at=clock.now())
    assert charged.again().stage == "approved"


def test_nobody_else_pays_and_an_absent_provider_takes_nothing(settings: Settings) -> None:
    charged = approved_certificate()
    with pytest.raises(OutOfScope):
        Charged.page(_as(charged, Scope(user_id=charged.reviewer.pk)))
    settings.ISKAN_PAYMENTS_URL = "http://127.0.0.1:9"
    with pytest.raises(PaymentAway):
        charged.page()
    settings.ISKAN_PAYMENTS_URL = ""
    with pytest.raises(PaymentAway):
        charged.page()


def _as(charged: Charged, scope: Scope) -> Charged:
    return Charged(
        case=charged.case, user=charged.user, scope=scope, reviewer=charged.reviewer, approver=charged.approver
    )


def test_a_fee_that_is_not_configured_is_not_due_and_the_case_is_decided_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version: Version[object] = Version(value=None, first_day=clock.today(), basis=FEE_RESIDENCE_PROOF.versions[0].basis)
    book = FigureBook({FEE_RESIDENCE_PROOF.code: (version,)})
    monkeypatch.setattr("iskan.apps.cases.charging.figures", lambda: book)
    charged = approved_certificate()
    assert charged.case.stage == "approved"
    assert not Charge.objects.exists()


def test_a_notice_that_is_not_the_providers_is_not_kept(provider: str) -> None:
    charged = approved_certificate()
    charged.page()
    body, header = _notice(provider, charged.charge.payments.get())
    for said, signed, at in (
        (body, header, clock.now() + timedelta(minutes=6)),
        (body + b" ", header, clock.now()),
        (b"[]", signature_of(b"[]", secret="iskan-development", at=int(clock.now().timestamp())), clock.now()),
    ):
        with pytest.raises(NotTheProvider):
            receive_notice(body=said, header=signed, at=at)
    assert not ProviderNotice.objects.exists()


def test_a_notice_of_an_unknown_payment_is_kept_and_leads_nowhere() -> None:
    said = {"id": "n-9", "payment": {"id": "p", "reference": "NOBODY", "status": "open", "captures": [], "refunds": []}}
    body = json.dumps(said).encode()
    header = signature_of(body, secret="iskan-development", at=int(clock.now().timestamp()))
    receive_notice(body=body, header=header, at=clock.now())
    assert ProviderNotice.objects.get().handled_at is not None
    ProviderNotice.objects.update(handled_at=None)
    assert handle_waiting_notices(at=clock.now()) == 1


def test_a_case_nobody_pays_for_lapses_once_the_days_are_over_and_late_money_goes_back(provider: str) -> None:
    charged, now = approved_certificate(), clock.now()
    page, late = charged.page(), now + timedelta(days=15)
    assert not make_due_move(case_id=charged.case.pk, at=late), "without a figure of days nothing lapses"
    PublishedFigure.objects.create(
        figure=PAYMENT_DAYS.code, value=14, first_day=clock.today(), instrument_ar="قرار", instrument_en="Decision",
        proposed_by=charged.reviewer, proposed_at=now, approved_by=charged.approver, approved_at=now,
    )  # fmt: skip
    assert not make_due_move(case_id=charged.case.pk, at=now + timedelta(days=14))
    assert queue_due_moves(at=late) == 1
    assert make_due_move(case_id=charged.case.pk, at=late)
    assert (charged.again().stage, charged.charge.state) == ("lapsed_unpaid", "cancelled")
    assert Message.objects.filter(user=charged.user, case_reference=charged.case.reference, created_at=late).exists()
    pay_on(page)
    _heard(provider, charged)
    _give_back()
    assert (charged.again().stage, Refund.objects.get().reason, _balances()) == ("lapsed_unpaid", "not_due", {})
    assert not IssuedDocument.objects.exists()


def test_a_filed_case_owes_nothing_before_it_is_approved() -> None:
    assert filed_certificate().case.stage == "awaiting_review"
    assert not Charge.objects.exists()


def test_two_officials_give_a_deposit_back_in_parts_and_never_more_than_was_paid(provider: str) -> None:
    charged = approved_certificate()
    Charge.objects.update(is_refundable=True)
    pay_on(charged.page())
    _heard(provider, charged)
    first, second = (scope_of(who, clock.today()) for who in (charged.reviewer, charged.approver))
    desk, reference = signed_in(charged.reviewer), charged.case.reference
    address = f"/en/staff/cases/{reference}/charges/{charged.charge.reference}/"
    assert desk.post(address, {"amount": "five", "reason": "انتهى الغرض"}).status_code == 422
    assert desk.post(address, {"amount": "5.001", "reason": "انتهى الغرض"}).status_code == 409
    assert desk.post(address, {"amount": "2.250", "reason": "انتهى الغرض"}).status_code == 302
    act = ProposedAct.objects.get()
    with pytest.raises(SameEyes):
        agree_to_act(scope=first, proposed_id=act.pk, at=clock.now())
    agree_to_act(scope=second, proposed_id=act.pk, at=clock.now())
    _give_back()
    assert _balances() == {"clearing": 2750, "fees:capital_municipality": 2750}
    assert left_of(charged.charge) == Money(2750)
    assert desk.post(address, {"amount": "2.751", "reason": "انتهى الغرض"}).status_code == 409
    assert "2.250" in desk.get(f"/en/staff/cases/{reference}/").content.decode()
    assert [event.split(":")[2] for event in _told(charged)] == ["raised", "paid", "refund", "refunded"]
    assert desk.post(address, {"amount": "0.750", "way": "account", "reason": "أُغلقت البطاقة"}).status_code == 302
    agree_to_act(scope=second, proposed_id=ProposedAct.objects.latest("pk").pk, at=clock.now())
    for page in (desk.get(f"/en/staff/cases/{reference}/"), signed_in(charged.user).get(f"/en/cases/{reference}/")):
        assert "will be paid to the bank account" in page.content.decode()
    assert left_of(charged.charge) == Money(2000)
    assert _balances() == {"clearing": 2750, "payable": 750, "fees:capital_municipality": 2000}
    assert not prove_ledger().faults


def test_a_fee_that_is_not_refundable_stays_paid(provider: str) -> None:
    charged = approved_certificate()
    pay_on(charged.page())
    _heard(provider, charged)
    with pytest.raises(NothingToGiveBack):
        require_left(charge_reference=charged.charge.reference, case_reference=charged.case.reference, amount=Money(1))
    with pytest.raises(OutOfScope):
        require_left(charge_reference="none", case_reference=charged.case.reference, amount=Money(1))


@pytest.mark.usefixtures("signing_key")
def test_the_receipt_is_signed_and_checked_by_anyone(
    provider: str, run_jobs: Callable[[], None], client: Client
) -> None:
    charged = approved_certificate()
    pay_on(charged.page(), method="wallet")
    _heard(provider, charged)
    run_jobs()
    receipt = IssuedDocument.objects.get(code="receipt_fee")
    assert receipt.file.read(5) == b"%PDF-"
    checked = client.get(f"/en/verify/{receipt.token}/").content.decode()
    assert "5 BHD" in checked
    assert Case.objects.get().stage == "approved"
