"""The team: what each colleague holds, absences and substitutes, and handing one's cases over to others."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.accounts import operations, queries, rules
from iskan.apps.accounts.absences import absences_from
from iskan.apps.cases.operations.handing_over import DEPARTMENT, SHARED, HandOverPlan, hand_over, plan_hand_over
from iskan.apps.cases.queries.team import loads
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, page
from iskan.surfaces.backoffice.presenters.team import TeamView, given_to, receivers, team_view
from iskan.surfaces.backoffice.words import NEEDED, NOTHING_CHOSEN, number, picked_day
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


def _team(request: ScopedRequest) -> TeamView:
    today = clock.today()
    return team_view(
        colleagues=queries.officials(request.scope), loads=loads(request.scope), absences=absences_from(today),
        viewer=request.scope.user_id, today=today,
    )  # fmt: skip


def _show(request: ScopedRequest, sent: FormState = UNSENT, **_address: object) -> HttpResponseBase:
    scope = request.scope
    return page(
        request, "team/team", status=sent.status, team=_team(request), may_hand_over=rules.can_supervise(scope),
        viewer=scope.user_id, sent=sent,
    )  # fmt: skip


@asking(rules.can_work_cases)
@shows_refusals(_show, "absence")
def team(request: ScopedRequest) -> HttpResponseBase:
    """Show the team, and enter an absence: one's own, or as supervisor a colleague's."""
    if request.method != "POST":
        return _show(request)
    first_day, last_day = (_day(request, name) for name in ("first_day", "last_day"))
    official = number(request.POST.get("official", "")) if rules.can_supervise(request.scope) else request.scope.user_id
    if official is None:
        raise Refusal(NOTHING_CHOSEN, field="official")
    operations.enter_absence(
        scope=request.scope, official_id=official, first_day=first_day, last_day=last_day,
        substitute_id=number(request.POST.get("substitute", "")), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:team", done=_("The absence is entered."))


def _day(request: ScopedRequest, name: str) -> date:
    if (day := picked_day(request, name)) is None:
        raise Refusal(NEEDED, field=name)
    return day


@changing(rules.can_work_cases)
@shows_refusals(_show, "absence")
def end(request: ScopedRequest, absence_id: int) -> HttpResponseBase:
    """End an absence now."""
    operations.end_absence(scope=request.scope, absence_id=absence_id, at=clock.now())
    return go(request, "backoffice:team", done=_("The absence is ended."))


def _show_hand_over(request: ScopedRequest, official_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    shown, official = _team(request), queries.official(request.scope, official_id)
    return page(
        request, "team/hand_over", status=sent.status, official=t(official.name), official_id=official_id,
        held=loads(request.scope).get(official_id), receivers=receivers(shown, official_id), sent=sent,
    )  # fmt: skip


@asking(rules.can_supervise)
@shows_refusals(_show_hand_over, "hand-over")
def hand_over_cases(request: ScopedRequest, official_id: int) -> HttpResponseBase:
    """Hand an official's cases over: to whom is chosen first, how many go where is read before it is done."""
    if request.method != "POST":
        return _show_hand_over(request, official_id)
    asked: dict[str, Any] = {
        "scope": request.scope, "official_id": official_id, "to": _receiver(request),
        "late_only": request.POST.get("which") == "late", "at": clock.now(),
    }  # fmt: skip
    if request.POST.get("confirmed") != "yes":
        return _show_plan(request, official_id, plan_hand_over(**asked))
    done = hand_over(expected=number(request.POST.get("expected", "")) or 0, **asked)
    told = ngettext("%(num)s case is handed over.", "%(num)s cases are handed over.", done.count) % {"num": done.count}
    return go(request, "backoffice:team", done=told)


def _show_plan(request: ScopedRequest, official_id: int, plan: HandOverPlan) -> HttpResponseBase:
    official = queries.official(request.scope, official_id)
    return page(
        request, "team/confirm", official=t(official.name), official_id=official_id, plan=plan,
        given=given_to(plan, _team(request)), words=FormState.sent(request).words,
    )  # fmt: skip


def _receiver(request: ScopedRequest) -> str:
    chosen = request.POST.get("to", "")
    if chosen not in {SHARED, DEPARTMENT} and number(chosen) is None:
        raise Refusal(NOTHING_CHOSEN, field="to")
    return chosen
