"""A case about an earlier one of the applicant's own: which may be named, the link kept, and whose eyes it wants."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.factories.cast import AT, TODAY, Cast, citizen, official
from tests.factories.filed import inserted_case
from tests.factories.journeys import TOLD, attach_all, fill_in
from tests.factories.review import begin_review, decide, recommend

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Identified, Outcome
from iskan.apps.cases.models import Case, CaseNote
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.operations.assignment import NotAnAssignee, assign, claim
from iskan.apps.cases.operations.beginning import AlreadyOpen, NoEarlierCase
from iskan.apps.cases.operations.drafting import IncompleteApplication, save_step, start_case, submit_case
from iskan.apps.cases.operations.filing import Identification, begin_at_desk, filing_scope
from iskan.apps.cases.operations.making import open_moves
from iskan.apps.cases.operations.moves import DecidedEarlier, examined_case
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.notifications.models import Message
from iskan.core.dated import Dated
from iskan.core.offices import NoDepartment
from iskan.core.questions.earlier_case import NOT_FITTING
from iskan.core.text import Text
from iskan.foundation.scope import Role, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy import departments, registry
from iskan.policy.instruments import OWN_UNDERTAKING, basis
from iskan.policy.parameters.figures import since

pytestmark = pytest.mark.django_db
REFUND = registry.services()["deposit_refund"]
REVIEW = registry.services()["decision_review"]
JUDGED = registry.services()["right_of_disposal"]
DECLARED = frozenset({"true_statements"})
REFUSED = Outcome.REFUSED


@pytest.fixture
def citizen_scope(cast: Cast) -> Scope:
    return cast.scope("head")


@pytest.fixture
def refused(cast: Cast) -> Case:
    """Have one official recommend a refusal of the head's application and another refuse it."""
    case = inserted_case(1, cast.requests, stage="in_review")
    case.applicant, case.service_code = cast.head, JUDGED.code
    case.service_version_id = ensure_version(service=JUDGED, at=AT)
    case.save(update_fields=["applicant", "service_code", "service_version"])
    recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=REFUSED, reason="سبب", at=AT)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=REFUSED, reason="لا", at=AT)
    case.refresh_from_db()
    return case


def ended(cast: Cast, number: int, stage: str, owner: User) -> Case:
    case = inserted_case(number, cast.requests, stage=stage, closed_at=AT)
    case.applicant = owner
    case.save(update_fields=["applicant"])
    return case


def review(scope: Scope, about: Case) -> Case:
    case = start_case(scope=scope, service_code=REVIEW.code, at=AT, applicant_id=about.applicant_id)
    fill_in(scope, case.reference, {"reviewed_case": about.reference})
    return submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=AT)


def choose(scope: Scope, case: Case, reference: str) -> Text | None:
    """Answer the first step with a reference; return what is wrong with it."""
    posted = {"reviewed_case": [reference], "review_reason": ["سبب"]}
    result = save_step(
        scope=scope, reference=case.reference, step_code="decision", posted=posted,
        version=wizard_for(scope, case.reference).steps[0].version, at=AT,
    )  # fmt: skip
    return result.faults.get("reviewed_case")


def offered(scope: Scope, case: Case) -> list[str]:
    question = wizard_for(scope, case.reference).service.earlier_case
    return [option.code for option in question.options] if question else []


def test_one_s_own_cases_that_ended_so_are_offered_and_no_other(
    cast: Cast, refused: Case, citizen_scope: Scope
) -> None:
    others = [
        ended(cast, 2, "approved", cast.head),
        ended(cast, 3, "rejected", cast.stranger),
        inserted_case(4, cast.requests, stage="in_review"),
    ]
    draft = start_case(scope=citizen_scope, service_code=REVIEW.code, at=AT)
    assert offered(citizen_scope, draft) == [refused.reference]
    for other in others:
        assert choose(citizen_scope, draft, other.reference) == NOT_FITTING
    assert choose(citizen_scope, draft, f" {refused.reference.lower()} ") is None


def test_without_one_it_cannot_be_begun_and_says_what_to_do(cast: Cast) -> None:
    with pytest.raises(NoEarlierCase) as told:
        start_case(scope=cast.scope("stranger"), service_code=REVIEW.code, at=AT)
    assert told.value.text == REVIEW.earlier_case.none_fits  # type: ignore[union-attr]  # it asks
    page = cast.client("stranger").post(f"/en/services/{REVIEW.code}/start/", TOLD)
    assert page.status_code == 422
    assert "no case that ended in a refusal" in page.content.decode()


