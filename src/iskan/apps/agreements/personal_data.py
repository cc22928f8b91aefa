"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, OFFICIALS, PROVE, WORKING_NOTES

HELD: Final = (
    Held(
        model="agreements.ProposedAct",
        what=Text(ar="الإجراءات التي يتخذها موظفان", en="Acts of two officials"),
        purpose=PROVE,
        receivers=(OFFICIALS, AUDITORS),
        personal={
            **of_kind(DataKind.COURSE, "subject terms"),
            **of_kind(DataKind.WORDS, "reason decision_reason"),
            **of_kind(DataKind.STAFF, "proposed_by decided_by"),
        },
        plain=fields("id act proposed_at outcome decided_at"),
        given=WORKING_NOTES,
    ),
)
