"""What an applicant declared has changed, or was recorded wrongly, once accepted: events of what waits."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from iskan.apps.cases.models import Case
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.keeping import keep_event
from iskan.apps.household_life.queries.people import known_person
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.core.household_life import APPLICANT, LifeEvent, LifeEventKind
from iskan.policy.household_life import DECLARED, DECLARED_CHANGES


@transaction.atomic
def note_declared_changes(*, case_id: int, at: datetime) -> int:
    """Keep each change an accepted update tells of with the applicant's waiting applications; return how many.

    The update's number and the applicant's words stand with each, so that whoever decides reads what was said.
    """
    update = Case.objects.select_related("application").get(pk=case_id)
    kinds, words = _declared(update.application.answers)
    return _note(update, kinds, words, at)


@transaction.atomic
def note_correction(*, case_id: int, at: datetime) -> int:
    """Keep with the applicant's waiting applications that the family is recorded wrongly; return how many events.

    Of another body's register nothing is kept before that body has changed it, which the nightly comparison finds;
    how the applicant is reached no condition reads.
    """
    granted = Case.objects.select_related("application").get(pk=case_id)
    answers = granted.application.answers
    if answers["record"] != "household":
        return 0
    return _note(granted, (LifeEventKind.DECLARED_FAMILY,), answers["wrong"], at)


def _note(said: Case, kinds: Collection[LifeEventKind], words: str, at: datetime) -> int:
    waiting = Case.objects.filter(
        applicant_id=said.applicant_id, waiting_list_entry__status=EntryStatus.WAITING, person__isnull=False
    ).select_related("applicant", "person", "household")
    kept = 0
    for case in waiting if kinds else ():
        applicant = known_person(case.person, APPLICANT)
        noted = HouseholdEvent.objects.filter(case=case, source=DECLARED, document=said.reference)
        for kind in set(kinds) - set(noted.values_list("kind", flat=True)):
            keep_event(
                case=case, event=LifeEvent(kind=kind, person=applicant), source=DECLARED, document=said.reference,
                words=words, at=at,
            )  # fmt: skip
            kept += 1
    return kept


def _declared(answers: Mapping[str, Any]) -> tuple[tuple[LifeEventKind, ...], str]:
    """Return what has changed by the applicant's answers, and their words: those of the update, or who is missing."""
    kinds = tuple(DECLARED_CHANGES[code] for code in answers.get("changes", ()) if code in DECLARED_CHANGES)
    if answers.get("members_missing"):
        missing = "، ".join(str(one["name"]) for one in answers.get("missing_members", ()))
        return (*kinds, LifeEventKind.DECLARED_FAMILY), missing
    return kinds, answers.get("changes_told") or ""
