"""The pages on personal data: what is processed, for anyone and for those who oversee it."""

from collections.abc import Callable

import pytest
from tests.browser.conftest import DESK, PHONE, Language, Looks, Visitor, looked_at
from tests.factories.cast import Cast, make_cast

from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
NARROWEST = 320
LOOKS = ((DESK, "light"), (PHONE, "dark"), (NARROWEST, "light"))


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    register_versions(at=clock.now())
    return make_cast(clock.now())


@looked_at(ar=LOOKS, en=LOOKS)
def test_what_is_processed(cast: Cast, visitor: VisitorMaker, language: Language, looks: Looks) -> None:
    anyone = visitor(language=language, looks=looks, javascript=False)
    anyone.go("/privacy/")
    anyone.unfold()
    anyone.check()
    auditor = visitor(language=language, looks=looks).come_in(cast.client("auditor"))
    auditor.go("/staff/privacy/?sensitive=yes")
    auditor.check()
