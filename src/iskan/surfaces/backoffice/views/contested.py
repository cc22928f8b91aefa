"""An answer entered for an applicant that they say is not theirs: who looks into it, and what came of it."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.operations.contested import settle_contested, take_contested
from iskan.apps.cases.queries.contested import contested_answer, contested_answers
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.requests import contested_rows, contested_view
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST = 1000


@reading(rules.can_work_cases)
@listing(rows=references)
def every(request: ScopedRequest) -> HttpResponseBase:
    """List the answers entered by officials that their applicants contest."""
    return page(request, "requests/contested_list", rows=contested_rows(contested_answers(request.scope)))


def _show(request: ScopedRequest, reference: str, request_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    shown = contested_view(contested_answer(request.scope, reference, request_id), request.scope.user_id)
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
    return page(request, "requests/contested", status=sent.status, one=shown, sent=sent)


@asking(rules.can_work_cases)
@shows_refusals(_show, "settle")
def contested(request: ScopedRequest, reference: str, request_id: int) -> HttpResponseBase:
    """Show a contested answer beside what the applicant says, and take what came of it."""
    if request.method != "POST":
        return _show(request, reference, request_id)
    settle_contested(
        scope=request.scope, reference=reference, request_id=request_id, finding=request.POST.get("finding", ""),
        words=said(request, "reason", LONGEST), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:case", reference, done=_("It is settled, and the applicant is told."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "take")
def take(request: ScopedRequest, reference: str, request_id: int) -> HttpResponseBase:
    """Take it upon oneself to look into a contested answer."""
    take_contested(scope=request.scope, reference=reference, request_id=request_id, at=clock.now())
    return go(request, "backoffice:contested", reference, request_id, done=_("It is yours."))
