"""What follows a case's transitions in other parts of the system, each with the words that say what it does."""

from iskan.core.effects import Call
from iskan.core.text import Text

UPDATE_CONTACT_DETAILS = Call(
    name="accounts.update_contact_details",
    says=Text(
        ar="تُعتمد بيانات الاتصال والحساب المصرفي الجديدة لمقدم الطلب",
        en="The applicant is reached, and paid, by the new contact details",
    ),
)
RECORD_FAMILY_DECLARATION = Call(
    name="households.record_family_declaration",
    says=Text(
        ar="يُسجّل إقرار أفراد الأسرة في ملفها",
        en="The declaration of family members is recorded in the household's file",
    ),
)
REOPEN_EARLIER = Call(
    name="cases.reopen_earlier",
    says=Text(
        ar="يُعاد فتح المعاملة السابقة بتاريخ تقديمها ليُبت فيها من جديد، ويُبلَّغ مقدمها ومشرفو الإدارة التي بتّت فيها",
        en="The earlier case is reopened as of its day of filing and decided anew; its applicant and the supervisors of its department are told",
    ),
)
ENTER_WAITING_LIST = Call(
    name="waiting_lists.enter_waiting_list",
    says=Text(
        ar="يُدرج الطلب على قائمة الانتظار بتاريخ تقديمه", en="The application joins its waiting list as of its filing"
    ),
)
LEAVE_WAITING_LIST = Call(
    name="waiting_lists.leave_waiting_list",
    says=Text(
        ar="يخرج الطلب من قائمة الانتظار وتبطل بطاقته، ويُبلَّغ من وافق على ذلك",
        en="The application leaves its waiting list, its card is revoked, and whoever agreed to it is told",
    ),
)
TRANSFER_APPLICATION = Call(
    name="waiting_lists.transfer_application",
    says=Text(
        ar="ينتقل الطلب إلى صاحبه الجديد وفئته على قائمته بتاريخ تقديمه، وتصدر له بطاقة استحقاق",
        en="The application passes to its new holder and category, on its list as of its day of filing, with a new card",
    ),
)
TRANSFER_TO_HEIR = Call(
    name="waiting_lists.transfer_to_heir",
    says=Text(
        ar="ينتقل طلب المتوفى إلى مقدم هذه المعاملة على قائمته بتاريخ تقديمه، وتصدر له بطاقة استحقاق",
        en="The application of whoever died passes to the applicant, on its list as of its day of filing, with a new card",
    ),
)
CHANGE_SERVICE = Call(
    name="waiting_lists.change_service",
    says=Text(
        ar="ينتقل الطلب إلى قائمة الخدمة الجديدة بأقدميته، وتصدر بطاقة استحقاق بها",
        en="The application moves to the list of the new service with its seniority, and a card for it is issued",
    ),
)
RENEW_APPLICATION = Call(
    name="waiting_lists.renew_application",
    says=Text(
        ar="يُسجّل تحديث بيانات الطلب ويبقى قائمًا بأقدميته",
        en="The application's details count as up to date, and it keeps its seniority",
    ),
)
REVIVE_APPLICATION = Call(
    name="waiting_lists.revive_application",
    says=Text(
        ar="يعود الطلب إلى قائمة الانتظار بأقدميته", en="The application returns to its waiting list with its seniority"
    ),
)
# What puts a household on a list for a home, of which each household has one.
CLAIMING = frozenset({ENTER_WAITING_LIST, REVIVE_APPLICATION})
CORRECT_DATA = Call(
    name="cases.correct_data",
    says=Text(
        ar="يُصحح ما هو مسجل لدى الوزارة، ويُبلَّغ مشرفو الإدارة بما هو مسجل لدى جهة أخرى لمخاطبتها",
        en="What the ministry holds is put right; the department's supervisors are told of what another body holds, to write to it",
    ),
)
TELL_SUPERVISORS = Call(
    name="cases.tell_supervisors",
    says=Text(
        ar="يُبلَّغ مشرفو الإدارة بما قُبل لتنفيذه",
        en="The department's supervisors are told what was granted, to carry it out",
    ),
)
NOTE_CORRECTION = Call(
    name="household_life.note_correction",
    says=Text(
        ar="إذا كان التصحيح في أفراد الأسرة سُجّل في سجل ما طرأ على الأسرة لكل طلب على قائمة الانتظار، وينظر موظف فيه قبل شهادة الترشيح",
        en="Where it is the family that was recorded wrongly, each application on a waiting list says so in the trail of what happened to the household, and an official looks at it before a nomination is certified",
    ),
)
NOTE_DECLARED_CHANGES = Call(
    name="household_life.note_declared_changes",
    says=Text(
        ar="يُسجّل ما صرّح به في سجل ما طرأ على الأسرة، وتُسأل عنه السجلات، وينظر موظف فيما تركه القانون لتقديره",
        en="What was declared joins the trail of what happened to the household; registers are asked about it, and an official looks at what the law leaves to a person",
    ),
)
