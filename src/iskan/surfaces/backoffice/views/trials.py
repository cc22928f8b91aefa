"""Policy trials: started by a supervisor, computed in the background, read with chart and spreadsheet."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from iskan.apps.waiting_lists.operations.points import BAD_CEILING, try_ceiling, try_scheme
from iskan.apps.waiting_lists.queries.points import trial, trial_row, trial_sheet, trials
from iskan.apps.waiting_lists.rules import can_read_trials, can_try_policy
from iskan.core.money import Money, NotAnAmount
from iskan.core.points import PointsScheme
from iskan.core.refusal import Refusal
from iskan.core.text import tidy
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy import choices
from iskan.policy.registry import schemes
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.trials import household_view, trial_view, trial_views
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

SOON = "3"
LONGEST_REFERENCE = 16
NO_WEIGHT = -1


@reading(can_read_trials)
def policy_trials(request: ScopedRequest) -> HttpResponseBase:
    """List the trials, and the schemes that may be tried."""
    shown = trial_views(trials(request.scope))
    may = can_try_policy(request.scope)
    return page(request, "trials/list", trials=shown, schemes=tuple(schemes().values()), may_try=may)


@reading(can_read_trials)
def policy_trial(request: ScopedRequest, trial_id: int) -> HttpResponseBase:
    """Show a trial; while it is being computed the page comes again by itself."""
    found = trial(request.scope, trial_id)
    shown, sought = trial_view(found), tidy(request.GET.get("reference", ""))[:LONGEST_REFERENCE].upper()
    row = trial_row(request.scope, trial_id, sought) if sought and shown.is_done else None
    household = household_view(found, row) if row else None
    response = page(request, "trials/trial", trial=shown, sought=sought, household=household)
    if shown.is_open:
        response.headers["Refresh"] = SOON
    return response


@reading(can_read_trials)
def sheet(request: ScopedRequest, trial_id: int) -> HttpResponseBase:
    """Send a trial's spreadsheet: every household's row."""
    pieces = trial_sheet(request.scope, trial_id)
    audit.record(
        scope=request.scope, action="policy_trial.download", subject_kind="policy_trial", subject=str(trial_id),
        at=clock.now(),
    )  # fmt: skip
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="policy-trial-{trial_id}.csv"'
    return response


def _show_scheme(request: ScopedRequest, code: str, sent: FormState = UNSENT) -> HttpResponse:
    return _show(request, "trials/scheme", sent, scheme=_scheme(code))


def _show_ceiling(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    return _show(request, "trials/ceiling", sent)


@asking(can_try_policy)
@shows_refusals(_show_scheme, "trial")
def new_scheme_trial(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Try a points scheme with weights of one's own."""
    if request.method != "POST":
        return _show_scheme(request, code)
    weights = _weights(request, _scheme(code))
    made = try_scheme(scope=request.scope, scheme=code, weights=weights, programme=_programme(request), at=clock.now())
    return go(request, "backoffice:policy-trial", made.pk, done=_("The trial is being computed."))


@asking(can_try_policy)
@shows_refusals(_show_ceiling, "trial")
def new_ceiling_trial(request: ScopedRequest) -> HttpResponseBase:
    """Try another income ceiling."""
    if request.method != "POST":
        return _show_ceiling(request)
    made = try_ceiling(scope=request.scope, ceiling=_ceiling(request), programme=_programme(request), at=clock.now())
    return go(request, "backoffice:policy-trial", made.pk, done=_("The trial is being computed."))


def _weights(request: ScopedRequest, scheme: PointsScheme) -> dict[str, int]:
    typed = {criterion.code: number(said(request, f"weight-{criterion.code}", 20)) for criterion in scheme.criteria}
    return {code: NO_WEIGHT if weight is None else weight for code, weight in typed.items()}


def _programme(request: ScopedRequest) -> str:
    programme = request.POST.get("programme", "")
    if programme not in dict(choices.PROGRAMMES):
        raise Refusal(NOTHING_CHOSEN, field="programme")
    return programme


def _ceiling(request: ScopedRequest) -> Money:
    try:
        return Money.bhd(said(request, "ceiling", 20))
    except NotAnAmount as fault:
        raise Refusal(BAD_CEILING, field="ceiling") from fault


def _scheme(code: str) -> PointsScheme:
    if (scheme := schemes().get(code)) is None:
        raise Http404
    return scheme


def _show(request: ScopedRequest, template: str, sent: FormState, **shown: Any) -> HttpResponse:
    programmes = [(code, t(name)) for code, name in choices.PROGRAMMES]
    return page(request, template, status=sent.status, programmes=programmes, sent=sent, **shown)
