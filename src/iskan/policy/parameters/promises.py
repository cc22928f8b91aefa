"""Promises in working days owed to the citizen."""

from iskan.core.counted import WORKING_DAY
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import (
    DATA_PROTECTION_LAW,
    IN_2015,
    IN_2019,
    MUNICIPAL_SERVICE_PAGE,
    OWN_UNDERTAKING,
    SERVICE_PAGE,
    basis,
)
from iskan.policy.parameters.figures import not_found, since

PROMISE_NEW_APPLICATION: Dated[int] = Dated(
    code="promise_new_application",
    label=Text(ar="مدة إنجاز الطلب الإسكاني الجديد", en="Promise for a new housing application"),
    unit=WORKING_DAY,
    versions=(since(IN_2015, 5, basis(SERVICE_PAGE, "S2", "A")),),
)

PROMISE_DISPOSAL: Dated[int] = Dated(
    code="promise_disposal",
    label=Text(ar="مدة إنجاز طلب حق التصرف", en="Promise for the right of disposal"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(SERVICE_PAGE, "—", "NF")),),
)

PROMISE_REVIEW: Dated[int] = Dated(
    code="promise_review",
    label=Text(ar="مدة إنجاز مراجعة القرار", en="Promise for the review of a decision"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)

PROMISE_REVIVAL: Dated[int] = Dated(
    code="promise_revival",
    label=Text(ar="مدة إنجاز إحياء الطلب", en="Promise for the revival of an application"),
    unit=WORKING_DAY,
    versions=(since(IN_2015, 10, basis(OWN_UNDERTAKING, "S7", "A")),),
)

PROMISE_RESIDENCE_PROOF: Dated[int] = Dated(
    code="promise_residence_proof",
    label=Text(ar="مدة إنجاز شهادة إثبات السكن", en="Promise for the proof of residence"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(MUNICIPAL_SERVICE_PAGE, "—", "NF")),),
)

PROMISE_DATA_REQUEST: Dated[int] = Dated(
    code="promise_data_request",
    label=Text(ar="مدة الرد على طلب يتعلق بالبيانات الشخصية", en="Promise for a request on personal data"),
    unit=WORKING_DAY,
    versions=(
        not_found(
            IN_2019,
            basis(DATA_PROTECTION_LAW, "—", "G"),
            Text(
                ar="ذُكرت مدة 15 يوم عمل دون مصدر متحقق، فتبقى غير محددة إلى أن تعتمدها الوزارة",
                en="15 working days are named without a verified source; it stays unset until the ministry approves one",
            ),
        ),
    ),
)
