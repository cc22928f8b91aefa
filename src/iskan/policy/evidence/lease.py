"""Documents about a rented home."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import MUNICIPAL_SERVICE_PAGE, basis

LEASE = EvidenceKind(
    code="lease",
    name=Text(ar="عقد الإيجار", en="Lease"),
    help=Text(ar="العقد كاملًا بتوقيع طرفيه.", en="The whole contract, signed by both parties."),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),
)
LEASE_REGISTRATION = EvidenceKind(
    code="lease_registration",
    name=Text(ar="ما يثبت تسجيل عقد الإيجار", en="Proof that the lease is registered"),
    help=Text(ar="إيصال التسجيل أو شهادته.", en="The receipt or certificate of registration."),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),
)
OWNER_IDENTITY = EvidenceKind(
    code="owner_identity",
    name=Text(ar="بطاقة هوية المالك", en="The owner's identity card"),
    help=Text(ar="من الوجهين.", en="Both sides."),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),
    sides=(Text(ar="الوجه الأمامي", en="Front"), Text(ar="الوجه الخلفي", en="Back")),
)
HOME_PICTURE = EvidenceKind(
    code="home_picture",
    name=Text(ar="صورة المسكن", en="Picture of the home"),
    help=Text(ar="تُظهر رقم المبنى.", en="One that shows the number of the building."),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),
)
