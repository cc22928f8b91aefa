"""The family owns no property that counts, from some years before filing on; each property by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from iskan.core.counted import YEAR, counted
from iskan.core.dated import Dated, NotConfigured
from iskan.core.days import day_text, years_after
from iskan.core.display import area_text, fact_text, joined
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis
from iskan.policy.parameters import properties as figures

Property = Mapping[str, Any]

_NO_PROPERTY = Text(
    ar="لا يوجد عقار باسم أي من أفراد الأسرة خلال مدة النظر", en="No property in the family within the look-back"
)
_LINE = Text(ar="{property}: {why}", en="{property}: {why}")
_OUT_OF_SIGHT = Text(
    ar="لا يُحتسب، فقد جرى التصرف فيه في {day}، قبل {years} أو أكثر",
    en="does not count, disposed of on {day}, {years} ago or more",
)
_UNFIT = Text(
    ar="لا يُحتسب، فهو غير صالح للسكن أو البناء بتقرير", en="does not count, reported unfit for living or building"
)
_WIFE_INHERITED = Text(ar="لا يُحتسب، فهو إرث للزوجة", en="does not count, inherited by the wife")
_SMALL = Text(ar="لا يُحتسب، فمساحته {area} لا تتجاوز {limit}", en="does not count, its {area} do not exceed {limit}")
_COUNTS = Text(ar="يُحتسب، فمساحته {area} تتجاوز {limit}", en="counts, its {area} exceed {limit}")
_STOPS = Text(
    ar="العقار الذي جرى التصرف فيه في {day} لا يمنع الاستحقاق ابتداءً من {first}.",
    en="The property disposed of on {day} stops counting on {first}.",
)
_SINCE_FILING = Text(
    ar="يُنظر في ملكية الأسرة من {years} قبل تقديم الطلب إلى تخصيص المسكن. ولا يُحتسب العقار إذا ثبت بتقرير اللجنة الفنية أنه غير صالح للسكن أو البناء.",
    en="What the family owns is looked at from {years} before filing until the home is allocated. A property does not count on a Technical Committee report that it is unfit for living or building.",
)
_STILL_OWNED = Text(
    ar="العقار المملوك حاليًا ({property}) لا يمنع الاستحقاق بعد مضي {years} على التصرف فيه، أو إذا ثبت بتقرير اللجنة الفنية أنه غير صالح للسكن أو البناء.",
    en="The property still owned ({property}) stops counting {years} after the family disposes of it, or on a Technical Committee report that it is unfit for living or building.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One property and whether it makes its owner an owner in the eyes of the law."""

    property: Property
    counts: bool
    why: Text

    def words(self) -> Text:
        return _LINE.format(property=_described(self.property), why=self.why)


def _described(item: Property) -> Text:
    parts = (facts.PROPERTY_OWNER, facts.PROPERTY_TENURE, facts.PROPERTY_ACQUIRED_BY)
    return joined([fact_text(part, item[part.code]) for part in parts])


def _property_test(inquiry: CriterionContext) -> CriterionOutcome:
    judged, unsettled = [], []
    for item in inquiry.fact(facts.PROPERTIES):
        try:
            judged.append(_judge(inquiry, item))
        except NotConfigured as lacking:
            unsettled.append(lacking)
    counting = [each for each in judged if each.counts]
    if unsettled and not counting:
        raise unsettled[0]
    value = joined([each.words() for each in counting or judged], "؛ ", "; ") if judged else _NO_PROPERTY
    if not counting:
        return CriterionOutcome(met=True, value=value)
    return CriterionOutcome(met=False, value=value, remedy=_remedies(inquiry, counting))


def _judge(inquiry: CriterionContext, item: Property) -> Judged:
    exemption = _exemption(inquiry, item)
    if exemption is not None:
        return Judged(property=item, counts=False, why=exemption)
    limit = inquiry.figure(_limit(item))
    area = _area(inquiry, item, limit)
    counts = area > limit
    words = (_COUNTS if counts else _SMALL).format(area=area_text(area), limit=area_text(Decimal(limit)))
    return Judged(property=item, counts=counts, why=words)


def _exemption(inquiry: CriterionContext, item: Property) -> Text | None:
    disposed_on: date | None = item.get("disposed_on")
    years = inquiry.figure(figures.LOOK_BACK_YEARS)
    if disposed_on and years_after(disposed_on, years) <= (inquiry.filed_on or inquiry.day):
        return _OUT_OF_SIGHT.format(day=day_text(disposed_on), years=counted(years, YEAR, oblique=True))
    if item.get("uninhabitable") and inquiry.figure(figures.UNINHABITABLE_EXEMPT):
        return _UNFIT
    wife_inherited = item["owner"] == "wife" and item["acquired_by"] == "inheritance"
    if wife_inherited and inquiry.figure(figures.WIFE_INHERITANCE_EXEMPT):
        return _WIFE_INHERITED
    return None


def _limit(item: Property) -> Dated[int]:
    if item["tenure"] == "separate":
        return figures.AREA_SEPARATE
    if item["acquired_by"] in {"purchase", "gift"}:
        return figures.AREA_COMMON_BOUGHT
    if item["acquired_by"] == "inheritance" and item["owner"] in {"applicant", "minor_child"}:
        return figures.AREA_COMMON_INHERITED
    return figures.AREA_COMMON_UNSTATED


def _area(inquiry: CriterionContext, item: Property, limit: int) -> Decimal:
    """Return the area judged: the whole property's, or the share's where the law in force counts shares."""
    area: Decimal = item["area_m2"]
    if item["tenure"] == "separate" or area <= limit or not inquiry.figure(figures.AREA_MEASURED_BY_SHARE):
        return area
    share: Decimal = item.get("share_percent") or Decimal(100)
    return area * share / 100


def _remedies(inquiry: CriterionContext, counting: list[Judged]) -> Text:
    """Say when the properties stop counting; once an application is filed, time alone no longer helps."""
    if inquiry.filed_on is not None:
        years = counted(inquiry.figure(figures.LOOK_BACK_YEARS), YEAR, oblique=True)
        return _SINCE_FILING.format(years=years)
    return joined([_remedy(inquiry, each.property) for each in counting], " ", " ")


def _remedy(inquiry: CriterionContext, item: Property) -> Text:
    years = inquiry.figure(figures.LOOK_BACK_YEARS)
    disposed_on: date | None = item.get("disposed_on")
    if disposed_on:
        return _STOPS.format(day=day_text(disposed_on), first=day_text(years_after(disposed_on, years)))
    return _STILL_OWNED.format(property=_described(item), years=counted(years, YEAR, oblique=True))


PROPERTY = Criterion(
    code="property",
    label=Text(ar="عدم تملك عقار يمنع الاستحقاق", en="No property that counts"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S1b, S2", "A"),
    needs=(facts.PROPERTIES,),
    test=_property_test,
    figures=(
        figures.LOOK_BACK_YEARS,
        figures.AREA_SEPARATE,
        figures.AREA_COMMON_BOUGHT,
        figures.AREA_COMMON_INHERITED,
        figures.AREA_COMMON_UNSTATED,
        figures.AREA_MEASURED_BY_SHARE,
        figures.WIFE_INHERITANCE_EXEMPT,
        figures.UNINHABITABLE_EXEMPT,
    ),
)
