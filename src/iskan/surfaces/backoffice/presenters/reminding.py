"""Before households are reminded or called: the filter in words, how many, and whom at which number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.waiting_lists.operations.calling import Callee
from iskan.apps.waiting_lists.operations.reminding import ReminderPlan, TooManyToRemind
from iskan.apps.waiting_lists.queries.browsing import ListCount
from iskan.policy.data_update import Bounds
from iskan.surfaces.backoffice.presenters.waiting import (
    ListAddress,
    Projects,
    households_words,
    kept_of_list,
    list_filters,
    update_standing,
)
from iskan.surfaces.backoffice.presenters.worklist import programmes
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.formatting import t

LANGUAGES = {"ar": "العربية", "en": "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """All households of a filter to be reminded: the filter in words, and what would be sent."""

    filter_words: tuple[tuple[str, str], ...]
    total_words: str
    back_url: str
    lines: tuple[str, ...]
    confirm_words: str
    too_many_words: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalleeView:
    """Whom to call."""

    reference: str
    name: str
    telephone: str
    language: str
    programme: str
    renewed_on: date | None
    update: str
    tone: str


def reminder_view(
    wanted: ListAddress,
    plan: ReminderPlan,
    counts: Mapping[str, ListCount],
    projects: Projects,
    *,
    today: date,
    is_configured: bool,
) -> ReminderView:
    """Return what reminding all of a filter would do, in words."""
    chosen = (
        (one["label"], next((label for value, label in one["choices"] if str(value) == str(one["value"])), ""))
        if "choices" in one
        else (one["label"], one["value"])
        for one in list_filters(wanted, counts, projects, today, is_configured=is_configured)
        if one["value"] and one["name"] != "sort"
    )
    code = wanted.filter.programme
    count = 0 if plan.is_too_large else plan.count
    confirm = ngettext("Remind %(num)s household", "Remind %(num)s households", count) % {"num": figure(count)}
    return ReminderView(
        filter_words=((_("List"), t(programmes().get(code, code))), *(pair for pair in chosen if pair[1])),
        total_words=households_words(plan.total),
        back_url=f"{url('backoffice:waiting-list')}?{urlencode(kept_of_list(wanted))}",
        lines=tuple(_lines(plan)),
        confirm_words=confirm if count else "",
        too_many_words=t(TooManyToRemind().text) if plan.is_too_large else "",
        mark=plan.mark,
    )


def _lines(plan: ReminderPlan) -> list[str]:
    reminded = ngettext("%(num)s household would be reminded.", "%(num)s households would be reminded.", plan.count)
    early = ngettext(
        "%(num)s household is left out: its update is not due yet.",
        "%(num)s households are left out: their update is not due yet.",
        plan.not_due,
    )
    again = ngettext(
        "%(num)s household is left out: it was reminded today.",
        "%(num)s households are left out: they were reminded today.",
        plan.told_today,
    )
    left_out = ((plan.not_due, early), (plan.told_today, again))
    told = ((plan.count, reminded), *(one for one in left_out if one[0]))
    return [words % {"num": figure(count)} for count, words in told]


def callee_view(callee: Callee, bounds: Bounds | None) -> CalleeView:
    """Return whom to call, at which number, and how their details stand."""
    update, tone = update_standing(callee.renewed_on, bounds)
    return CalleeView(
        reference=callee.reference,
        name=t(callee.name) or callee.name.ar,
        telephone=callee.telephone,
        language=LANGUAGES[callee.language],
        programme=t(programmes().get(callee.programme, callee.programme)),
        renewed_on=callee.renewed_on,
        update=update,
        tone=tone,
    )
