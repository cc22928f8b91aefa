"""An answer entered for an applicant which they say is not theirs: one official takes it, and settles it."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.accounts.queries import name_of_official
from iskan.apps.cases.enums import ContestFinding
from iskan.apps.cases.models import CitizenRequest
from iskan.apps.cases.operations.moves import check_impartial, locked_case
from iskan.apps.cases.operations.request_letters import tell_settled
from iskan.apps.cases.operations.requests import note_request
from iskan.apps.cases.rules import can_work
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation.scope import OutOfScope, Scope


class EnteredByOneself(Refusal):
    """Whoever entered an answer does not judge whether it was the applicant's."""

    text = Text(
        ar="سجّل هذا الموظف الرد محل الاعتراض، فينظر في الاعتراض موظف آخر.",
        en="You entered the answer that is contested: another official looks into it.",
    )
    status = HTTPStatus.FORBIDDEN


class LookedIntoByAnother(Refusal):
    """Another official has taken it upon themselves to look into it."""

    text = Text(ar="ينظر في هذا الاعتراض: {owner}.", en="{owner} looks into this.")
    status = HTTPStatus.CONFLICT

    def __init__(self, owner: Text) -> None:
        super().__init__(owner=owner)


class FindingMissing(Refusal):
    """It is not said whether the answer stands."""

    text = Text(ar="اختر نتيجة النظر في الاعتراض.", en="Choose whether the answer stands.")
    field = "finding"


@transaction.atomic
def take_contested(*, scope: Scope, reference: str, request_id: int, at: datetime) -> CitizenRequest:
    """Take it upon oneself to look into a contested answer; taking it again changes nothing.

    Raises:
        OutOfScope: nothing is contested there. NotForThisRole, OwnHousehold, FiledByOneself, DecidedEarlier.
        EnteredByOneself. LookedIntoByAnother.
    """
    request = _free(scope, reference, request_id)
    if request.contest_owner_id is None:
        request.contest_owner_id = scope.user_id
        request.save(update_fields=["contest_owner"])
        note_request(request, "request_contest_taken", scope=scope, at=at)
    return request


@transaction.atomic
def settle_contested(
    *, scope: Scope, reference: str, request_id: int, finding: str, words: str, at: datetime
) -> CitizenRequest:
    """Say whether a contested answer stands or is set aside, and tell the applicant why.

    Raises:
        As `take_contested`. FindingMissing. ReasonMissing: it is not said why.
    """
    request = _free(scope, reference, request_id)
    if finding not in ContestFinding.values:
        raise FindingMissing
    if not (said := tidy(words)):
        raise ReasonMissing
    request.contest_owner_id = request.contest_owner_id or scope.user_id
    request.contest_finding, request.contest_words = finding, said
    request.contest_settled_by_id, request.contest_settled_at = scope.user_id, at
    request.save()
    event = note_request(request, "request_contest_settled", scope=scope, at=at, reason=said, finding=finding)
    tell_settled(request=request, event=event, at=at)
    return request


def _free(scope: Scope, reference: str, request_id: int) -> CitizenRequest:
    """Return a contested answer of a visible case, locked with the case, that nobody else has taken."""
    case = locked_case(scope, reference)
    open_one = case.requests.filter(pk=request_id, contested_at__isnull=False, contest_settled_at=None)
    request = open_one.select_related("contest_owner").first()
    if request is None:
        raise OutOfScope(str(request_id))
    if not can_work(scope):
        raise NotForThisRole
    check_impartial(scope, case)
    if request.taken_by_id == scope.user_id:
        raise EnteredByOneself
    if request.contest_owner is not None and request.contest_owner_id != scope.user_id:
        raise LookedIntoByAnother(name_of_official(request.contest_owner))
    request.case = case
    return request
