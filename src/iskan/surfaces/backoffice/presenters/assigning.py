"""All cases of a filter as they would be assigned: the filter in words, from whom to whom, and how many."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import ngettext

from iskan.apps.cases.operations.assigning_all import AssignmentPlan, TooManyAtOnce
from iskan.surfaces.backoffice.presenters.worklist import WorklistAddress, filter_words, kept_of
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """All cases of a filter to be assigned: the filter in words, and once somebody is chosen the plan."""

    filter_words: tuple[tuple[str, str], ...]
    total_words: str
    back_url: str
    kept: Mapping[str, str]
    officials: tuple[tuple[int, str], ...]
    chosen: int | None
    moves: tuple[str, ...]
    count: int
    too_many_words: str
    confirm_words: str
    left_out_words: str
    mark: str


def plan_view(
    wanted: WorklistAddress,
    plan: AssignmentPlan | None,
    holders: tuple[tuple[int, str], ...],
    total: int,
) -> PlanView:
    """Return what would go from whom to whom, in words."""
    kept, to = kept_of(wanted), t(plan.assignee) if plan else ""
    out = plan.left_out if plan else 0
    count = plan.count if plan else 0
    return PlanView(
        filter_words=filter_words(wanted, holders),
        total_words=ngettext("%(num)s case", "%(num)s cases", total) % {"num": figure(total)},
        back_url=f"{url('backoffice:worklist')}?{urlencode(kept)}",
        kept=kept,
        officials=holders,
        chosen=plan.assignee_id if plan else None,
        moves=tuple(_moved(t(name), held, to) for name, held in plan.by_holder) if plan else (),
        count=count,
        too_many_words=t(TooManyAtOnce().text) if plan and plan.is_too_large else "",
        confirm_words=ngettext("Assign %(num)s case", "Assign %(num)s cases", count) % {"num": figure(count)},
        left_out_words=ngettext(
            "%(num)s case is left out: it is in those hands already, sealed from them, of another department, or "
            "theirs to leave to others.",
            "%(num)s cases are left out: they are in those hands already, sealed from them, of another department, or "
            "theirs to leave to others.",
            out,
        )
        % {"num": figure(out)}
        if out
        else "",
        mark=plan.mark if plan else "",
    )


def _moved(holder: str, count: int, to: str) -> str:
    words = ngettext("%(num)s case: %(holder)s → %(to)s", "%(num)s cases: %(holder)s → %(to)s", count)
    return words % {"num": figure(count), "holder": holder, "to": to}
