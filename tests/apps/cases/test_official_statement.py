"""A statement for an official body: filed, issued at once by nobody's hand, and telling what is on record."""

from collections.abc import Callable

import pytest
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import fill_in

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.documents import kinds
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.foundation.scope import Scope

CODE = "official_statement"


def asked(scope: Scope, body: str) -> Case:
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"body": body, "purpose": "court"})
    return submit_case(scope=scope, reference=reference, declared=frozenset({"own_statement"}), at=AT)


def lines_of(case: Case) -> list[tuple[str, str]]:
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    contents = kinds.from_json(issued.contents, issued.template)
    return [(line.label.en, line.value.en) for line in contents.lines]  # type: ignore[attr-defined]  # a certificate's


def test_it_is_done_at_once_with_nothing_promised_and_nobody_asked(cast: Cast) -> None:
    case = asked(cast.scope("head"), "المحكمة الشرعية")
    assert (case.stage, case.due_on, case.decisions.count(), case.register_runs.count()) == ("completed", None, 0, 0)
    assert case.closed_at == AT
    assert lines_of(case) == [
        ("Addressed to", "المحكمة الشرعية"),
        ("Purpose", "A court case"),
        ("Application on a waiting list", "No application on a waiting list"),
        ("Housing services had", "No home handed over is on record"),
    ]


def test_it_tells_the_place_on_the_list(cast: Cast) -> None:
    waits = inserted_case(1, cast.requests, stage="approved", closed_at=AT)
    Case.objects.filter(pk=waits.pk).update(applicant=cast.head)
    enter_waiting_list(case_id=waits.pk, at=AT)
    told = dict(lines_of(asked(cast.scope("head"), "Bank")))["Application on a waiting list"]
    assert waits.reference in told
    assert "place 1 of 1" in told


def test_two_bodies_get_two_statements(cast: Cast) -> None:
    first, second = (asked(cast.scope("head"), body) for body in ("A bank", "A court"))
    assert first.subject != second.subject
    assert IssuedDocument.objects.filter(code=CODE).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("signing_key")
def test_the_paper_is_drawn_signed_and_checked_by_anyone(cast: Cast, run_jobs: Callable[[], None]) -> None:
    case = asked(cast.scope("head"), "A court")
    run_jobs()
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    assert issued.file.read(5) == b"%PDF-"
    page = cast.client("anonymous").get(f"/en/verify/{issued.token}/").content.decode()
    assert "Statement for an official body" in page
    assert "A court" not in page, "whom it is addressed to is nobody else's business"
