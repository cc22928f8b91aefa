"""What every service is walked in: the catalogue, registers that answer, a signing key, and who applies."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.contract.standing import qualifying, reporting, stand_as_opened
from tests.contract.walking import Visitor, Walk
from tests.factories.cast import citizen, signed_in
from tests.factories.module_rows import Around, refuse_commits
from tests.factories.simulators import registers_in_process
from tests.integrations.conftest import running

from iskan.apps.accounts.operations import sync_departments
from iskan.apps.documents.press.certificates import make_certificate
from iskan.foundation import clock
from iskan.foundation.reading import clear_process_caches
from iskan.integrations.synthetic import cast as personas
from iskan.policy import registry

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one service and language together, that its case is filed once for all of them."""
    places = [place for place, item in enumerate(items) if item.path.is_relative_to(HERE)]
    together = sorted((items[place] for place in places), key=_walked)
    for place, item in zip(places, together, strict=True):
        items[place] = item


def _walked(item: pytest.Item) -> tuple[str, ...]:
    callspec = getattr(item, "callspec", None)
    return (str(item.path), *(callspec.params.get("walk", ()) if callspec else ()))


@pytest.fixture(scope="session")
def _outside(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:  # noqa: ARG001 -- the database must stand
    """Let the registers answer within the process, the payment provider in one of its own, and documents be signed."""
    keys = tmp_path_factory.mktemp("signing")
    key, certificate = keys / "key.pem", keys / "certificate.pem"
    make_certificate(key_path=key, certificate_path=certificate, passphrase="", at=clock.now())
    with ExitStack() as stack:
        address = stack.enter_context(registers_in_process())
        provider, _process = stack.enter_context(
            running("iskan.integrations.payment_gateway.simulator", ISKAN_PAYMENTS_URL="{url}")
        )
        stack.enter_context(
            override_settings(
                ISKAN_REGISTER_URLS=dict.fromkeys(settings.ISKAN_REGISTER_URLS, address),
                ISKAN_PAYMENTS_URL=provider,
                ISKAN_PAYMENTS_PAGES_URL=provider,
                ISKAN_SIGNING_KEY=str(key),
                ISKAN_SIGNING_CERT=str(certificate),
                ISKAN_SIGNING_PASSPHRASE="",
            )
        )
        yield


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, _outside: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    """File a service through the pages of a language, once for all its tests: what they change is undone."""
    refuse_commits(request)
    with django_db_blocker.unblock():
        Around.setUpClass()
        clear_process_caches()
        try:
            walk = _begun(*request.param)
            walk.file()
            yield walk
        finally:
            Around.tearDownClass()
            Around.doClassCleanups()


def _begun(code: str, language: str) -> Walk:
    """Return a citizen whom the registers know to qualify, with what they must have had here, before a service."""
    service = registry.services()[code]
    sync_departments(at=clock.now())
    owns_home = any(criterion.code == "only_home" for criterion in service.criteria)
    known_as = personas.OWNS_HOUSE if owns_home else personas.QUALIFIES_FOR_UNIT
    user = citizen(known_as, "يوسف أحمد", "Yusuf Ahmed", at=clock.now())
    known = {**stand_as_opened(service, user), **reporting(service), **qualifying(service)}
    visitor = Visitor(browser=signed_in(user), language=language)
    return Walk(service=service, applicant=user, visitor=visitor, known=known)
