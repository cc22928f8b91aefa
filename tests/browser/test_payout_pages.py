"""The pages of money out as finance reads them: what waits, what the bank refused, files, refused refunds."""

from collections.abc import Callable, Iterator
from datetime import datetime

import httpx
import pytest
from pytest_django import Settings
from tests.apps.payments.test_payouts import FIRST, HOST, follow, owe, release
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.factories.cast import make_cast, official, signed_in
from tests.factories.paying import pay_in_full
from tests.factories.simulators import answering_at
from tests.factories.world import World, make_world

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.payments.models import Payout, Refund
from iskan.foundation import clock
from iskan.foundation.scope import Role
from iskan.integrations.treasury.simulator import make_app


@pytest.fixture
def world(transactional_db: None, settings: Settings) -> Iterator[World]:  # noqa: ARG001 -- as in other journeys
    at = clock.now()
    world = make_world(make_cast(at), at)
    User.objects.filter(pk=world.heads.owner.pk).update(iban=FIRST)
    settings.ISKAN_TREASURY_URL, app = f"http://{HOST}", make_app(iban=settings.ISKAN_TREASURY_IBAN)
    with answering_at(HOST, app):
        _money_moves(world, httpx.Client(transport=httpx.WSGITransport(app), base_url="http://control"), at)
        yield world


def _money_moves(world: World, bank: httpx.Client, at: datetime) -> None:
    """Leave one payment paid, one refused by the bank, one ready; and a refund the provider refused."""
    second = official("t.second", Role.TREASURER, None, at=at)
    finance = (scope_of(world.cast.treasurer, at.date()), scope_of(second, at.date()))
    owe(world, event="paid")
    release(finance, at)
    follow(at)
    bank.put("/control/behaviour", json={"refuses": {FIRST: "AC04"}}).raise_for_status()
    owe(world, event="refused")
    release(finance, at)
    follow(at)
    owe(world, event="ready")
    owe(world, event="waits", payee=world.cast.stranger)
    pay_in_full(world.heads.charge, at)
    Refund.objects.create(
        reference="RRRRR-22222", capture=world.heads.charge.payments.get().captures.get(), fils=3000, reason="agreed",
        state="refused", asked_at=at, ended_at=at,
    )  # fmt: skip


@EVERY_LOOK
def test_finance_reads_and_proposes(world: World, visitor: Callable[..., Visitor], language: str, looks: Looks) -> None:
    desk = visitor(language=language, looks=looks).come_in(signed_in(world.cast.treasurer))
    for page in ("out/", "files/", "refunds/", f"out/{Payout.objects.get(state='refused').reference}/"):
        desk.go(f"/staff/payments/{page}")
        desk.check()
    desk.go("/staff/payments/out/")
    desk.follow(desk.page.locator("main form[method=post] button").first)
    assert ProposedAct.objects.filter(outcome="").exists()
    desk.check()
