"""Who applies is Bahraini."""

from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis


def _nationality(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(facts.BAHRAINI):
        return CriterionOutcome(met=True, value=Text(ar="الجنسية بحرينية", en="Nationality: Bahraini"))
    return CriterionOutcome(
        met=False,
        value=Text(ar="الجنسية غير بحرينية", en="Nationality: not Bahraini"),
        remedy=Text(
            ar="الخدمة للمواطنين. إذا كان الزوج الآخر بحرينيًا فله أن يتقدم بالطلب باسمه.",
            en="The service is for citizens. A Bahraini spouse may apply in their own name.",
        ),
    )


NATIONALITY = Criterion(
    code="nationality",
    label=Text(ar="الجنسية البحرينية", en="Bahraini nationality"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2", "A"),
    needs=(facts.BAHRAINI,),
    test=_nationality,
)
