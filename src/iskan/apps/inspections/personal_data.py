"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, CASE_OFFICIALS, DECIDE, THEMSELVES

INSPECTORS: Final = Text(ar="المعاينون في الإدارة المختصة", en="Inspectors of the department concerned")
_READERS: Final = (THEMSELVES, CASE_OFFICIALS, AUDITORS, INSPECTORS)
HELD: Final = (
    Held(
        model="inspections.OrderedInspection",
        what=Text(ar="المعاينات المطلوبة للطلبات", en="Inspections ordered for applications"),
        purpose=DECIDE,
        receivers=_READERS,
        personal={
            **of_kind(DataKind.IDENTITY, "citizen"),
            **of_kind(DataKind.CONTACT, "place_ar place_en block"),
            **of_kind(DataKind.COURSE, "case_reference state"),
            **of_kind(DataKind.STAFF, "inspector"),
        },
        plain=fields("id reference service_version code department ordered_at due_on ended_at"),
        given=Given(account=("citizen",)),
    ),
    Held(
        model="inspections.Visit",
        what=Text(ar="مواعيد المعاينة وما آلت إليه", en="Visits appointed, and what became of them"),
        purpose=DECIDE,
        receivers=_READERS,
        personal={
            **of_kind(DataKind.WORDS, "asked_words end_words"),
            **of_kind(DataKind.COURSE, "day from_time until_time end"),
            **of_kind(DataKind.STAFF, "inspector appointed_by"),
        },
        plain=fields("id inspection appointed_at ended_at"),
        given=Given(account=("inspection__citizen",)),
    ),
    Held(
        model="inspections.InspectionReport",
        what=Text(ar="تقارير المعاينة", en="Reports of inspections"),
        purpose=DECIDE,
        receivers=_READERS,
        personal={
            **of_kind(DataKind.PROPERTY, "answers result"),
            **of_kind(DataKind.WORDS, "words"),
            **of_kind(DataKind.STAFF, "made_by"),
        },
        plain=fields("id inspection visit made_at corrects"),
        given=Given(account=("inspection__citizen",)),
    ),
    Held(
        model="inspections.ReportPicture",
        what=Text(ar="صور المعاينة", en="Pictures of inspections"),
        purpose=DECIDE,
        receivers=_READERS,
        personal=of_kind(DataKind.DOCUMENT, "document"),
        plain=fields("id report"),
        given=Given(account=("report__inspection__citizen",)),
    ),
)
