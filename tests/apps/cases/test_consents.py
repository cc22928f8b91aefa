"""A second person's consent: asked by name, answered by them alone, in time, and waited for before a case goes on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, TODAY, Cast, citizen
from tests.factories.journeys import answer_registers, applicant, filed_case, fill_in

from iskan.apps.accounts.assurance import StrongerSignInNeeded
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import CheckStatus, Outcome
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.asking import ask_before_filing
from iskan.apps.cases.operations.consenting import ConsentMissing, NotAskedAnyMore, answer_consent, lapse_consents
from iskan.apps.cases.operations.drafting import save_step, start_case, submit_case
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.moves import NeedUnmet
from iskan.apps.cases.queries.consents import asked_of, awaited_in
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.proof import service_faults
from iskan.apps.notifications.models import Message
from iskan.core.catalogue import Service
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.dated import Dated, LegalBasis, Version
from iskan.core.forms import CprQuestion, Step, TextQuestion
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy import departments, registry
from iskan.policy.lifecycles.course import Eyes, course

WORDS = Text(ar="أوافق على نقل العقد", en="I agree that the contract passes on")
UNIT = {"programme": "unit", "family_category": "1"}
OWNER, APPLICANT = "880101001", "900101001"
DAYS = Dated(
    code="days_to_consent",
    label=WORDS,
    versions=(
        Version(value=7, first_day=date(2020, 1, 1), basis=LegalBasis(instrument=WORDS, source="S1", grade="A")),
    ),
)


def service(before: ConsentPoint, within: Dated[int] | None = None, eyes: Eyes = Eyes.ONE) -> Service:
    """Return a service that asks the owner of what it is about for their consent."""
    return replace(
        registry.services()["application_revival"],
        code="transfer",
        steps=(
            Step(
                code="owner",
                title=WORDS,
                questions=(CprQuestion(code="owner", label=WORDS), TextQuestion(code="words", label=WORDS)),
            ),
        ),
        declarations=(),
        register_checks=(),
        criteria=(),
        about=None,
        documents=(),
        consents=(
            Consent(
                code="owner_agrees", of=ConsentParty.NAMED, question="owner", terms=WORDS, before=before, within=within
            ),
        ),
        lifecycle=course(code="transfer", decided_by=eyes, consents=(before,), checked=False),
        decided_by=departments.HOUSING_REQUESTS,
    )


Offer = Callable[[Service], None]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Offer:  # noqa: ARG001 -- the department must be there
    shipped, figures = catalogue.declared(), registry.figures()

    def offered(one: Service) -> None:
        monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, one.code: one})
        monkeypatch.setattr(registry, "figures", lambda: {**figures, DAYS.code: DAYS})
        assert service_faults(one) == ()

    return offered


@pytest.fixture
def owner(cast: Cast) -> Scope:  # noqa: ARG001 -- the cast comes first
    return scope_of(citizen(OWNER, "مالك العقد", "The Owner"), TODAY)


def drafted(words: str = "نص") -> tuple[Scope, str]:
    scope = applicant(APPLICANT)[1]
    reference = start_case(scope=scope, service_code="transfer", at=AT).reference
    fill_in(scope, reference, {"owner": OWNER, "words": words})
    return scope, reference


def file(scope: Scope, reference: str) -> Case:
    return submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)


def say(who: Scope, reference: str, *, given: bool, reason: str = "") -> ConsentRequest:
    return answer_consent(scope=who, reference=reference, code="owner_agrees", given=given, reason=reason, at=AT)


def letters(cpr: str) -> list[str]:
    return list(Message.objects.filter(user__cpr=cpr).order_by("pk").values_list("subject_en", flat=True))


def test_the_owner_is_asked_at_filing_and_told(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    case = file(*drafted())
    (asked,) = asked_of(owner.cpr, TODAY)
    assert (asked.reference, asked.terms, asked.due_on) == (case.reference, WORDS, None)
    assert letters(OWNER) == [f"Your consent is asked for on {case.reference}"]
    assert [name.en for name in awaited_in(case.pk)] == ["The Owner"]
    assert asked_of(APPLICANT, TODAY) == ()


def test_no_approval_before_the_owner_has_agreed_and_then_it_is(offer: Offer, owner: Scope, cast: Cast) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    case, reviewer = file(*drafted()), cast.scope("reviewer")
    make_move(scope=reviewer, reference=case.reference, code="begin_review", at=AT)
    with pytest.raises(NeedUnmet, match="waited for from: The Owner"):
        make_move(scope=reviewer, reference=case.reference, code="approve", at=AT)
    say(owner, case.reference, given=True)
    assert awaited_in(case.pk) == ()
    assert f"All who were asked have agreed to {case.reference}" in letters(APPLICANT)
    make_move(scope=reviewer, reference=case.reference, code="approve", at=AT)
    case.refresh_from_db()
    assert case.stage == "approved"


def test_a_no_is_an_answer_with_its_reason(offer: Offer, owner: Scope, cast: Cast) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    case, reviewer = file(*drafted()), cast.scope("reviewer")
    say(owner, case.reference, given=False, reason="لم أبع")
    assert letters(APPLICANT)[-1] == f"A consent {case.reference} needs was not given"
    assert case.events.get(code="consent_refused").reason == "لم أبع"
    make_move(scope=reviewer, reference=case.reference, code="begin_review", at=AT)
    with pytest.raises(NeedUnmet, match=r"not given by: The Owner \(لم أبع\)"):
        make_move(scope=reviewer, reference=case.reference, code="approve", at=AT)
    with pytest.raises(NotAskedAnyMore):
        say(owner, case.reference, given=True)


def test_what_was_answered_never_changes(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    case = file(*drafted())
    assert say(owner, case.reference, given=True) == say(owner, case.reference, given=True)
    request = case.consent_requests.get()
    for change in (lambda: case.consent_requests.update(answer="refused"), request.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_answers_for_another(offer: Offer, cast: Cast) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    scope, reference = drafted()
    case = file(scope, reference)
    for who in (scope, cast.scope("stranger"), cast.scope("reviewer"), Scope()):
        with pytest.raises(OutOfScope):
            say(who, case.reference, given=True)


def test_after_the_last_day_it_counts_as_not_given_and_both_are_told(offer: Offer, owner: Scope, cast: Cast) -> None:
    offer(service(ConsentPoint.RECOMMEND, DAYS))
    case, reviewer = file(*drafted()), cast.scope("reviewer")
    (asked,) = asked_of(owner.cpr, TODAY)
    assert asked.due_on == TODAY + timedelta(days=7)
    late = AT + timedelta(days=8)
    assert lapse_consents(at=AT + timedelta(days=7)) == 0
    assert asked_of(owner.cpr, late.date()) == ()
    with pytest.raises(NotAskedAnyMore):
        answer_consent(scope=owner, reference=case.reference, code="owner_agrees", given=True, at=late)
    assert [lapse_consents(at=late) for _ in range(2)] == [1, 0]
    passed = f"The time to answer on {case.reference} has passed"
    assert passed in letters(OWNER)
    assert passed in letters(APPLICANT)
    make_move(scope=reviewer, reference=case.reference, code="begin_review", at=late)
    with pytest.raises(NeedUnmet, match="no answer by the last day"):
        make_move(scope=reviewer, reference=case.reference, code="approve", at=late)


def test_before_filing_the_applicant_asks_and_files_once_it_is_given(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.SUBMIT, eyes=Eyes.NOBODY))
    scope, reference = drafted()
    with pytest.raises(ConsentMissing, match="The Owner"):
        file(scope, reference)
    assert asked_of(owner.cpr, TODAY) == ()
    for _ in range(2):
        ask_before_filing(scope=scope, reference=reference, at=AT)
    say(owner, reference, given=True)
    assert file(scope, reference).stage == "completed"
    assert ConsentRequest.objects.count() == 1


def test_answers_that_changed_are_consented_to_anew(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.SUBMIT, eyes=Eyes.NOBODY))
    scope, reference = drafted()
    ask_before_filing(scope=scope, reference=reference, at=AT)
    say(owner, reference, given=True)
    posted = {"owner": [OWNER], "words": ["شيء آخر"]}
    save_step(scope=scope, reference=reference, step_code="owner", posted=posted, version=1, at=AT)
    with pytest.raises(ConsentMissing):
        file(scope, reference)
    ask_before_filing(scope=scope, reference=reference, at=AT)
    with pytest.raises(NotAskedAnyMore):
        answer_consent(scope=owner, reference=reference, code="owner_agrees", given=True, version=1, at=AT)
    say(owner, reference, given=True)
    assert file(scope, reference).stage == "completed"


def test_a_case_that_waits_for_consent_alone_goes_on_by_itself(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.RECOMMEND, eyes=Eyes.NOBODY))
    case = file(*drafted())
    assert case.stage == "submitted"
    say(owner, case.reference, given=True)
    case.refresh_from_db()
    assert case.stage == "completed"


def test_ones_own_number_is_refused_in_clear_words(offer: Offer) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    scope = applicant(APPLICANT)[1]
    reference = start_case(scope=scope, service_code="transfer", at=AT).reference
    posted = {"owner": [APPLICANT], "words": ["نص"]}
    saved = save_step(scope=scope, reference=reference, step_code="owner", posted=posted, version=0, at=AT)
    assert "your own number" in saved.faults["owner"].en
    assert Case.objects.get(reference=reference).application.answers == {"words": "نص"}


def test_a_service_whose_consents_nothing_waits_for_is_found(offer: Offer) -> None:  # noqa: ARG001 -- as declared
    one = service(ConsentPoint.RECOMMEND)
    unwaited = replace(one, lifecycle=course(code="transfer", decided_by=Eyes.ONE, checked=False))
    assert "no move waits for it" in " ".join(service_faults(unwaited))
    spouse = replace(one, consents=(replace(one.consents[0], of=ConsentParty.SPOUSE, question=None),))
    assert "the population register is not asked who it is" in " ".join(service_faults(spouse))


@pytest.mark.usefixtures("registers", "cast")
def test_an_adult_who_will_not_declare_is_heard(cast: Cast) -> None:
    case, user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
    person = case.household.members.select_related("person").get(relation="spouse").person
    spouse = scope_of(citizen(person.cpr, person.name_ar, person.name_en), TODAY)
    answer_consent(scope=spouse, reference=case.reference, code="credit_check", given=False, at=AT)
    answer_registers(case)
    case.refresh_from_db()
    assert case.register_runs.get(register="credit_bureau").status == CheckStatus.DENIED
    assert case.stage == "awaiting_review"
    assert letters(user.cpr or "")[-1] == f"A consent {case.reference} needs was not given"
    reviewer = cast.scope("reviewer")
    make_move(scope=reviewer, reference=case.reference, code="begin_review", at=AT)
    with pytest.raises(NeedUnmet, match="not given by"):
        make_move(scope=reviewer, reference=case.reference, code="recommend_approval", at=AT)
    make_move(scope=reviewer, reference=case.reference, code="recommend_refusal", at=AT, reason="لم تكتمل الإقرارات")
    assert case.decisions.get().recommendation == Outcome.REFUSED


@pytest.mark.usefixtures("registers", "cast", "offer")
def test_every_adult_is_asked_at_filing_whether_or_not_a_register_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = dict(catalogue.declared())
    housing = shipped["new_housing_application"]
    unchecked = tuple(check for check in housing.register_checks if check.declaration is None)
    shipped[housing.code] = replace(housing, register_checks=unchecked)
    monkeypatch.setattr(catalogue, "declared", lambda: shipped)
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
    person = case.household.members.select_related("person").get(relation="spouse").person
    assert [asked.code for asked in asked_of(person.cpr, TODAY)] == ["credit_check"]
    assert [name.ar for name in awaited_in(case.pk)] == [person.name_ar]


def test_yes_takes_an_advanced_sign_in_and_no_does_not(offer: Offer, owner: Scope) -> None:
    offer(service(ConsentPoint.RECOMMEND))
    reference = file(*drafted()).reference
    standard = replace(owner, assurance="standard")
    with pytest.raises(StrongerSignInNeeded):
        say(standard, reference, given=True)
    assert say(standard, reference, given=False).answer == "refused"