def test_where_it_may_be_about_none_a_fitting_case_and_none_are_offered(cast: Cast, citizen_scope: Scope) -> None:
    draft = start_case(scope=citizen_scope, service_code=REFUND.code, at=AT)
    assert offered(citizen_scope, draft) == []
    wall = ended(cast, 2, "approved", cast.head)
    corner = ended(cast, 3, "approved", cast.head)
    for case, code in ((wall, "boundary_wall"), (corner, "corner_sale")):
        case.service_code = code
        case.service_version_id = ensure_version(service=registry.services()[code], at=AT)
        case.save(update_fields=["service_code", "service_version"])
    assert offered(citizen_scope, draft) == [corner.reference, ""]
    page = cast.client("head").get(f"/en/apply/{draft.reference}/steps/property/").content.decode()
    assert "None of these" in page
    fill_in(citizen_scope, draft.reference, {"deposited_for": corner.reference, "because": "cancelled"})
    attach_all(cast.head, citizen_scope, draft.reference, AT)
    filed = submit_case(scope=citizen_scope, reference=draft.reference, declared=DECLARED, at=AT)
    assert filed.about == corner


def test_the_case_keeps_the_link_as_its_subject(refused: Case, citizen_scope: Scope) -> None:
    case = review(citizen_scope, refused)
    assert (case.about, case.subject) == (refused, f"case:{refused.reference.lower()}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(about=case)


def test_there_is_one_open_case_about_each(cast: Cast, refused: Case, citizen_scope: Scope) -> None:
    first = review(citizen_scope, refused)
    with pytest.raises(AlreadyOpen, match=first.reference):
        start_case(scope=citizen_scope, service_code=REVIEW.code, at=AT)

    second = ended(cast, 2, "rejected", cast.head)
    draft = start_case(scope=citizen_scope, service_code=REVIEW.code, at=AT)
    fault = choose(citizen_scope, draft, refused.reference)
    assert fault is not None
    assert first.reference in fault.en
    assert review(citizen_scope, second).about == second


def test_what_no_longer_fits_is_not_filed(refused: Case, citizen_scope: Scope) -> None:
    draft = start_case(scope=citizen_scope, service_code=REVIEW.code, at=AT)
    fill_in(citizen_scope, draft.reference, {"reviewed_case": refused.reference})
    Case.objects.filter(pk=refused.pk).update(stage="approved")
    with pytest.raises(IncompleteApplication) as told:
        submit_case(scope=citizen_scope, reference=draft.reference, declared=DECLARED, at=AT)
    assert told.value.faults == {"reviewed_case": NOT_FITTING}


def test_a_time_the_law_sets_is_told_with_its_last_day(
    refused: Case, citizen_scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    week: Dated[int] = Dated(
        code="review_days",
        label=REVIEW.name,
        versions=(since(TODAY.replace(year=2015), 7, basis(OWN_UNDERTAKING, "", "")),),
    )
    assert REVIEW.about is not None
    limited = replace(REVIEW, about=replace(REVIEW.about, within=week))
    shipped = catalogue.declared()
    draft = start_case(scope=citizen_scope, service_code=REVIEW.code, at=AT)
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, REVIEW.code: limited})
    Case.objects.filter(pk=refused.pk).update(closed_at=AT.replace(month=2, day=23))
    assert choose(citizen_scope, draft, refused.reference) is None
    Case.objects.filter(pk=refused.pk).update(closed_at=AT.replace(month=2, day=22))
    fault = choose(citizen_scope, draft, refused.reference)
    assert fault is not None
    assert fault.en == "The time to apply about this case ended on 1 March 2026"


def test_a_delegate_is_offered_nothing_of_what_the_citizen_uses_alone(
    cast: Cast, refused: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    delegate, head = cast.scope("delegate"), cast.head.pk
    draft = start_case(scope=delegate, service_code=REVIEW.code, at=AT, applicant_id=head)
    assert offered(delegate, draft) == [refused.reference]
    alone = replace(registry.services()[refused.service_code], by_delegate=False)
    shipped = catalogue.declared()
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, alone.code: alone})
    assert offered(delegate, draft) == []
    assert choose(delegate, draft, refused.reference) == NOT_FITTING
    assert offered(cast.scope("head"), draft) == [refused.reference]


@pytest.mark.usefixtures("registers")
def test_an_official_files_for_a_citizen_who_chooses_among_all_of_theirs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = replace(registry.services()["new_housing_application"], by_delegate=False)
    shipped = catalogue.declared()
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, alone.code: alone})
    earlier = ended(cast, 2, "rejected", citizen(personas.QUALIFIES_FOR_UNIT))
    scope, known = cast.scope("reviewer"), Identification(by=Identified.CARD, words="بطاقة الهوية")
    draft = begin_at_desk(
        scope=scope, service_code=REVIEW.code, cpr=personas.QUALIFIES_FOR_UNIT, known=known, at=AT
    )  # fmt: skip
    filer = filing_scope(scope, draft)
    assert offered(filer, draft) == [earlier.reference]
    fill_in(filer, draft.reference, {"reviewed_case": earlier.reference})
    case = submit_case(scope=filer, reference=draft.reference, declared=DECLARED, at=AT)
    assert (case.about, case.filed_by_id) == (earlier, scope.user_id)


