"""A home through Islamic or commercial finance counts as ownership."""

from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis


def _home_finance(inquiry: CriterionContext) -> CriterionOutcome:
    if not inquiry.fact(facts.HOME_FINANCE):
        return CriterionOutcome(
            met=True,
            value=Text(
                ar="لا يوجد تمويل مسكن إسلامي أو تجاري باسم أحد أفراد الأسرة",
                en="No home through Islamic or commercial finance in the family",
            ),
        )
    return CriterionOutcome(
        met=False,
        value=Text(
            ar="تملّك أحد أفراد الأسرة مسكنًا عن طريق تمويل إسلامي أو تجاري، ويُعدّ بذلك مالكًا",
            en="A family member has had a home through Islamic or commercial finance and counts as an owner",
        ),
        remedy=Text(
            ar="إذا كان التقرير الائتماني غير صحيح فيمكن تصحيحه لدى مركز البحرين للمعلومات الائتمانية ثم تقديم الطلب من جديد.",
            en="If the credit report is wrong, ask the Bahrain Credit Reference Bureau to correct it, then apply again.",
        ),
    )


HOME_FINANCE = Criterion(
    code="home_finance",
    label=Text(ar="عدم تملك مسكن بتمويل إسلامي أو تجاري", en="No home through Islamic or commercial finance"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2", "A"),
    needs=(facts.HOME_FINANCE,),
    test=_home_finance,
)
