"""Which cases an official has to do with, and which are about certain people."""

from collections.abc import Collection

from django.db.models import Q

from iskan.apps.cases.models import Case


def cases_with_a_task(references: Collection[str], *, official_id: int, decides: bool) -> frozenset[str]:
    """Return those of some cases in which an official has, or had, something to do.

    Theirs are the cases they hold, have acted in or filed, and the open ones nobody holds; whoever decides also looks
    at open cases that others hold, for theirs is the second decision.
    """
    acted = Q(assignee_id=official_id) | Q(events__actor_id=official_id) | Q(filing__official_id=official_id)
    free = Q(closed_at=None) if decides else Q(closed_at=None, assignee=None)
    found = Case.objects.filter(acted | free, reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def cases_of_people(references: Collection[str], cprs: Collection[str]) -> frozenset[str]:
    """Return those of some cases whose applicant, or a member of whose household, is one of these people."""
    about = Q(applicant__cpr__in=cprs) | Q(household__members__person__cpr__in=cprs)
    return frozenset(Case.objects.filter(about, reference__in=references).values_list("reference", flat=True))
