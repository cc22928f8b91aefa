"""Permits of residence."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import SERVICE_PAGE, basis

WIFE_PERMIT = EvidenceKind(
    code="wife_permit",
    name=Text(ar="نسخة من رخصة إقامة الزوجة", en="Copy of the wife's residence permit"),
    help=Text(ar="رخصة إقامة سارية للزوجة غير البحرينية.", en="A valid permit of the non-Bahraini wife."),
    legal_basis=basis(SERVICE_PAGE, "S2c", "A"),
)
HUSBAND_PERMIT = EvidenceKind(
    code="husband_permit",
    name=Text(ar="نسخة من رخصة إقامة الزوج", en="Copy of the husband's residence permit"),
    help=Text(ar="رخصة إقامة سارية للزوج غير البحريني.", en="A valid permit of the non-Bahraini husband."),
    legal_basis=basis(SERVICE_PAGE, "S2c", "A"),
)
