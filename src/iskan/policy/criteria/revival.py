"""A cancelled application is revived within the time the law gives."""

from iskan.core.counted import YEAR, counted
from iskan.core.days import day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import HOUSING_SYSTEM, basis
from iskan.policy.parameters.entitlements import REVIVAL_YEARS

_IN_TIME = Text(
    ar="أُلغي الطلب في {day}، وتنتهي مهلة إحيائه، ومدتها {years}، في {last}",
    en="Cancelled on {day}; the {years} for reviving it end on {last}",
)
_TOO_LATE = Text(
    ar="أُلغي الطلب في {day}، وانتهت مهلة إحيائه في {last}",
    en="Cancelled on {day}; the time for reviving it ended on {last}",
)
_APPLY_ANEW = Text(
    ar="يمكن تقديم طلب جديد بأقدمية تاريخ تقديمه.",
    en="A new application may be filed, with the seniority of its own day.",
)


def _revived_in_time(inquiry: CriterionContext) -> CriterionOutcome:
    cancelled, years = inquiry.fact(facts.CANCELLED_ON), inquiry.figure(REVIVAL_YEARS)
    last = years_after(cancelled, years)
    words = {"day": day_text(cancelled), "last": day_text(last), "years": counted(years, YEAR)}
    if inquiry.day <= last:
        return CriterionOutcome(met=True, value=_IN_TIME.format(**words))
    return CriterionOutcome(met=False, value=_TOO_LATE.format(**words), remedy=_APPLY_ANEW)


REVIVED_IN_TIME = Criterion(
    code="revived_in_time",
    label=Text(ar="طلب الإحياء خلال المهلة", en="Revival asked for in time"),
    legal_basis=basis(HOUSING_SYSTEM, "S7, S22", "A", 69),
    needs=(facts.CANCELLED_ON,),
    test=_revived_in_time,
    figures=(REVIVAL_YEARS,),
)
