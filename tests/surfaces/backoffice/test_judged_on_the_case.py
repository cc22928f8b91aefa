"""A document judged, and an exception past a criterion proposed, where they stand on the case's page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.apps.documents import samples
from tests.factories import review
from tests.factories.cast import Cast
from tests.factories.journeys import accept_all

from iskan.apps.cases.enums import EvidenceVerdict, Outcome
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.documents.models import Document
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

Filed = Callable[..., Case]


@pytest.fixture
def case(cast: Cast, filed: Filed) -> Case:
    found = filed(personas.OWNS_HOUSE)
    review.begin_review(scope=cast.scope("reviewer"), reference=found.reference, at=clock.now())
    found.refresh_from_db()
    return found


def show(cast: Cast, role: str, case: Case) -> str:
    return cast.client(role).get(f"/en/staff/cases/{case.reference}/").content.decode()


def send(cast: Cast, role: str, case: Case, rest: str, **words: Any) -> HttpResponse:
    case.refresh_from_db()
    answer: HttpResponse = cast.client(role).post(
        f"/en/staff/cases/{case.reference}/{rest}", {"version": case.version, **words}
    )
    return answer


def test_a_document_is_judged_beside_what_it_proves(cast: Cast, case: Case) -> None:
    items = list(case.evidence.order_by("pk"))
    page = show(cast, "reviewer", case)
    assert all(f"/documents/{item.pk}/verdict/" in page for item in items)
    rest = f"documents/{items[0].pk}/verdict/"
    for words, told in (({"verdict": "reject"}, "Enter the reason."), ({"reason": "x"}, "Choose one of the options.")):
        refused = send(cast, "reviewer", case, rest, **words)
        assert refused.status_code == 422
        assert told in refused.content.decode()
        assert len(re.findall(r'<details class="proof no-print" open>', refused.content.decode())) == 1
    answer = send(cast, "reviewer", case, rest, verdict="accept")
    assert answer["Location"] == f"/en/staff/cases/{case.reference}/#documents"
    items[0].refresh_from_db()
    assert items[0].verdict == EvidenceVerdict.ACCEPTED
    assert send(cast, "reviewer", case, rest, verdict="reject", reason="باهت").status_code == 302
    items[0].refresh_from_db()
    assert (items[0].verdict, items[0].reason) == (EvidenceVerdict.REJECTED, "باهت")


def test_a_day_of_issue_too_early_is_refused_with_the_form_as_it_was_typed(cast: Cast, case: Case) -> None:
    item = case.evidence.get(code="salary_statement")
    early = {"issued-day": "1", "issued-month": "1", "issued-year": "2020"}
    refused = send(cast, "reviewer", case, f"documents/{item.pk}/verdict/", verdict="accept", **early)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert f'id="verdict-{item.pk}-issued-year"' in page
    assert 'value="2020"' in page
    assert f'href="#verdict-{item.pk}-issued"' in page


def test_nobody_is_offered_a_verdict_they_may_not_give(cast: Cast, case: Case) -> None:
    assert "/verdict/" not in show(cast, "auditor", case)
    assert "/verdict/" not in show(cast, "approver", case)
    accept_all(case, cast.scope("reviewer"), clock.now())
    review.recommend(
        scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.REFUSED, reason="بيت", at=clock.now()
    )
    assert "/verdict/" not in show(cast, "reviewer", case)


def test_an_exception_is_proposed_where_the_criterion_stands(cast: Cast, case: Case) -> None:
    found = re.findall(r"/criteria/([\w-]+)/exception/", show(cast, "supervisor", case))
    assert found == ["property"]
    assert "/criteria/property/" not in show(cast, "reviewer", case)
    assert "/criteria/property/" not in show(cast, "auditor", case)
    rest, words = "criteria/property/exception/", {"ground": "court", "reason": "حكم نهائي"}
    refused = send(cast, "supervisor", case, rest, **words)
    assert refused.status_code == 422
    assert "Attach the document" in refused.content.decode()
    assert '<details class="drawer no-print" id="drawer-except-property" open>' in refused.content.decode()
    assert not Document.objects.filter(uploaded_by=cast.supervisor).exists()
    paper = SimpleUploadedFile("حكم.jpg", samples.jpeg(), "image/jpeg")
    answer = send(cast, "supervisor", case, rest, **words, document=paper)
    assert answer["Location"] == f"/en/staff/cases/{case.reference}/"
    entry = ExceptionEntry.objects.get()
    assert (entry.criterion, entry.ground, entry.decided_by) == ("property", "court", cast.supervisor)
    page = show(cast, "approver", case)
    assert "/criteria/property/exception/" not in page
    assert "Exception awaits a second official" in page
