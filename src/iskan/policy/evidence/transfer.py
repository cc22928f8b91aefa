"""Documents for the transfer of an application to another person or another family category."""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import TRANSFER_PAGE, basis

TRANSFEREE_SALARY = EvidenceKind(
    code="transferee_salary",
    name=Text(
        ar="شهادة راتب مفصلة ومختومة لمن يُحوَّل إليه الطلب", en="Detailed and stamped salary statement of the new holder"
    ),
    help=Text(
        ar="أصلية، صادرة عن جهة العمل خلال شهر من تاريخ التقديم.",
        en="The original, issued by the employer no more than one month before filing.",
    ),
    legal_basis=basis(TRANSFER_PAGE, "S205", "A"),
)
TRANSFEREE_SALARY_OF_MONTH = EvidenceKind(
    code="transferee_salary_of_month",
    name=Text(
        ar="شهادة راتب مفصلة ومختومة لمن يُحوَّل إليه الطلب، صادرة في شهر التقديم",
        en="Detailed and stamped salary statement of the new holder, of the month of filing",
    ),
    help=Text(ar="صادرة عن جهة العمل في شهر التقديم نفسه.", en="Issued by the employer in the month of filing."),
    legal_basis=basis(TRANSFER_PAGE, "S205", "A"),
)
TRANSFER_SUPPORT = EvidenceKind(
    code="transfer_support",
    name=Text(ar="ما يؤيد التحويل", en="What supports the transfer"),
    help=Text(
        ar="لم تُحدَّد بعد مستندات هذه الحالة. يمكن إرفاق ما يؤيد الطلب، وقد يطلب الموظف غيره.",
        en="The documents of this case are not configured yet. Attach what supports it; the official may ask for more.",
    ),
    legal_basis=basis(TRANSFER_PAGE, "—", "NF"),
)
