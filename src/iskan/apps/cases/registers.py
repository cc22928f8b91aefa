"""How each register is asked about a case's people: one question a person, in the name of the check's purpose."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from iskan.apps.accounts.operations.deaths import note_death
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.households import enums as households
from iskan.apps.households.models import Household, Person
from iskan.apps.households.operations import declare_recorded_household, remember_person
from iskan.apps.households.queries import objection_of
from iskan.core.catalogue import RegisterCheck, Subjects
from iskan.core.days import age_on
from iskan.core.people import (
    Family,
    HouseholdMemberRecord,
    HouseholdRecord,
    MaritalStatus,
    PersonRecord,
    Relation,
    Sex,
)
from iskan.integrations import registry
from iskan.integrations.inquiry import AnswerDeadline, Inquiry, Purpose, RegisterConsent
from iskan.integrations.register import Answered, records_of
from iskan.policy.parameters.ages import AGE_OF_MAJORITY

POPULATION = "civil_registry"
ABOUT_THE_APPLICANT = frozenset({Subjects.PERSON, Subjects.APPLICANT})
AWAITING_DECLARATION = "awaiting_declaration"
AWAITING_POPULATION = "awaiting_population"


class Awaited(Exception):
    """Something must happen before a register can be asked; ``what`` names it."""

    what: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a register said when it was asked for a case: about whom, and whether of their family too."""

    answers: tuple[Answered, ...]
    subjects: tuple[str, ...]
    with_family: bool = True


class DeclarationAwaited(Awaited):
    """Some adults have not yet declared what this register demands."""

    what = AWAITING_DECLARATION

    def __init__(self, cprs: frozenset[str]) -> None:
        super().__init__(f"{len(cprs)} have yet to declare")
        self.cprs = cprs


class DeclarationDenied(Exception):
    """Some adult has said no to what this register demands, so that it is not asked."""


class PopulationAwaited(Awaited):
    """The population register has not yet said who the family is, so nobody can be asked about all of it."""

    what = AWAITING_POPULATION


def ask(
    *, case: Case, check: RegisterCheck, at: datetime, deadline: AnswerDeadline | None = None, on: date | None = None
) -> Said:
    """Ask a register about everyone a check concerns, as of the day of filing or a later one.

    Raises:
        DeclarationAwaited: someone's own declaration is still to come. DeclarationDenied: someone will not make it.
        PopulationAwaited: who the family is, is not yet known.
        RegisterFault: the register is unavailable, refuses, or knows nothing.
    """
    subjects = subjects_of(case, check.subjects, on or timezone.localdate(case.filed_at or at))
    consents = _consents(case, check, subjects) if check.declaration else {}
    purpose = Purpose(
        code=f"{case.service_code}.{check.register}",
        words=check.purpose,
        legal_ground=service_of(case).ground_of(check),
    )
    inquiry = Inquiry(
        subject_cpr=case.applicant.cpr or "", purpose=purpose, case_reference=case.reference, deadline=deadline
    )
    with_family = check.subjects is not Subjects.PERSON
    answers = tuple(
        Answered(cpr, record)
        for cpr in subjects
        for record in registry.ask(check.register, inquiry.about(cpr), consents.get(cpr), with_family=with_family)
    )
    return Said(answers, subjects, with_family)


def subjects_of(case: Case, subjects: Subjects, on: date) -> tuple[str, ...]:
    """Return the personal numbers a check is about: the applicant first, then their family as of a day.

    Of somebody whose family the population register does not know or tell, or was not asked to tell, the applicant
    alone is asked about.

    Raises:
        PopulationAwaited: who the family is, is not yet known.
    """
    applicant = case.applicant.cpr or ""
    if subjects in ABOUT_THE_APPLICANT:
        return (applicant,)
    if case.household is None:
        if case.register_runs.filter(register=POPULATION, answered_at__isnull=True).exists():
            raise PopulationAwaited
        return (applicant,)
    family = [member.person for member in case.household.members.select_related("person").order_by("pk")]
    if subjects is Subjects.ADULTS:
        majority = majority_on(on)
        family = [person for person in family if age_on(person.birth_date, on) >= majority]
    return (applicant, *(person.cpr for person in family if person.cpr != applicant))


