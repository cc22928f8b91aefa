"""Documents about a home or land."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_LAW, PUBLISHED_CRITERIA, basis

TECHNICAL_REPORT = EvidenceKind(
    code="technical_report",
    name=Text(ar="تقرير اللجنة الفنية عن العقار", en="Technical Committee report on the property"),
    help=Text(
        ar="يثبت أن العقار غير صالح للسكن أو البناء.", en="Saying that the property is unfit for living or building."
    ),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1", "A"),
)
TITLE_DEED = EvidenceKind(
    code="title_deed",
    name=Text(ar="وثيقة الملكية", en="Title deed"),
    help=Text(ar="صورة من جميع صفحاتها.", en="A copy of all its pages."),
    legal_basis=basis(HOUSING_LAW, "S9, S42", "B", 3),
)
FULL_REPAYMENT = EvidenceKind(
    code="full_repayment",
    name=Text(ar="ما يثبت سداد كامل الأقساط", en="Proof of full repayment"),
    help=Text(ar="صادر عن بنك الإسكان أو الجهة الممولة.", en="From Eskan Bank or whoever financed the home."),
    legal_basis=basis(HOUSING_LAW, "S9, S42", "B", 3),
)
