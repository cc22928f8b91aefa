"""Documents laid against a decision."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import OWN_UNDERTAKING, basis

REVIEW_SUPPORT = EvidenceKind(
    code="review_support",
    name=Text(ar="ما يؤيد طلب المراجعة", en="What supports the review"),
    help=Text(
        ar="أي مستند لم يُقدَّم من قبل، أو لم يُؤخذ به في القرار",
        en="Any document not given before, or left out of account in the decision",
    ),
    legal_basis=basis(OWN_UNDERTAKING, "—", "I"),
)
