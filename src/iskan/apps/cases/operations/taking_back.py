"""Taking back a decision's first half or the whole of it: one's own recommendation alone, a refusal given by two."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.db.models import Q

from iskan.apps.accounts.queries import name_of_official
from iskan.apps.cases import rules
from iskan.apps.cases.models import Case, CaseEvent, Decision
from iskan.apps.cases.operations.assignment import hand
from iskan.apps.cases.operations.moves import check_impartial, locked_case, put_back
from iskan.apps.cases.queries.scoped import case_for, service_of
from iskan.apps.notifications.operations import tell
from iskan.core.lifecycle import Act, CaseOutcome
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation.scope import Scope
from iskan.policy.messages import (
    CASE_REOPENED,
    CASE_REOPENED_BODY,
    RECOMMENDATION_TAKEN_BACK,
    RECOMMENDATION_TAKEN_BACK_BODY,
)

TAKEN_BACK, REOPENED = "recommendation_taken_back", "reopened"


class NothingToTakeBack(Refusal):
    """No recommendation of the viewer's own awaits a second official."""

    text = Text(
        ar="لا توجد توصية رفعها هذا الموظف ولم يُبت فيها بعد.",
        en="No recommendation of yours awaits a second official in this case.",
    )
    status = HTTPStatus.CONFLICT


class NotRefusedHere(Refusal):
    """The case was not refused by officials: there is no refusal to reopen."""

    text = Text(
        ar="لا يعاد فتح معاملة إلا إذا رفضها موظفو الوزارة.",
        en="Only a case that officials refused is reopened.",
    )
    status = HTTPStatus.CONFLICT


class FollowedByAnother(Refusal):
    """The applicant has another case open about the same, or one about this refusal: that one goes on."""

    text = Text(
        ar="لمقدم الطلب معاملة أخرى قائمة في الموضوع نفسه أو بشأن هذا القرار، فيُنظر فيها.",
        en="The applicant has another case open about the same subject, or about this decision: that one goes on.",
    )
    status = HTTPStatus.CONFLICT


@transaction.atomic
def take_back_recommendation(
    *, scope: Scope, reference: str, reason: str, at: datetime, version: int | None = None
) -> CaseEvent:
    """Take back one's own recommendation before a second official has acted on it; the case is one's own again.

    A colleague who had taken the case to decide it is told.

    Raises:
        OutOfScope, StaleEdit, NotForThisRole, OwnHousehold, FiledByOneself, DecidedEarlier. NothingToTakeBack.
        ReasonMissing.
    """
    case = locked_case(scope, reference, version)
    if not rules.can_examine(scope):
        raise NotForThisRole
    check_impartial(scope, case)
    standing = own_recommendation(scope, case)
    if standing is None:
        raise NothingToTakeBack
    if not (said := tidy(reason)):
        raise ReasonMissing
    standing.replaced_at = at
    standing.save(update_fields=["replaced_at"])
    review = service_of(case).lifecycle.move_that(Act.RETURN, case.stage).target
    event = put_back(case=case, scope=scope, code=TAKEN_BACK, stage=review, at=at, reason=said)
    holder = case.assignee_id
    if holder != scope.user_id:
        hand(case=case, scope=scope, to=scope.user_id, code="assigned", at=at)
    if holder is not None and holder != scope.user_id and standing.recommended_by is not None:
        words: dict[str, Text | str] = {
            "reference": reference, "reason": said, "name": name_of_official(standing.recommended_by)
        }  # fmt: skip
        tell(
            user_id=holder, event=f"case:{reference}:{event.pk}", subject=RECOMMENDATION_TAKEN_BACK.format(**words),
            body=RECOMMENDATION_TAKEN_BACK_BODY.format(**words), case_reference=reference, at=at,
        )  # fmt: skip
    return event


def own_recommendation(scope: Scope, case: Case) -> Decision | None:
    """Return the viewer's own recommendation nobody has acted on yet, if any; the caller has locked its case."""
    if case.closed_at is not None:
        return None
    waiting = case.decisions.filter(replaced_at__isnull=True, outcome="", recommended_by_id=scope.user_id)
    return waiting.select_related("recommended_by").first()


def check_reopening(*, scope: Scope, reference: str) -> None:
    """Refuse to reopen what was not refused by officials, or what another case goes on with.

    Raises:
        OutOfScope, OwnHousehold, FiledByOneself, DecidedEarlier. NotRefusedHere. FollowedByAnother.
    """
    case = case_for(scope, reference)
    check_impartial(scope, case)
    _refusal_of(case)


@transaction.atomic
def reopen_case(*, scope: Scope, reference: str, reason: str, at: datetime) -> CaseEvent:
    """Put a refused case back into review as two officials agreed, and tell the applicant why.

    Its day of filing stays, and with it the seniority it would be granted with. What it rests on is looked at again,
    and it is recommended and decided anew.

    Raises:
        As `check_reopening`.
    """
    case = locked_case(scope, reference)
    check_impartial(scope, case)
    return reopen_refused(case=case, scope=scope, reason=reason, at=at)


def reopen_refused(*, case: Case, scope: Scope, reason: str, at: datetime, by_review: int = 0) -> CaseEvent:
    """Put a locked case that was refused back into review and tell the applicant why; whose place it is was asked.

    Raises:
        NotRefusedHere. FollowedByAnother: by another than the review ``by_review`` that reopens it.
    """
    reference, refusal = case.reference, _refusal_of(case, by_review)
    refusal.replaced_at = at
    refusal.save(update_fields=["replaced_at"])
    event = put_back(case=case, scope=scope, code=REOPENED, stage=_reviewed_in(case), at=at, reason=reason)
    words: dict[str, Text | str] = {"reference": reference, "reason": reason}
    tell(
        user_id=case.applicant_id, event=f"case:{reference}:{event.pk}", subject=CASE_REOPENED.format(**words),
        body=CASE_REOPENED_BODY.format(**words), case_reference=reference, at=at,
    )  # fmt: skip
    return event


def is_refused(case: Case) -> bool:
    """Say whether officials refused a case, and nobody has reopened it since."""
    if case.closed_at is None or service_of(case).lifecycle.stage(case.stage).outcome is not CaseOutcome.REFUSED:
        return False
    return case.decisions.filter(replaced_at__isnull=True).exclude(outcome="").exists()


def _refusal_of(case: Case, by_review: int = 0) -> Decision:
    if not is_refused(case):
        raise NotRefusedHere
    same = Case.objects.filter(applicant_id=case.applicant_id, service_code=case.service_code, subject=case.subject)
    open_now = Q(filed_at__isnull=False, closed_at__isnull=True)
    asked_anew = Case.objects.filter(open_now, about_id=case.pk).exclude(pk=by_review)
    if same.filter(open_now).exists() or asked_anew.exists():
        raise FollowedByAnother
    return case.decisions.exclude(outcome="").get(replaced_at__isnull=True)


def _reviewed_in(case: Case) -> str:
    """Return the stage in which a decided case was reviewed: before the second official's, where there were two."""
    lifecycle = service_of(case).lifecycle
    decided_in = case.events.filter(target=case.stage).latest("pk").source
    returned = (move for move in lifecycle.leaving(decided_in) if move.act is Act.RETURN)
    return next((move.target for move in returned), decided_in)
