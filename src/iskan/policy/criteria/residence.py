"""The family lives in Bahrain."""

from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis


def _residence(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(facts.PERMANENT_RESIDENCE):
        return CriterionOutcome(
            met=True, value=Text(ar="الأسرة مقيمة في البحرين إقامة دائمة", en="The family lives in Bahrain permanently")
        )
    return CriterionOutcome(
        met=False,
        value=Text(ar="الأسرة غير مقيمة في البحرين إقامة دائمة", en="The family does not live in Bahrain permanently"),
        remedy=Text(
            ar="يمكن التقديم متى استقرت الأسرة في البحرين وثبت ذلك في سجل الجنسية والإقامة.",
            en="You may apply once the family has settled in Bahrain and the residence records show it.",
        ),
    )


RESIDENCE = Criterion(
    code="residence",
    label=Text(ar="إقامة الأسرة الدائمة في البحرين", en="Permanent residence of the family in Bahrain"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2, S6", "A"),
    needs=(facts.PERMANENT_RESIDENCE,),
    test=_residence,
)