def test_who_decided_the_earlier_case_leaves_this_one_to_others(
    cast: Cast, refused: Case, citizen_scope: Scope
) -> None:
    case = review(citizen_scope, refused)
    for role in ("reviewer", "approver"):
        scope = cast.scope(role)
        assert open_moves(scope, case, TODAY) == ()
        with pytest.raises(DecidedEarlier):
            claim(scope=scope, reference=case.reference, at=AT)
        with pytest.raises(NotAnAssignee):
            assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=scope.acting_id, at=AT)
        page = cast.client(role).get(f"/en/staff/cases/{case.reference}/").content.decode()
        assert "took part in deciding the earlier case" in page
        assert "move-begin_review" not in page
    with pytest.raises(DecidedEarlier):
        begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(DecidedEarlier):
        examined_case(cast.scope("reviewer"), case.reference)

    second = cast.scope("second_reviewer")
    begin_review(scope=second, reference=case.reference, at=AT)
    recommend(scope=second, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    with pytest.raises(DecidedEarlier):
        decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="نعم", at=AT)


def test_a_supervisor_is_not_offered_them_to_assign_to(cast: Cast, refused: Case, citizen_scope: Scope) -> None:
    case = review(citizen_scope, refused)
    page = cast.client("supervisor").get(f"/en/staff/cases/{case.reference}/").content.decode()
    chosen = page[page.index('name="assignee"') :]
    chosen = chosen[: chosen.index("</select>")]
    assert f'value="{cast.second_reviewer.pk}"' in chosen
    assert f'value="{cast.reviewer.pk}"' not in chosen
    assert f'value="{cast.approver.pk}"' not in chosen


def _third_approver(cast: Cast) -> User:
    return official("third", Role.APPROVER, cast.requests, at=AT)


def test_an_appeal_upheld_reopens_the_case_and_its_supervisors_are_told(
    cast: Cast, refused: Case, citizen_scope: Scope
) -> None:
    filed_at = refused.filed_at
    case, second, other = review(citizen_scope, refused), cast.scope("second_reviewer"), cast.scope("supervisor")
    begin_review(scope=second, reference=case.reference, at=AT)
    recommend(scope=second, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    approver = scope_of(_third_approver(cast), TODAY)
    decide(scope=approver, reference=case.reference, outcome=Outcome.APPROVED, reason="لم يُؤخذ بالشهادة", at=AT)

    note = CaseNote.objects.get(case=refused)
    assert case.reference in note.text
    assert "لم يُؤخذ بالشهادة" in note.text
    told = Message.objects.get(user_id=other.acting_id, case_reference=refused.reference)
    assert refused.reference in told.subject_en
    refused.refresh_from_db()
    assert (refused.stage, refused.closed_at) == ("in_review", None), "it is recommended and decided anew"
    assert refused.filed_at == filed_at
    assert refused.decisions.exclude(replaced_at=None).get().outcome == REFUSED
    for said in ("upheld", "was reopened"):
        assert "لم يُؤخذ بالشهادة" in Message.objects.get(user=cast.head, subject_en__contains=said).body_ar


def test_an_appeal_upheld_reopens_nothing_that_another_case_goes_on_with(
    cast: Cast, refused: Case, citizen_scope: Scope
) -> None:
    case, second = review(citizen_scope, refused), cast.scope("second_reviewer")
    begin_review(scope=second, reference=case.reference, at=AT)
    recommend(scope=second, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    anew = inserted_case(7, cast.requests, stage="in_review")
    anew.applicant, anew.service_code = cast.head, refused.service_code
    anew.save(update_fields=["applicant", "service_code"])
    approver = scope_of(_third_approver(cast), TODAY)
    decide(scope=approver, reference=case.reference, outcome=Outcome.APPROVED, reason="نعم", at=AT)
    refused.refresh_from_db()
    assert refused.stage == "rejected"
    assert CaseNote.objects.filter(case=refused).exists()


def test_an_objection_goes_to_the_office_that_decided(refused: Case, citizen_scope: Scope) -> None:
    elsewhere = ensure_department(code=departments.MUHARRAQ.code, at=AT)
    Case.objects.filter(pk=refused.pk).update(department=elsewhere)
    assert review(citizen_scope, refused).department == elsewhere
    question = start_case(scope=citizen_scope, service_code="decision_question", at=AT)
    assert office_missing(question)
    fill_in(citizen_scope, question.reference, {"asked_case": refused.reference})
    asked = submit_case(scope=citizen_scope, reference=question.reference, declared=frozenset(), at=AT)
    assert asked.department == elsewhere


def office_missing(case: Case) -> bool:
    """Say whether nothing names yet which office a draft is for."""
    with pytest.raises(NoDepartment):
        office_of(case, registry.services()[case.service_code])
    return True


def test_each_case_s_page_leads_to_the_other(cast: Cast, refused: Case, citizen_scope: Scope) -> None:
    case = review(citizen_scope, refused)
    for mine, other in ((case, refused), (refused, case)):
        page = cast.client("head").get(f"/en/cases/{mine.reference}/").content.decode()
        assert f'href="/en/cases/{other.reference}/"' in page
        desk = cast.client("second_reviewer").get(f"/en/staff/cases/{mine.reference}/").content.decode()
        assert f'href="/en/staff/cases/{other.reference}/"' in desk
