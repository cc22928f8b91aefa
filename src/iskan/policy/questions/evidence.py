"""Documents a new application may call for, by family category and employment."""

from iskan.core.catalogue import Evidence
from iskan.core.conditions import AllOf, Not, when
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, PUBLISHED_CRITERIA, SERVICE_PAGE, basis

FOREIGN_SPOUSE = AllOf((when("marital_status", "married"), Not(when("spouse_bahraini"))))
_PAGE = basis(SERVICE_PAGE, "S2, S7", "A")

FAMILY = (
    Evidence(
        code="wife_permit",
        name=Text(ar="نسخة من رخصة إقامة الزوجة", en="Copy of the wife's residence permit"),
        help=Text(ar="رخصة إقامة سارية للزوجة غير البحرينية", en="A valid permit of the non-Bahraini wife"),
        required_when=AllOf((when("family_category", "1"), when("sex", "male"), FOREIGN_SPOUSE)),
        legal_basis=basis(SERVICE_PAGE, "S2c", "A"),
    ),
    Evidence(
        code="husband_permit",
        name=Text(ar="نسخة من رخصة إقامة الزوج", en="Copy of the husband's residence permit"),
        help=Text(ar="رخصة إقامة سارية للزوج غير البحريني", en="A valid permit of the non-Bahraini husband"),
        required_when=AllOf((when("family_category", "2"), when("sex", "female"), FOREIGN_SPOUSE)),
        legal_basis=basis(SERVICE_PAGE, "S2c", "A"),
    ),
    Evidence(
        code="husband_consent",
        name=Text(ar="موافقة الزوج المكتوبة", en="The husband's written consent"),
        help=Text(
            ar="موقعة من الزوج مع نسخة من بطاقة هويته", en="Signed by the husband, with a copy of his identity card"
        ),
        required_when=AllOf((when("family_category", "1"), when("husband_consent"))),
        legal_basis=basis(HOUSING_SYSTEM, "S23", "B", 4),
    ),
    Evidence(
        code="custody_document",
        name=Text(ar="وثيقة استمرار الحضانة", en="Continuity-of-custody document"),
        help=Text(ar="صادرة خلال سنة من تاريخ التقديم", en="Issued no more than one year before filing"),
        required_when=AllOf((when("family_category", "2"), when("marital_status", "divorced"))),
        legal_basis=_PAGE,
    ),
    Evidence(
        code="technical_report",
        name=Text(ar="تقرير اللجنة الفنية عن العقار", en="Technical Committee report on the property"),
        help=Text(
            ar="يثبت أن العقار غير صالح للسكن أو البناء", en="Saying that the property is unfit for living or building"
        ),
        required_when=when("properties.uninhabitable"),
        legal_basis=basis(PUBLISHED_CRITERIA, "S1", "A"),
    ),
)

EMPLOYMENT = (
    Evidence(
        code="salary_statement",
        name=Text(ar="شهادة راتب مفصلة ومختومة", en="Detailed and stamped salary statement"),
        help=Text(ar="صادرة من جهة العمل في شهر التقديم نفسه", en="Issued by the employer in the month of filing"),
        required_when=when("employment", "government", "private", "military"),
        legal_basis=_PAGE,
    ),
    Evidence(
        code="military_identity",
        name=Text(ar="إثبات الهوية العسكرية", en="Proof of military identity"),
        help=Text(
            ar="بطاقة عسكرية سارية أو خطاب من جهة العمل", en="A valid military card or a letter from the employer"
        ),
        required_when=when("employment", "military"),
        legal_basis=basis(SERVICE_PAGE, "S7", "A"),
    ),
    Evidence(
        code="retirement_certificate",
        name=Text(ar="شهادة تقاعد أصلية مفصلة ومختومة", en="Original, detailed and stamped retirement certificate"),
        help=Text(ar="صادرة خلال شهر من تاريخ التقديم", en="Issued no more than one month before filing"),
        required_when=when("employment", "retired"),
        legal_basis=basis(SERVICE_PAGE, "S4, S7", "A"),
    ),
    Evidence(
        code="self_employed_form",
        name=Text(ar="استمارة دخل صاحب العمل الحر", en="Income form of the self-employed"),
        help=Text(ar="استمارة الوزارة معبأة وموقعة", en="The ministry's form, filled in and signed"),
        required_when=when("employment", "self_employed"),
        legal_basis=basis(SERVICE_PAGE, "S2", "A"),
    ),
    Evidence(
        code="no_insurance_statement",
        name=Text(
            ar="إفادة من التأمينات الاجتماعية بعدم التأمين", en="Social-insurance statement that no insurance is held"
        ),
        help=Text(
            ar="تُطلب إذا تعذر الاطلاع على سجل التأمينات الاجتماعية",
            en="Asked for only where the social-insurance record could not be read",
        ),
        required_when=AllOf((when("employment", "unemployed"), Not(when("income.known")))),
        legal_basis=basis(SERVICE_PAGE, "S3", "A"),
    ),
)
