"""Documents laid against a decision."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import DATA_PROTECTION_LAW, OWN_UNDERTAKING, basis

REVIEW_SUPPORT = EvidenceKind(
    code="review_support",
    name=Text(ar="ما يؤيد طلب المراجعة", en="What supports the review"),
    help=Text(
        ar="أي مستند لم يُقدَّم من قبل، أو لم يُؤخذ به في القرار.",
        en="Any document not given before, or left out of account in the decision.",
    ),
    legal_basis=basis(OWN_UNDERTAKING, "—", "I"),
)
CORRECTION_SUPPORT = EvidenceKind(
    code="correction_support",
    name=Text(ar="ما يؤيد الطلب", en="What supports the request"),
    help=Text(ar="مستند يبين الصحيح أو سبب الاعتراض.", en="A document that shows what is right, or why you object."),
    legal_basis=basis(DATA_PROTECTION_LAW, "S77d", "B"),
)
