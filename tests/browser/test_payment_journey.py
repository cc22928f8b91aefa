"""A fee from end to end in the browser: filed, approved, paid on the provider's page, receipted and completed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.test_whole_journey import draw_card, make_key
from tests.factories.cast import make_cast, signed_in
from tests.factories.paying import Charged, approved_certificate
from tests.factories.simulators import registers_in_process
from tests.integrations.conftest import running

from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.payments.models import ProviderNotice
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
WORDS = {
    "ar": {
        "pay": "دفع 5",
        "pays": "ادفع",
        "cancel": "إلغاء الدفع والعودة",
        "arrived": "وصل المبلغ",
        "refused": "رفض مصرفك",
        "part": "الرسوم والمدفوعات",
    },
    "en": {
        "pay": "Pay BHD",
        "pays": "Pay 5",
        "cancel": "Cancel and go back",
        "arrived": "Your payment has arrived",
        "refused": "Your bank refused",
        "part": "Fees and payments",
    },
}


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture(scope="module")
def provider_address() -> Iterator[str]:
    with running("iskan.integrations.payment_gateway.simulator", ISKAN_PAYMENTS_URL="{url}") as (url, _):
        yield url


@pytest.fixture(scope="module")
def live_server(provider_address: str) -> Iterator[LiveServer]:
    """Serve pages that may lead to the provider's: what a page may do is read when the server starts."""
    policy = django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    led_to = {"DIRECTIVES": {**policy, "form-action": [*policy["form-action"], provider_address]}}
    with override_settings(CONTENT_SECURITY_POLICY=led_to):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(autouse=True)
def _places(registers_address: str, provider_address: str, live_server: LiveServer, settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    settings.ISKAN_PAYMENTS_URL = settings.ISKAN_PAYMENTS_PAGES_URL = provider_address
    settings.SITE_URL = live_server.url


@pytest.fixture
def charged(transactional_db: None, settings: Settings, tmp_path: Path) -> Charged:  # noqa: ARG001 -- as in other journeys
    make_key(settings, tmp_path)
    register_versions(at=clock.now())
    make_cast(clock.now())
    return approved_certificate()


def _begin(payer: Visitor, charged: Charged) -> None:
    payer.go(f"/cases/{charged.case.reference}/")
    payer.page.get_by_role("button", name=WORDS[payer.language]["pay"]).click()
    payer.page.wait_for_url("**/pay/**")


def _pay(payer: Visitor, card: str) -> None:
    payer.page.check(f"input[name=card][value={card}]")
    payer.follow(payer.page.get_by_role("button", name=WORDS[payer.language]["pays"]))


@EVERY_LOOK
def test_a_fee_is_paid_and_the_certificate_follows(
    charged: Charged, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    payer = visitor(language=language, looks=looks).come_in(signed_in(charged.user))
    payer.go("/")
    payer.check()
    payer.follow(payer.page.locator("section[aria-labelledby=due] a"))
    payer.check()
    _begin(payer, charged)
    payer.check_accessible()
    payer._check_shape()
    _pay(payer, "refused")
    expect(payer.page.get_by_text(WORDS[language]["refused"])).to_be_visible()
    payer.check()
    _begin(payer, charged)
    _pay(payer, "paid")
    expect(payer.page.get_by_text(WORDS[language]["arrived"])).to_be_visible()
    assert charged.again().stage == "approved"
    for issued in IssuedDocument.objects.all():
        draw_card(issued.pk)
    payer.go(f"/cases/{charged.case.reference}/")
    payer.check()
    receipt = payer.page.locator("section[aria-labelledby=payments] a.ds-button")
    answer = payer.page.request.get(f"{payer.root}{receipt.get_attribute('href')}")
    assert answer.body().startswith(b"%PDF-")
    official = visitor(language=language, looks=looks).come_in(signed_in(charged.reviewer))
    official.go(f"/staff/cases/{charged.case.reference}/")
    expect(official.page.locator("main").get_by_text(WORDS[language]["part"]).first).to_be_attached()
    official.check()


def test_it_is_paid_without_script_and_the_notice_is_heard(
    charged: Charged, visitor: VisitorMaker, live_server: LiveServer
) -> None:
    payer = visitor(javascript=False).come_in(signed_in(charged.user))
    _begin(payer, charged)
    payer.page.get_by_role("button", name=WORDS["ar"]["cancel"]).click()
    payer.page.wait_for_url("**/cases/**")
    _begin(payer, charged)
    _pay(payer, "closed")
    for _attempt in range(100):
        if ProviderNotice.objects.filter(body__payment__status="captured", handled_at__isnull=False).exists():
            break
        payer.page.wait_for_timeout(200)
    assert charged.again().stage == "approved"
    stranger = httpx.post(f"{live_server.url}/api/v1/payments/notices", json={}, trust_env=False)
    assert stranger.status_code == 401
