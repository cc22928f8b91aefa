"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, FILE, HOUSE, OFFICIALS, PUBLIC_BY_NUMBER

HELD: Final = (
    Held(
        model="forecasts.ForecastRun",
        what=Text(ar="مرات حساب التوقعات", en="Runs of the forecast"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        plain=fields("id made_at seed runs reason basis application_count changed_count"),
    ),
    Held(
        model="forecasts.ForecastProject",
        what=Text(ar="المشاريع في التوقعات", en="Projects in the forecasts"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        plain=fields(
            "id run programme code name_ar name_en governorate is_local units homes percent planned_on gates_open"
        ),
    ),
    Held(
        model="forecasts.Forecast",
        what=Text(ar="توقع موعد كل طلب", en="The forecast of each application"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "case place early_on middle_on late_on projects classes"),
            **of_kind(DataKind.HEALTH, "needs_accessible"),
        },
        plain=fields("id run"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="forecasts.CalibrationRun",
        what=Text(ar="قياس دقة التوقعات", en="How well forecasts hold"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id made_at first_seed histories outcome"),
    ),
)
