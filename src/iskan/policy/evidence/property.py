"""Documents about a home or land."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_LAW, PUBLISHED_CRITERIA, TUMOOH_PAGE, basis

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
TITLE_TO_BUY = EvidenceKind(
    code="title_to_buy",
    name=Text(ar="وثيقة ملكية العقار المراد شراؤه", en="Title deed of the property to be bought"),
    help=Text(ar="صورة من جميع صفحاتها.", en="A copy of all its pages."),
    legal_basis=basis(TUMOOH_PAGE, "S208", "A"),
)
SALE_PRICE_CONSENT = EvidenceKind(
    code="sale_price_consent",
    name=Text(
        ar="موافقة على إيداع ثمن بيع الشقة لدى البنك", en="Consent that the flat's sale price is paid to the bank"
    ),
    help=Text(
        ar="موقّعة منك، لدى بنك الإسكان أو البنك الممول.", en="Signed by you, for Eskan Bank or the financing bank."
    ),
    legal_basis=basis(TUMOOH_PAGE, "S208", "A"),
)
