"""What personal data the receipts of questions to registers holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, KEEPERS, PROVE, THEMSELVES

HELD: Final = (
    Held(
        model="integrations.Exchange",
        what=Text(
            ar="إيصالات الاستعلام من السجلات: من استُعلم عنه ولأي غرض",
            en="Receipts of questions to registers: about whom, and for what purpose",
        ),
        purpose=PROVE,
        receivers=(THEMSELVES, KEEPERS, AUDITORS),
        personal={
            **of_kind(DataKind.IDENTITY, "subject_cpr"),
            **of_kind(DataKind.STAFF, "asked_by_id asked_as"),
            **of_kind(DataKind.COURSE, "case_reference outcome"),
        },
        plain=fields(
            "id register service purpose_code purpose_ar purpose_en legal_ground_ar legal_ground_en "
            "request_id asked_at answered_at http_status answer_digest request_hash attempts"
        ),
        given=Given(number=("subject_cpr",)),
    ),
)
