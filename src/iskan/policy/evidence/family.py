"""Documents of the family: consent of a spouse, custody of children."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, SERVICE_PAGE, basis

HUSBAND_CONSENT = EvidenceKind(
    code="husband_consent",
    name=Text(ar="موافقة الزوج المكتوبة", en="The husband's written consent"),
    help=Text(
        ar="تحمل توقيع الزوج، مع نسخة من بطاقة هويته.", en="Signed by the husband, with a copy of his identity card."
    ),
    legal_basis=basis(HOUSING_SYSTEM, "S23", "B", 4),
    sides=(
        Text(ar="الموافقة الموقّعة", en="The signed consent"),
        Text(ar="نسخة بطاقة هوية الزوج", en="The copy of the husband's identity card"),
    ),
)
CUSTODY_DOCUMENT = EvidenceKind(
    code="custody_document",
    name=Text(ar="وثيقة استمرار الحضانة", en="Continuity-of-custody document"),
    help=Text(ar="صادرة خلال سنة من تاريخ التقديم.", en="Issued no more than one year before filing."),
    legal_basis=basis(SERVICE_PAGE, "S2, S7", "A"),
)
