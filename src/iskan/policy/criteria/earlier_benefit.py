"""Nobody in the family has had a housing service for owning a home."""

from iskan.core.counted import MONTH, YEAR, counted
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.entitlements import RESTORATION_WAIT_YEARS, TEMPORARY_FLAT_RETURN_MONTHS

_NONE_BEFORE = Text(ar="لم تنتفع الأسرة بخدمة تمليك سابقة", en="The family has had no earlier ownership service")
_TEMPORARY = Text(
    ar="لم تنتفع الأسرة بخدمة تمليك سابقة. الشقة المؤقتة لا تمنع التقديم، وتُعاد خلال مدة أقصاها {months} من تسلم مفتاح المسكن.",
    en="The family has had no earlier ownership service. The temporary flat does not bar it and is returned within {months} of receiving the new key.",
)
_HAD_ONE = Text(ar="انتفعت الأسرة بخدمة تمليك سابقة", en="The family has had an ownership service before")
_RESTORATION = Text(
    ar="لا تُمنح خدمة تمليك ثانية. يمكن طلب تمويل الترميم بعد مضي {years} على الخدمة السابقة وفق شروطه.",
    en="No second ownership service is granted. Restoration finance may be asked for {years} after the earlier one, on its own conditions.",
)


def _earlier_benefit(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(facts.EARLIER_SERVICE):
        years = counted(inquiry.figure(RESTORATION_WAIT_YEARS), YEAR, oblique=True)
        return CriterionOutcome(met=False, value=_HAD_ONE, remedy=_RESTORATION.format(years=years))
    if inquiry.optional(facts.TEMPORARY_FLAT, default=False):
        months = counted(inquiry.figure(TEMPORARY_FLAT_RETURN_MONTHS), MONTH)
        return CriterionOutcome(met=True, value=_TEMPORARY.format(months=months))
    return CriterionOutcome(met=True, value=_NONE_BEFORE)


EARLIER_BENEFIT = Criterion(
    code="earlier_benefit",
    label=Text(ar="عدم الانتفاع بخدمة إسكانية سابقة", en="No earlier housing service"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2, S6", "A"),
    needs=(facts.EARLIER_SERVICE, facts.TEMPORARY_FLAT),
    test=_earlier_benefit,
    figures=(TEMPORARY_FLAT_RETURN_MONTHS, RESTORATION_WAIT_YEARS),
)
