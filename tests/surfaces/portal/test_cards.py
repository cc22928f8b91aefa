"""A waiting household without a card asks for it, and has it made once."""

from datetime import date

import pytest
from tests.factories.cast import Cast, signed_in
from tests.factories.nominations import waits

from iskan.apps.cases.models import Case
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.foundation import clock
from iskan.foundation.audit import trail_of


@pytest.fixture
def case(cast: Cast) -> Case:
    return waits(cast, date(2004, 1, 1))


def test_the_card_is_made_when_first_asked_for(case: Case) -> None:
    client, page = signed_in(case.applicant), f"/en/cases/{case.reference}/"
    assert "Make my card" in client.get(page).content.decode()
    for _ in range(2):
        answer = client.post(f"{page}card/")
        assert (answer.status_code, answer["Location"]) == (302, page)
    issued = IssuedDocument.objects.get()
    assert (issued.case_reference, issued.holder, issued.code) == (case.reference, case.applicant, "entitlement_card")
    assert issued.contents["seniority_on"] == "2004-01-01"
    shown = client.get(page).content.decode()
    assert "We write to you when it is ready" in shown
    assert "Make my card" not in shown
    line = trail_of(subject_kind="case", subject=case.reference)[-1]
    assert [one.action for one in trail_of(subject_kind="case", subject=case.reference)].count(
        "documents.issue_document"
    ) == 1
    assert line.actor_id in {case.applicant_id, None}


def test_nobody_else_has_it_made(cast: Cast, case: Case) -> None:
    for role in ("stranger", "reviewer"):
        assert cast.client(role).post(f"/en/cases/{case.reference}/card/").status_code == 404
    assert not IssuedDocument.objects.exists()


def test_an_application_that_left_the_list_has_none_made(case: Case) -> None:
    leave_list(case_id=case.pk, at=clock.now())
    assert signed_in(case.applicant).post(f"/en/cases/{case.reference}/card/").status_code == 404
    assert not IssuedDocument.objects.exists()
