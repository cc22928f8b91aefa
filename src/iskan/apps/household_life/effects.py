"""What follows an accepted update, who may open what an event rests on, and the mark of those with events to decide."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.documents import rules as documents_rules
from iskan.apps.documents.holders import holds_documents
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.waiting_lists.marks import EVENTS, ListMark, marks_waiting
from iskan.foundation.effects import effect
from iskan.foundation.scope import Scope


@effect("household_life.note_declared_changes")
def note_declared_changes(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Keep what the applicant declared with the application that waits."""
    from iskan.apps.household_life.operations.declaring import note_declared_changes as note  # noqa: PLC0415 -- where it happens

    note(case_id=case_id, at=at)


@effect("household_life.note_correction")
def note_correction(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Keep with the applications that wait that the family was granted to be recorded wrongly."""
    from iskan.apps.household_life.operations.declaring import note_correction as note  # noqa: PLC0415 -- where it happens

    note(case_id=case_id, at=at)


@documents_rules.officials_see_document
def officials_see_document(scope: Scope, document_id: UUID) -> bool:
    """Say whether an event of a case in an official's scope rests on a document."""
    return HouseholdEvent.objects.filter(file_id=document_id, case__in=visible_cases(scope)).exists()


@holds_documents
def events_resting_on() -> QuerySet[HouseholdEvent]:
    """Return the events that rest on a document."""
    return HouseholdEvent.objects.filter(file=OuterRef("pk"))


EVENTS_PENDING = marks_waiting(
    ListMark(
        EVENTS,
        """EXISTS (SELECT FROM household_life_householdevent happened
            WHERE happened.case_id = c.id AND happened.asks_decision AND NOT EXISTS (
                SELECT FROM household_life_eventsettlement settled WHERE settled.event_id = happened.id))""",
    )
)
