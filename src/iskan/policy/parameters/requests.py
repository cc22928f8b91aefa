"""How long an applicant has to answer what the ministry asks, and when they are reminded."""

from typing import Final

from iskan.core.counted import DAY, WORKING_DAY
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import IN_2015, OWN_UNDERTAKING, basis
from iskan.policy.parameters.bounds import FigureBounds
from iskan.policy.parameters.figures import not_found

REQUEST_ANSWER_DAYS: Dated[int] = Dated(
    code="request_answer_days",
    label=Text(ar="مهلة مقدم الطلب للرد على طلب الاستكمال", en="Time an applicant has to answer a request"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)

REQUEST_REMINDER_DAYS: Dated[int] = Dated(
    code="request_reminder_days",
    label=Text(
        ar="موعد التذكير قبل آخر يوم للرد على طلب الاستكمال", en="Reminder before the last day to answer a request"
    ),
    unit=DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)

# While the figure is not configured the official names the days. No rule of law: room for any, and none for a slip.
NAMED_DAYS: Final = FigureBounds(1, 60)
