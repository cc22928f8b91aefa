"""One open case an applicant, service and subject: a second one about something else is welcome."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.factories.cast import AT, Cast
from tests.factories.journeys import applicant, fill_in

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.beginning import AlreadyOpen
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.search import find
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Subject, SubjectKind
from iskan.core.forms import Step, TextQuestion
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy import registry

WORDS = Text(ar="تجربة", en="A trial")
REVIEWED = registry.services()["right_of_disposal"]
SERVICE = replace(
    REVIEWED,
    code="permit",
    steps=(Step(code="parcel", title=WORDS, questions=(TextQuestion(code="parcel", label=WORDS),)),),
    declarations=(),
    evidence=(),
    register_checks=(),
    subject=Subject(kind=SubjectKind.PARCEL, questions=("parcel",)),
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_offered")]


@pytest.fixture
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = catalogue.declared()
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, SERVICE.code: SERVICE})


@pytest.fixture
def scope(db: None) -> Scope:  # noqa: ARG001 -- kept in the database
    return applicant("900101001")[1]


def _drafted(scope: Scope, parcel: str) -> str:
    reference = start_case(scope=scope, service_code=SERVICE.code, at=AT).reference
    fill_in(scope, reference, {"parcel": parcel})
    return reference


def _file(scope: Scope, parcel: str) -> Case:
    return submit_case(scope=scope, reference=_drafted(scope, parcel), declared=frozenset(), at=AT)


def test_a_second_case_about_another_thing_is_filed_beside_the_first(scope: Scope) -> None:
    assert [_file(scope, parcel).subject for parcel in ("12", "13")] == ["parcel:12", "parcel:13"]


def test_a_second_case_about_the_same_thing_names_the_first(scope: Scope) -> None:
    first = _file(scope, "12")
    second = _drafted(scope, "١٢")
    with pytest.raises(AlreadyOpen, match=first.reference):
        submit_case(scope=scope, reference=second, declared=frozenset(), at=AT)
    assert Case.objects.get(reference=second).filed_at is None


def test_the_database_refuses_it_as_well(scope: Scope) -> None:
    _file(scope, "12")
    other = _file(scope, "13")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=other.pk).update(subject="parcel:12")


def test_what_a_case_is_about_is_said(scope: Scope) -> None:
    case = _file(scope, "12")
    assert dossier_for(scope, case.reference, AT.date()).subject == Text(ar="12", en="12")


def test_an_official_finds_cases_by_what_they_are_about_and_sees_the_others(scope: Scope, cast: Cast) -> None:
    first, _other = _file(scope, "12"), _file(scope, "13")
    second = _file(applicant("900101002")[1], "12")
    assert {line.reference for line in find(cast.scope("reviewer"), "١٢").cases} == {first.reference, second.reference}
    assert find(cast.scope("outsider"), "12").cases == ()

    page = cast.client("reviewer").get(f"/en/staff/cases/{first.reference}/").content.decode()
    assert "Other cases about the same" in page
    assert second.reference in page
