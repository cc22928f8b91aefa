"""Keeping what happened to a household: its trail, the audit line, what follows, and the word to the applicant."""

from datetime import datetime

from iskan.apps.accounts.operations.deaths import note_death
from iskan.apps.cases.claims import ClaimStanding, claims_of_newcomer
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import ask_new_adult
from iskan.apps.documents.models import Document
from iskan.apps.household_life.models import POPULATION, HouseholdEvent
from iskan.apps.household_life.queries.people import known_people
from iskan.apps.households.operations import note_died
from iskan.apps.notifications.operations import tell
from iskan.core.household_life import DEATHS, JOINING, KnownPerson, LifeEvent, LifeEventKind
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Scope
from iskan.policy.household_life import FOUND, RULES, event_text
from iskan.policy.recorded_life import told


def keep_event(
    *,
    case: Case,
    event: LifeEvent,
    at: datetime,
    source: str = POPULATION,
    scope: Scope = SYSTEM,
    document: str = "",
    words: str = "",
    file: Document | None = None,
) -> HouseholdEvent:
    """Keep one event with its source; a death ends messages, and the applicant is told where the rule says so."""
    kept = HouseholdEvent.objects.create(
        case=case, kind=event.kind, cpr=event.person.cpr, name_ar=event.person.name_ar, name_en=event.person.name_en,
        happened_on=event.on, asks_decision=RULES[event.kind].decide is not None, found_at=at, source=source,
        document=document, words=words, recorded_by_id=scope.user_id, file=file,
    )  # fmt: skip
    audit.record(
        scope=scope, action="household.event", subject_kind="case", subject=case.reference, at=at, kind=event.kind,
        source=source,
    )  # fmt: skip
    if event.kind in DEATHS and event.on:
        note_death(cpr=event.person.cpr, on=event.on, at=at)
        note_died(cpr=event.person.cpr, on=event.on, at=at)
    what = event_text(event.kind, Text(ar=event.person.name_ar, en=event.person.name_en), event.on)
    if (notice := told(event.kind, source, what, case.reference)) is not None:
        tell(
            user_id=case.applicant_id, event=f"household-event:{kept.pk}", subject=notice.subject, body=notice.body,
            case_reference=case.reference, at=at,
        )  # fmt: skip
    if event.kind is LifeEventKind.CAME_OF_AGE:
        ask_new_adult(case=case, cpr=event.person.cpr, at=at)
    if event.kind in JOINING:
        _note_claims(case, event, at)
    return kept


def _note_claims(case: Case, joined: LifeEvent, at: datetime) -> None:
    """Where who joins brings another claim to a home, say so at once to whoever filed either, decided yet or waiting.

    A claim that waits is compared with the registers by itself too, and finds nothing new.
    """
    claims = claims_of_newcomer(case, joined.person.cpr)
    if not claims:
        return
    _note_claim(case, joined.person, at)
    applicant = known_people(case).get(case.applicant.cpr or "")
    for claim in claims:
        if claim.standing is not ClaimStanding.HOUSED and applicant is not None:
            _note_claim(claim.case, applicant, at)


def _note_claim(case: Case, person: KnownPerson, at: datetime) -> None:
    """Say once of a person that they bring a second claim to the household of a case."""
    kind = LifeEventKind.SECOND_CLAIM
    said = HouseholdEvent.objects.filter(case=case, kind=kind, cpr=person.cpr).exclude(settlement__is_mistake=True)
    if not said.exists():
        keep_event(case=case, event=LifeEvent(kind=kind, person=person), source=FOUND, at=at)
