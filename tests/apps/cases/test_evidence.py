"""Documents: attached, taken back, asked for, judged; and gone with the draft they were of."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import NEW_APPLICATION, accept_all, applicant, document, file, filed_case, fill_in
from tests.factories.review import answer_request, begin_review, recommend, request_from_citizen

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.cases.operations.drafting import discard_draft, start_case
from iskan.apps.cases.operations.evidence import (
    NotAskedFor,
    TooManyDocuments,
    add_evidence,
    remove_evidence,
    review_evidence,
)
from iskan.apps.cases.operations.making import AnswerMissing
from iskan.apps.cases.operations.review import EvidenceUnsettled
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.documents.models import Document
from iskan.apps.households.models import Household
from iskan.core.evidence import MOST_FILES
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers", "cast")
UNMARRIED = {"programme": "unit", "family_category": "3"}
SALARY, CUSTODY = "salary_statement", "custody_document"
Draft = tuple[Case, User, Scope]


@pytest.fixture
def draft() -> Draft:
    user, scope = applicant(personas.ADULT_SON)
    return start_case(scope=scope, service_code=NEW_APPLICATION, at=AT), user, scope


@pytest.fixture
def asked(cast: Cast) -> Draft:
    """Return a case in whose review the citizen is asked for a document nothing else calls for."""
    case, user, scope = filed_case(personas.ADULT_SON, UNMARRIED)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    request_from_citizen(
        scope=cast.scope("reviewer"), reference=case.reference, text="أرفق الوثيقة", evidence_codes=(CUSTODY,), at=AT
    )
    return case, user, scope


def _kinds(scope: Scope, case: Case) -> dict[str, int]:
    return {state.evidence.code: len(state.items) for state in dossier_for(scope, case.reference, TODAY).evidence}


def test_a_document_laid_twice_is_there_once(draft: Draft) -> None:
    case, user, scope = draft
    paper = document(user)
    first = add_evidence(scope=scope, reference=case.reference, code=SALARY, document=paper, at=AT)
    assert add_evidence(scope=scope, reference=case.reference, code=SALARY, document=paper, at=AT) == first
    with pytest.raises(NotAskedFor):
        add_evidence(scope=scope, reference=case.reference, code=CUSTODY, document=paper, at=AT)


def test_a_kind_holds_only_so_many(draft: Draft) -> None:
    case, user, scope = draft
    for _ in range(MOST_FILES):
        add_evidence(scope=scope, reference=case.reference, code=SALARY, document=document(user), at=AT)
    with pytest.raises(TooManyDocuments):
        add_evidence(scope=scope, reference=case.reference, code=SALARY, document=document(user), at=AT)


def test_a_document_taken_back_from_a_draft_is_deleted(
    draft: Draft, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    case, user, scope = draft
    paper = document(user)
    item = add_evidence(scope=scope, reference=case.reference, code=SALARY, document=paper, at=AT)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
        remove_evidence(scope=scope, reference=case.reference, item_id=item.pk, at=AT)
    assert not EvidenceItem.objects.exists()
    assert not Document.objects.exists()
    assert not default_storage.exists(str(paper.file.name))


def test_a_discarded_draft_forgets_documents_and_family_and_takes_nothing_more(draft: Draft) -> None:
    case, user, scope = draft
    fill_in(scope, case.reference, UNMARRIED)
    item = add_evidence(scope=scope, reference=case.reference, code=SALARY, document=document(user), at=AT)
    discard_draft(scope=scope, reference=case.reference, at=AT)
    case.refresh_from_db()
    assert (case.person, case.household, case.governorate) == (None, None, "")
    assert not Document.objects.exists()
    assert not Household.objects.exists()
    with pytest.raises(NotAskedFor):
        add_evidence(scope=scope, reference=case.reference, code=SALARY, document=document(user), at=AT)
    with pytest.raises(OutOfScope):
        remove_evidence(scope=scope, reference=case.reference, item_id=item.pk, at=AT)


def test_a_filed_case_gives_nothing_back_unasked(cast: Cast) -> None:  # noqa: ARG001 -- the department must be there
    case, _user, scope = filed_case(personas.ADULT_SON, UNMARRIED)
    with pytest.raises(OutOfScope):
        remove_evidence(scope=scope, reference=case.reference, item_id=case.evidence.get().pk, at=AT)


def test_what_an_official_asks_for_is_shown_to_the_citizen_and_its_answer_to_the_official(
    asked: Draft, cast: Cast
) -> None:
    case, user, scope = asked
    assert _kinds(scope, case) == {SALARY: 1, CUSTODY: 0}
    add_evidence(scope=scope, reference=case.reference, code=CUSTODY, document=document(user), at=AT)
    answer_request(scope=scope, reference=case.reference, answer="", at=AT)
    assert _kinds(cast.scope("reviewer"), case) == {SALARY: 1, CUSTODY: 1}


def test_during_a_request_only_what_was_laid_since_is_taken_back(asked: Draft) -> None:
    case, user, scope = asked
    earlier = case.evidence.get()
    earlier.added_at = AT - timedelta(hours=1)
    earlier.save()
    item = add_evidence(scope=scope, reference=case.reference, code=CUSTODY, document=document(user), at=AT)
    remove_evidence(scope=scope, reference=case.reference, item_id=item.pk, at=AT)
    item.refresh_from_db()
    assert item.withdrawn_at == AT
    with pytest.raises(OutOfScope):
        remove_evidence(scope=scope, reference=case.reference, item_id=earlier.pk, at=AT)


def test_an_answer_without_words_or_document_is_none(asked: Draft) -> None:
    case, _user, scope = asked
    case.evidence.update(added_at=AT - timedelta(hours=1))
    with pytest.raises(AnswerMissing):
        answer_request(scope=scope, reference=case.reference, answer="  ", at=AT)


def test_approval_rests_on_documents_all_judged_and_those_asked_for_accepted(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    reviewer = cast.scope("reviewer")
    begin_review(scope=reviewer, reference=case.reference, at=AT)

    def try_to_approve() -> None:
        recommend(scope=reviewer, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)

    with pytest.raises(EvidenceUnsettled) as told:
        try_to_approve()
    assert "Detailed and stamped salary statement" in told.value.text.en
    item = case.evidence.get()
    review_evidence(
        scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="غير مختومة", at=AT
    )
    with pytest.raises(EvidenceUnsettled):
        try_to_approve()
    review_evidence(scope=reviewer, reference=case.reference, item_id=item.pk, accepted=True, reason="", at=AT)
    try_to_approve()


def test_a_document_nothing_calls_for_is_judged_but_not_required(cast: Cast) -> None:
    user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, UNMARRIED)
    for code, day in ((SALARY, TODAY), (CUSTODY, None)):
        add_evidence(scope=scope, reference=case.reference, code=code, document=document(user), issued_on=day, at=AT)
    assert not wizard_for(scope, case.reference).next_step
    file(scope, case.reference)
    assert _kinds(cast.scope("reviewer"), case) == {SALARY: 1, CUSTODY: 1}
    item = case.evidence.get(code=CUSTODY)
    review_evidence(
        scope=cast.scope("reviewer"), reference=case.reference, item_id=item.pk, accepted=False, reason="x", at=AT
    )
    accept_all(case, cast.scope("reviewer"))
    assert case.evidence.get(code=SALARY).verdict == "accepted"
