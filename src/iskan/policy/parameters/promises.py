"""Promises in working days owed to the citizen."""

from iskan.core.counted import WORKING_DAY
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import (
    CHANGE_OF_SERVICE_NEWS,
    DATA_PROTECTION_LAW,
    IN_2015,
    IN_2019,
    MUNICIPAL_SERVICE_PAGE,
    OWN_UNDERTAKING,
    SERVICE_PAGE,
    TRANSFER_PAGE,
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
    label=Text(ar="مدة البت في التظلم من قرار", en="Promise for an appeal against a decision"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)

PROMISE_QUESTION: Dated[int] = Dated(
    code="promise_question",
    label=Text(ar="مدة الرد على استيضاح أسباب قرار", en="Promise for the answer why a decision was given"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)

PROMISE_REVIVAL: Dated[int] = Dated(
    code="promise_revival",
    label=Text(ar="مدة إنجاز إحياء الطلب", en="Promise for the revival of an application"),
    unit=WORKING_DAY,
    versions=(since(IN_2015, 10, basis(OWN_UNDERTAKING, "S7", "A")),),
)

PROMISE_TRANSFER: Dated[int] = Dated(
    code="promise_transfer",
    label=Text(ar="مدة إنجاز تحويل الطلب", en="Promise for the transfer of an application"),
    unit=WORKING_DAY,
    versions=(since(IN_2015, 10, basis(TRANSFER_PAGE, "S205", "A")),),
)

PROMISE_CHANGE: Dated[int] = Dated(
    code="promise_change_of_service",
    label=Text(ar="مدة إنجاز تغيير نوع الخدمة", en="Promise for a change of service"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(CHANGE_OF_SERVICE_NEWS, "—", "NF")),),
)

PROMISE_HEIRS_TRANSFER: Dated[int] = Dated(
    code="promise_heirs_transfer",
    label=Text(
        ar="مدة إنجاز تحويل طلب متوفى", en="Promise for the transfer of an application of somebody who has died"
    ),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(TRANSFER_PAGE, "—", "NF")),),
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
