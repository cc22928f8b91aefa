"""What is judged again after an application was granted, and when: all conditions, then property.

The conditions hold from filing to the nomination certificate (Article 5 of the Housing System), property until the home
is allocated. A condition no longer met ends nothing by itself: it stops the step until officials have decided.
"""

from enum import StrEnum
from typing import Final

from iskan.core.catalogue import Service
from iskan.core.eligibility import Criterion
from iskan.core.text import Text
from iskan.policy.criteria.incomes import AT_NOMINATION, BANDS
from iskan.policy.criteria.properties import PROPERTY


class JudgedAt(StrEnum):
    """The step before which conditions are judged again."""

    NOMINATION = "nomination"
    ALLOCATION = "allocation"
    CONTRACT = "contract"


NAMES: Final = {
    JudgedAt.NOMINATION: Text(ar="عند شهادة الترشيح", en="At the nomination certificate"),
    JudgedAt.ALLOCATION: Text(ar="عند تخصيص المسكن", en="At the allocation of a home"),
    JudgedAt.CONTRACT: Text(ar="عند عقد الانتفاع", en="At the contract of use"),
}
AT_FILING: Final = {AT_NOMINATION[programme].code: f"income_{programme}" for programme in BANDS}
"""The criterion of filing in whose place another stands later, by the later one's code."""


def criteria_at(step: JudgedAt, service: Service, programme: str) -> tuple[Criterion, ...]:
    """Return what is judged again before a step; the income of the programme within the band of the nomination."""
    if step is not JudgedAt.NOMINATION:
        return (PROPERTY,)
    lasting = tuple(criterion for criterion in service.criteria if not criterion.of_filing)
    return (*lasting, AT_NOMINATION[programme])


def criteria_later(service: Service, programme: str) -> tuple[Criterion, ...]:
    """Return every criterion that is judged again at some step, each once; none of a programme that leads to no home."""
    if programme not in AT_NOMINATION:
        return ()
    found = {criterion.code: criterion for step in JudgedAt for criterion in criteria_at(step, service, programme)}
    return tuple(found.values())
