"""Documents of work and income."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import SERVICE_PAGE, basis

SALARY_STATEMENT = EvidenceKind(
    code="salary_statement",
    name=Text(ar="شهادة راتب مفصلة ومختومة", en="Detailed and stamped salary statement"),
    help=Text(ar="صادرة عن جهة العمل في شهر التقديم نفسه.", en="Issued by the employer in the month of filing."),
    legal_basis=basis(SERVICE_PAGE, "S2, S7", "A"),
)
MILITARY_IDENTITY = EvidenceKind(
    code="military_identity",
    name=Text(ar="إثبات الهوية العسكرية", en="Proof of military identity"),
    help=Text(ar="بطاقة عسكرية سارية أو خطاب من جهة العمل.", en="A valid military card or a letter from the employer."),
    legal_basis=basis(SERVICE_PAGE, "S7", "A"),
)
RETIREMENT_CERTIFICATE = EvidenceKind(
    code="retirement_certificate",
    name=Text(ar="شهادة تقاعد أصلية مفصلة ومختومة", en="Original, detailed and stamped retirement certificate"),
    help=Text(ar="صادرة خلال شهر من تاريخ التقديم.", en="Issued no more than one month before filing."),
    legal_basis=basis(SERVICE_PAGE, "S4, S7", "A"),
)
SELF_EMPLOYED_FORM = EvidenceKind(
    code="self_employed_form",
    name=Text(ar="استمارة دخل صاحب العمل الحر", en="Income form of the self-employed"),
    help=Text(ar="استمارة الوزارة معبأة وموقّعة.", en="The ministry's form, filled in and signed."),
    legal_basis=basis(SERVICE_PAGE, "S2", "A"),
)
NO_INSURANCE_STATEMENT = EvidenceKind(
    code="no_insurance_statement",
    name=Text(
        ar="إفادة من الهيئة العامة للتأمين الاجتماعي بعدم التأمين",
        en="Social-insurance statement that no insurance is held",
    ),
    help=Text(
        ar="تُطلب إذا تعذر الاطلاع على سجل التأمين الاجتماعي.",
        en="Asked for only where the social-insurance record could not be read.",
    ),
    legal_basis=basis(SERVICE_PAGE, "S3", "A"),
)
