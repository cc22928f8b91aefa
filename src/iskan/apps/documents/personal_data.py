"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import DECIDE, FILE, WHOEVER_IS_SHOWN

HELD: Final = (
    Held(
        model="documents.Document",
        what=Text(ar="المستندات المرفوعة", en="Uploaded documents"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "owner"),
            **of_kind(DataKind.STAFF, "uploaded_by"),
            **of_kind(DataKind.DOCUMENT, "original_name file digest sent_file sent_digest"),
        },
        plain=fields("id content_type size pages scan uploaded_at sent_type sent_size left_out erased_at erased_by"),
        kept=(
            "drafts",
            "refused_uploads",
            "loose_uploads",
        ),
        given=Given(account=("owner",), without=fields("file sent_file")),
    ),
    Held(
        model="documents.IssuedDocument",
        what=Text(ar="الوثائق الصادرة", en="Issued documents"),
        purpose=DECIDE,
        receivers=(*FILE, WHOEVER_IS_SHOWN),
        personal={
            **of_kind(DataKind.IDENTITY, "holder"),
            **of_kind(DataKind.COURSE, "case_reference"),
            **of_kind(DataKind.DOCUMENT, "contents file digest token"),
            **of_kind(DataKind.WORDS, "status_reason"),
        },
        plain=fields(
            "id code name_ar name_en is_feminine template status issued_at valid_from valid_until "
            "renewable_from status_changed_at"
        ),
        given=Given(account=("holder",), without=("file",)),
    ),
)
