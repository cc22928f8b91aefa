"""What a service's documents state and for how long they hold, from the declaration to the page that checks them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.answers import IBAN
from tests.factories.cast import AT, TODAY, citizen, signed_in
from tests.factories.journeys import fill_in

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.documents import Certificate
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.documents import issue_case_document, term_of
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.catalogue.proof import service_faults
from iskan.apps.documents import lines
from iskan.apps.documents.kinds import from_json
from iskan.apps.documents.lines import SuppliedValue, document_lines
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import Term, draw_document
from iskan.core.catalogue import (
    AnswerLine,
    DocumentLine,
    FactLine,
    Service,
    SuppliedLine,
)
from iskan.core.catalogue import DeclaredDocument as Declared
from iskan.core.dated import Dated, FigureBook
from iskan.core.effects import Issue
from iskan.core.lifecycle import Notice
from iskan.core.offices import DeclaredDepartment
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM
from iskan.policy.instruments import SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.entitlements import TEMPORARY_FLAT_RETURN_MONTHS
from iskan.policy.parameters.figures import since
from iskan.policy.parameters.nomination import OFFER_DAYS

CODE, PERMIT = "update_contact_details", "contact_statement"
NAME = Text(ar="إفادة ببيانات الاتصال", en="Statement of contact details")
TWO_MONTHS = TEMPORARY_FLAT_RETURN_MONTHS
SIGNER = DeclaredDepartment(
    code="statements",
    name=Text(ar="قسم الإفادات", en="Statements Section"),
    address=Text(ar="المنامة", en="Manama"),
)
DOCUMENT = Declared(
    code=PERMIT,
    name=NAME,
    is_feminine=True,
    lines=(
        DocumentLine(label=Text(ar="الهاتف", en="Telephone"), source=AnswerLine("mobile")),
        DocumentLine(label=Text(ar="البريد", en="E-mail"), source=AnswerLine("email")),
        DocumentLine(label=Text(ar="الجنسية", en="Nationality"), source=FactLine("nationality")),
        DocumentLine(label=Text(ar="الخدمات", en="Services had"), source=SuppliedLine("tests.services_had")),
    ),
    statement=Text(ar="هذا ما لدى الوزارة.", en="This is what the ministry has on record."),
    valid_for=TWO_MONTHS,
    signer=SIGNER,
)


@pytest.fixture
def supplied() -> Iterator[list[SuppliedValue]]:
    """Supply the lines of a document from a list the test fills."""
    values: list[SuppliedValue] = []
    document_lines("tests.services_had")(lambda **_: tuple(values))
    yield values
    del lines._suppliers["tests.services_had"]


@pytest.fixture
def filed(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[Declared], Case]:  # noqa: ARG001 -- kept in the database
    """Declare a service that issues a document, file a case of it and return the case."""
    shipped = catalogue.declared()

    def file(document: Declared) -> Case:
        service: Service = replace(
            shipped[CODE],
            documents=(document,),
            lifecycle=course(
                code=CODE,
                decided_by=Eyes.NOBODY,
                on_approval=(Issue(document=document.code),),
                told=Notice(subject=Text(ar="تم", en="Done"), body=Text(ar="تم", en="Done")),
            ),
        )
        monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, CODE: service})
        register_versions(at=AT)
        scope = scope_of(citizen("900101001", "نورة علي", "Noora Ali"), TODAY)
        reference = start_case(scope=scope, service_code=CODE, at=AT).reference
        fill_in(scope, reference, {"iban": IBAN, "email": ""})
        return submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)

    return file


def certificate(case: Case) -> Certificate:
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    found = from_json(issued.contents, issued.template)
    assert isinstance(found, Certificate)
    return found


def test_a_certificate_states_answers_facts_and_what_other_apps_supply(
    filed: Callable[[Declared], Case], supplied: list[SuppliedValue]
) -> None:
    supplied += [
        SuppliedValue(value=Text(ar="وحدة سكنية", en="Housing unit")),
        SuppliedValue(label=Text(ar="الترتيب", en="Place"), value=Text(ar="7", en="7")),
    ]
    found = certificate(filed(DOCUMENT))
    assert [(line.label.en, line.value.en) for line in found.lines] == [
        ("Telephone", "+973 3344 5566"),
        ("Nationality", "Not known"),
        ("Services had", "Housing unit"),
        ("Place", "7"),
    ]
    assert (found.office.en, found.office_address, found.holder_name.ar) == (
        "Statements Section", SIGNER.address, "نورة علي",
    )  # fmt: skip
    assert found.statement == DOCUMENT.statement


def test_nothing_supplied_leaves_the_line_out(filed: Callable[[Declared], Case], supplied: list[SuppliedValue]) -> None:
    assert not supplied
    assert "Services had" not in [line.label.en for line in certificate(filed(DOCUMENT)).lines]


@pytest.mark.usefixtures("supplied", "signing_key")
def test_it_is_drawn_and_its_public_page_says_until_when_it_holds(filed: Callable[[Declared], Case]) -> None:
    case = filed(DOCUMENT)
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    assert (issued.valid_from, issued.valid_until, issued.renewable_from) == (TODAY, date(2026, 5, 2), None)
    draw_document(issued_id=issued.pk, at=AT)
    issued.refresh_from_db()
    assert issued.file.size > 10_000
    page = signed_in(citizen("900101002")).get(f"/en/verify/{issued.token}/").content.decode()
    assert NAME.en in page
    assert "Service" in page
    assert "3344" not in page


@pytest.mark.usefixtures("supplied")
def test_the_citizen_sees_from_when_it_may_be_renewed_and_is_led_to_apply_again(
    filed: Callable[[Declared], Case],
) -> None:
    case = filed(DOCUMENT)
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    client, page = signed_in(case.applicant), f"/en/cases/{case.reference}/"
    today = clock.today()
    for renewable_from, is_led in ((today + timedelta(days=1), False), (today, True)):
        issued.valid_from, issued.valid_until, issued.renewable_from = today, today + timedelta(days=9), renewable_from
        issued.save()
        shown = client.get(page).content.decode()
        assert NAME.en in shown
        assert "It may be renewed from" in shown
        assert (f"/en/services/{CODE}/" in shown and "Apply to renew it" in shown) is is_led
    issued.valid_from, issued.valid_until = today - timedelta(days=9), today - timedelta(days=1)
    issued.save()
    shown = client.get(page).content.decode()
    assert "Lapsed" in shown
    assert "Apply to renew it" in shown


@pytest.mark.usefixtures("supplied")
def test_a_document_the_service_does_not_declare_is_not_issued(filed: Callable[[Declared], Case]) -> None:
    with pytest.raises(KeyError):
        issue_case_document(case=filed(DOCUMENT), code="another", scope=SYSTEM, at=AT)


NINETY_DAYS: Dated[int] = Dated(
    code="days", label=NAME, versions=(since(date(2015, 1, 1), 90, basis(SERVICE_PAGE, "S1", "A")),)
)


@pytest.mark.parametrize(
    ("changes", "term"),
    [
        ({"valid_for": None}, Term(valid_from=TODAY)),
        ({"valid_for": OFFER_DAYS}, Term(valid_from=TODAY)),
        ({}, Term(valid_from=TODAY, valid_until=date(2026, 5, 2))),
        ({"renewable_before": OFFER_DAYS}, Term(valid_from=TODAY, valid_until=date(2026, 5, 2))),
        (
            {"valid_from": "begins", "renewable_before": NINETY_DAYS},
            Term(valid_from=date(2026, 12, 31), valid_until=date(2027, 2, 28), renewable_from=date(2026, 11, 30)),
        ),
    ],
    ids=["no figure", "not configured", "two months", "renewal not configured", "from an answer"],
)
def test_the_term_of_a_document(changes: dict[str, object], term: Term) -> None:
    document = replace(DOCUMENT, **changes)  # type: ignore[arg-type] # the test's own changes
    assert term_of(document, {"begins": "2026-12-31"}, TODAY, FigureBook()) == term


def test_lines_are_supplied_under_a_name_once_and_never_guessed() -> None:
    with pytest.raises(lines.UnknownLines):
        lines.supplied_lines("nobody", case_reference="x", at=AT)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"template": "parchment"}, "nobody makes the document 'contact_statement', of the kind 'parchment'"),
        ({}, "nobody supplies the lines 'tests.services_had'"),
        (
            {"lines": (DocumentLine(label=NAME, source=FactLine("shoe_size")),)},
            "states the fact 'shoe_size', which is not declared",
        ),
        ({"valid_from": "begins"}, "the first day of the document 'contact_statement' names the question 'begins'"),
    ],
)
def test_a_document_that_could_not_be_made_is_told_at_the_start(changes: dict[str, object], told: str) -> None:
    document = replace(DOCUMENT, **changes)  # type: ignore[arg-type] # the test's own changes
    faults = service_faults(replace(catalogue.declared()[CODE], documents=(document,)))
    assert [fault for fault in faults if told in fault], faults
