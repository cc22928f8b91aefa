"""How many pages a document takes, how lately it was issued, and what was given once and is used again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import (
    NEW_APPLICATION,
    accept_all,
    applicant,
    attach_all,
    document,
    file,
    filed_case,
    fill_in,
)
from tests.factories.review import begin_review, withdraw

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case, CaseEvent, EvidenceItem
from iskan.apps.cases.operations.drafting import IncompleteApplication, discard_draft, start_case
from iskan.apps.cases.operations.evidence import (
    IssueDayUnfit,
    NotGivenBefore,
    TooManyDocuments,
    add_evidence,
    reuse_evidence,
    review_evidence,
    state_issue_day,
)
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.evidence import EvidenceState, evidence_terms
from iskan.apps.cases.queries.wizard import DOCUMENTS, wizard_for
from iskan.apps.catalogue.queries import figures
from iskan.apps.documents.models import Document
from iskan.core.evidence import Evidence, FileCount
from iskan.foundation.audit import trail_of
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.evidence.family import HUSBAND_CONSENT

pytestmark = pytest.mark.usefixtures("registers", "cast")
UNMARRIED = {"programme": "unit", "family_category": "3"}
SALARY = "salary_statement"
NEXT_MONTH = AT + timedelta(days=40)
Draft = tuple[Case, User, Scope]


def drafted(at: datetime = AT) -> Draft:
    known = User.objects.filter(cpr=personas.ADULT_SON).first()
    user, scope = (known, scope_of(known, TODAY)) if known else applicant(personas.ADULT_SON, at)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=at)
    fill_in(scope, case.reference, UNMARRIED, at)
    return case, user, scope


def attach(draft: Draft, issued_on: date | None, at: datetime = AT) -> EvidenceItem:
    case, user, scope = draft
    return add_evidence(
        scope=scope, reference=case.reference, code=SALARY, document=document(user), issued_on=issued_on, at=at
    )


class TestFreshness:
    def test_the_salary_statement_is_of_the_month_of_filing(self) -> None:
        draft = drafted()
        with pytest.raises(IssueDayUnfit) as told:
            attach(draft, TODAY.replace(day=1) - timedelta(days=1))
        assert "1 March 2026 or later" in told.value.text.en
        with pytest.raises(IssueDayUnfit) as told:
            attach(draft, TODAY + timedelta(days=1))
        assert "lies ahead" in told.value.text.en
        attach(draft, TODAY.replace(day=1))
        file(draft[2], draft[0].reference)

    def test_without_a_day_of_issue_nothing_is_filed(self) -> None:
        case, _user, scope = draft = drafted()
        attach(draft, None)
        with pytest.raises(IncompleteApplication) as told:
            file(scope, case.reference)
        assert "State the day" in told.value.steps[DOCUMENTS][SALARY].en
        assert state_issue_day(scope=scope, reference=case.reference, code=SALARY, issued_on=TODAY, at=AT) == 1
        file(scope, case.reference)

    def test_a_draft_kept_past_the_month_asks_for_a_newer_one(self) -> None:
        case, _user, scope = draft = drafted()
        attach(draft, TODAY)
        with pytest.raises(IncompleteApplication) as told:
            file(scope, case.reference, NEXT_MONTH)
        assert "1 April 2026 or later" in told.value.steps[DOCUMENTS][SALARY].en

    def test_the_official_confirms_the_day_and_the_trail_keeps_both(self, cast: Cast) -> None:
        case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
        reviewer, item = cast.scope("reviewer"), case.evidence.get()
        begin_review(scope=reviewer, reference=case.reference, at=AT)

        def accept(issued_on: date | None) -> EvidenceItem:
            return review_evidence(
                scope=reviewer, reference=case.reference, item_id=item.pk, accepted=True, reason="",
                issued_on=issued_on, at=AT,
            )  # fmt: skip

        with pytest.raises(IssueDayUnfit):
            accept(date(2026, 2, 28))
        assert accept(date(2026, 3, 1)).issued_on == date(2026, 3, 1)
        line = CaseEvent.objects.get(case=case, code="evidence_accepted")
        assert (line.detail["stated_issued_on"], line.detail["issued_on"]) == (TODAY.isoformat(), "2026-03-01")

    def test_nothing_is_accepted_whose_day_of_issue_nobody_states(self, cast: Cast) -> None:
        case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
        case.evidence.update(stated_issued_on=None)
        begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
        with pytest.raises(IssueDayUnfit, match="State the day"):
            accept_all(case, cast.scope("reviewer"))
        assert case.evidence.get().verdict == "pending"


class TestPages:
    def test_both_sides_are_needed_on_one_page_each(self) -> None:
        evidence = Evidence(kind=HUSBAND_CONSENT)
        one, two = (EvidenceItem(document=Document(pages=pages)) for pages in (1, 2))
        assert EvidenceState(evidence, ()).is_missing
        assert "(1 pages attached, 2 needed)" in str(EvidenceState(evidence, (one,)).fault(None))
        assert not EvidenceState(evidence, (one, one)).is_missing
        assert not EvidenceState(evidence, (two,)).is_missing
        assert not EvidenceState(evidence, (one,), is_asked=False).is_missing

    def test_what_is_optional_may_be_left_out_and_is_whole_where_it_is_given(self) -> None:
        evidence = replace(Evidence(kind=HUSBAND_CONSENT), optional=True)
        assert EvidenceState(evidence, ()).fault(TODAY) is None
        assert EvidenceState(evidence, (EvidenceItem(document=Document(pages=1)),)).is_missing

    def test_no_more_files_than_the_service_takes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        draft = drafted()
        monkeypatch.setattr(FileCount, "most", property(lambda _: 1), raising=False)
        attach(draft, TODAY)
        with pytest.raises(TooManyDocuments):
            attach(draft, TODAY)


@pytest.fixture
def earlier(cast: Cast) -> Case:
    """Return a case of an applicant whose salary statement was accepted, withdrawn since."""
    case, _user, scope = filed_case(personas.ADULT_SON, UNMARRIED)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    withdraw(scope=scope, reference=case.reference, reason="", at=AT)
    return case


def offered(draft: Draft, today: date = TODAY) -> dict[str, str]:
    case, _user, scope = draft
    states = wizard_for(scope, case.reference).evidence
    terms = evidence_terms(scope, case, states, today, figures())
    return {code: given.reference for code, given in terms.given.items()}


class TestReuse:
    def test_what_was_accepted_before_is_offered_used_and_filed(self, earlier: Case, cast: Cast) -> None:
        case, _user, scope = draft = drafted()
        assert offered(draft) == {SALARY: earlier.reference}
        for _ in range(2):
            reuse_evidence(scope=scope, reference=case.reference, code=SALARY, from_reference=earlier.reference, at=AT)
        item, source = case.evidence.get(), earlier.evidence.get()
        assert (item.document, item.reused_from, item.verdict) == (source.document, source, "pending")
        assert item.stated_issued_on == source.issued_on == TODAY
        assert trail_of(subject_kind="case", subject=case.reference)[-1].detail["given_in"] == earlier.reference
        file(scope, case.reference)
        (state,) = dossier_for(cast.scope("reviewer"), case.reference, TODAY).evidence
        assert state.items[0].reused_from is not None
        assert state.items[0].reused_from.case.reference == earlier.reference

    def test_it_is_not_offered_once_it_is_too_old(self, earlier: Case) -> None:
        case, _user, scope = draft = drafted()
        assert offered(draft, NEXT_MONTH.date()) == {}
        with pytest.raises(NotGivenBefore):
            reuse_evidence(
                scope=scope, reference=case.reference, code=SALARY, from_reference=earlier.reference, at=NEXT_MONTH
            )
        assert not case.evidence.exists()

    @pytest.mark.parametrize("changed", [{"verdict": "rejected"}, {"withdrawn_at": AT}, {"issued_on": None}])
    def test_only_what_was_accepted_and_dated_is_offered(self, earlier: Case, changed: dict[str, object]) -> None:
        earlier.evidence.update(**{"stated_issued_on": None, **changed})
        assert offered(drafted()) == {}

    def test_nobody_uses_what_another_gave(self, earlier: Case) -> None:
        user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
        case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
        fill_in(scope, case.reference, {"programme": "unit", "family_category": "1"})
        assert offered((case, user, scope)) == {}
        with pytest.raises(NotGivenBefore):
            reuse_evidence(scope=scope, reference=case.reference, code=SALARY, from_reference=earlier.reference, at=AT)

    def test_a_discarded_draft_leaves_the_earlier_case_its_document(self, earlier: Case) -> None:
        case, user, scope = drafted()
        reuse_evidence(scope=scope, reference=case.reference, code=SALARY, from_reference=earlier.reference, at=AT)
        attach_all(user, scope, case.reference)
        discard_draft(scope=scope, reference=case.reference, at=AT)
        assert list(EvidenceItem.objects.values_list("case", flat=True)) == [earlier.pk]
        assert Document.objects.count() == 1
