"""Documents about a home or land."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis

TECHNICAL_REPORT = EvidenceKind(
    code="technical_report",
    name=Text(ar="تقرير اللجنة الفنية عن العقار", en="Technical Committee report on the property"),
    help=Text(
        ar="يثبت أن العقار غير صالح للسكن أو البناء", en="Saying that the property is unfit for living or building"
    ),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1", "A"),
)
