"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, OFFICIALS, PROVE, RUN, WORKING_NOTES

HELD: Final = (
    Held(
        model="catalogue.ServiceVersion",
        what=Text(ar="نسخ إعلانات الخدمات", en="Versions of the services"),
        purpose=RUN,
        receivers=(OFFICIALS, AUDITORS),
        plain=fields("id code digest declaration in_force_at"),
    ),
    Held(
        model="catalogue.PublishedFigure",
        what=Text(ar="مقادير القانون المعتمدة", en="Figures of the law as approved"),
        purpose=PROVE,
        receivers=(OFFICIALS, AUDITORS),
        personal={
            **of_kind(DataKind.STAFF, "proposed_by approved_by declined_by"),
            **of_kind(DataKind.WORDS, "decline_reason past_reason"),
        },
        plain=fields(
            "id figure value first_day instrument_ar instrument_en article instrument_copy proposed_at approved_at "
            "declined_at withdrawn_at"
        ),
        given=WORKING_NOTES,
    ),
    Held(
        model="catalogue.EnteredCircular",
        what=Text(ar="تعاميم العطل الرسمية وساعات العمل", en="Circulars of holidays and working hours"),
        purpose=PROVE,
        receivers=(OFFICIALS, AUDITORS),
        personal=of_kind(DataKind.STAFF, "agreed_by"),
        plain=fields("id replaces terms agreed_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="catalogue.EnteredBranch",
        what=Text(ar="فروع الوزارة كما أُدخلت", en="Branches of the ministry as entered"),
        purpose=PROVE,
        receivers=(OFFICIALS, AUDITORS),
        personal=of_kind(DataKind.STAFF, "agreed_by"),
        plain=fields("id code version terms agreed_at"),
        given=WORKING_NOTES,
    ),
)
