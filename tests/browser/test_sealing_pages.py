"""The page on which a case is sealed, and the case as its readers see it, in both languages and at both widths."""

from collections.abc import Callable

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today, filed_case
from tests.factories.cast import AT, Cast

from iskan.apps.cases.models import Case, EvidenceItem

VisitorMaker = Callable[..., Visitor]


@pytest.fixture(name="sealed")
def _sealed(transactional_db: None, settings: Settings) -> tuple[Cast, Case]:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    case = filed_case(cast.head)
    EvidenceItem.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).update(sealed_at=AT, sealed_readers=[cast.reviewer.pk, cast.approver.pk])
    return cast, case


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_the_seal_and_its_form(visitor: VisitorMaker, sealed: tuple[Cast, Case], language: str, looks: Looks) -> None:
    cast, case = sealed
    reviewer = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    for path in (f"/staff/cases/{case.reference}/", f"/staff/cases/{case.reference}/seal/"):
        reviewer.go(path)
        reviewer.check()
    reviewer.follow(reviewer.page.locator("main form button[value=readers]"))
    reviewer.check()
