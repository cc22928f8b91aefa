"""Reaching a citizen whom messages do not reach: taken by one official, and settled with what came of it."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.accounts.queries import name_of_official
from iskan.apps.cases.operations.moves import check_impartial, locked_case
from iskan.apps.cases.queries.reaching import unreached_person
from iskan.apps.notifications.enums import Reaching
from iskan.apps.notifications.models import Unreached
from iskan.core.refusal import ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.scope import Scope

SAID = frozenset({Reaching.REACHED, Reaching.CORRECTED, Reaching.IN_VAIN})


class ReachedByAnother(Refusal):
    """Another official has taken it upon themselves to reach this person."""

    text = Text(
        ar="يتولى الاتصال بهذا الشخص: {owner}.", en="{owner} has taken it upon themselves to reach this person."
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, owner: Text) -> None:
        super().__init__(owner=owner)


class OutcomeMissing(Refusal):
    """It is not said what came of it."""

    text = Text(ar="اختر نتيجة الاتصال.", en="Choose what came of it.")
    field = "outcome"


@transaction.atomic
def take_unreached(*, scope: Scope, unreached_id: int, at: datetime) -> Unreached:
    """Take it upon oneself to reach somebody; taking it again changes nothing.

    Raises:
        OutOfScope, OwnHousehold, FiledByOneself, DecidedEarlier. ReachedByAnother: somebody has taken it.
    """
    unreached = free_work(scope, unreached_id)
    if unreached.owner_id is None:
        unreached.owner_id = scope.user_id
        unreached.save(update_fields=["owner"])
        _record(scope, "reaching.taken", unreached, at)
    return unreached


@transaction.atomic
def settle_unreached(*, scope: Scope, unreached_id: int, outcome: str, note: str, at: datetime) -> Unreached:
    """Say what came of reaching somebody; a later failure opens the work anew.

    Contact details change only as their owner asks, by the service for it, which tells them where they were reached.

    Raises:
        As `take_unreached`. OutcomeMissing. ReasonMissing: it is not said how.
    """
    unreached = free_work(scope, unreached_id)
    if outcome not in SAID:
        raise OutcomeMissing
    if not (words := tidy(note)):
        raise ReasonMissing
    unreached.owner_id = unreached.owner_id or scope.user_id
    unreached.outcome, unreached.note = outcome, words
    unreached.settled_by_id, unreached.settled_at = scope.user_id, at
    unreached.save()
    _record(scope, "reaching.settled", unreached, at, outcome=outcome)
    return unreached


def free_work(scope: Scope, unreached_id: int) -> Unreached:
    """Return open work on a person the viewer sees, locked, that nobody else has taken."""
    person = unreached_person(scope, unreached_id)
    check_impartial(scope, locked_case(scope, person.reference))
    unreached = Unreached.objects.select_for_update(of=("self",)).select_related("owner").get(pk=unreached_id)
    if unreached.owner is not None and unreached.owner_id != scope.user_id:
        raise ReachedByAnother(name_of_official(unreached.owner))
    return unreached


def _record(scope: Scope, action: str, unreached: Unreached, at: datetime, **detail: str) -> None:
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(unreached.user_id), at=at, **detail)