def majority_on(day: date) -> int:
    """Return the age at which one declares for oneself."""
    return catalogue.figures().value(AGE_OF_MAJORITY, day)


def _consents(case: Case, check: RegisterCheck, subjects: tuple[str, ...]) -> dict[str, RegisterConsent]:
    declared = _declared(case, check.declaration or "")
    if missing := frozenset(subjects) - frozenset(declared):
        denied = case.consent_requests.filter(code=check.declaration, cpr__in=missing).exclude(answer="")
        if denied.exists():
            raise DeclarationDenied
        raise DeclarationAwaited(missing)
    return {
        cpr: RegisterConsent(
            declared_by_cpr=cpr,
            purpose_code=f"{case.service_code}.{check.register}",
            declared_at=at,
            reference=reference,
        )
        for cpr, (at, reference) in declared.items()
        if cpr in subjects
    }


def _declared(case: Case, code: str) -> dict[str, tuple[datetime, str]]:
    """Return who has made a declaration, when, and under which number: in filing, or when they were asked for it."""
    asked = case.consent_requests.filter(code=code, answer=ConsentAnswer.GIVEN)
    return {one.cpr: (one.made_at, f"D{one.pk}") for one in case.declarations.filter(code=code)} | {
        one.cpr: (one.answered_at or one.asked_at, f"C{one.pk}") for one in asked
    }


def keep_people(*, case: Case, answers: tuple[Answered, ...], at: datetime) -> None:
    """Remember the applicant, and the family if the register was asked about it, and attach them to the case.

    Of somebody whose own record cannot be read nobody is remembered; of their family, whoever's can.
    """
    heads = records_of(answers, PersonRecord)
    if not heads:
        return
    head = heads[0]
    households = records_of(answers, HouseholdRecord)
    case.household = _declared_household(head, households[0], at) if households else None
    case.person = case.household.head if case.household else remember_person(record=head, at=at)
    case.governorate = case.governorate or case.person.governorate
    case.save(update_fields=["person", "household", "governorate"])
    if head.died_on is not None and head.cpr == case.applicant.cpr:
        note_death(cpr=head.cpr, on=head.died_on, at=at)


def _declared_household(head: PersonRecord, record: HouseholdRecord, at: datetime) -> Household:
    family, said = family_of(record, timezone.localdate(at)), objection_of(head.cpr)
    return declare_recorded_household(head=head, record=family, objection=said, at=at)


def family_numbers(case: Case) -> frozenset[str]:
    """Return the personal numbers of those who would be housed together, as far as they are known."""
    if case.household is None:
        return frozenset()
    return frozenset(case.household.members.values_list("person__cpr", flat=True))


def family_of(household: HouseholdRecord, today: date) -> HouseholdRecord:
    """Return who would be housed together: spouses and children; an orphan's minor siblings in a parent's stead."""
    parents = [member for member in household.of(Relation.PARENT) if member.person.is_alive]
    family = [*household.of(Relation.SPOUSE), *household.of(Relation.CHILD)]
    if not parents:
        majority = majority_on(today)
        family += [m for m in household.of(Relation.SIBLING) if age_on(m.person.birth_date, today) < majority]
    return HouseholdRecord(cpr=household.cpr, members=tuple(m for m in family if m.person.is_alive))


def known_family(case: Case) -> Family | None:
    """Return the family as the population register described it for this case; nothing before it has."""
    if case.person is None or case.household is None:
        return None
    members = case.household.members.select_related("person").exclude(person=case.person).order_by("pk")
    household = HouseholdRecord(
        cpr=case.person.cpr,
        members=tuple(
            HouseholdMemberRecord(relation=Relation(m.relation), person=_record(m.person), lives_with=True)
            for m in members
        ),
    )
    return Family(applicant=_record(case.person), household=household)


def _record(person: Person) -> PersonRecord:
    is_male = person.sex == households.SexCode.MALE
    return PersonRecord(
        cpr=person.cpr,
        name_ar=person.name_ar,
        name_en=person.name_en,
        birth_date=person.birth_date,
        sex=Sex.MALE if is_male else Sex.FEMALE,
        nationality=person.nationality,
        marital_status=MaritalStatus.SINGLE,
        address=None,
        died_on=person.died_on,
    )
