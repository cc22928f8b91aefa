"""Help on the pages of oversight, the law's figures and the running of the system."""

from typing import Final

from iskan.core.text import Text

OFFICE: Final = {
    "first-day": Text(
        ar="خطوات قصيرة لموظف جديد، ويُسجّل ما أُنجز منها له وحده.",
        en="Short steps for a new official; what is done is kept for them alone.",
    ),
    "overview": Text(
        ar="أعداد الإدارة: ما تأخر وما قرب موعده، وعهدة كل موظف.",
        en="The department in numbers: what is late or nearly so, and who holds what.",
    ),
    "statistics": Text(
        ar="ما ورد وما بُت فيه وما ينتظر وعمره، بحسب الموظف والإدارة والخدمة والأسبوع. كل عدد يفتح معاملاته.",
        en="What came in, was decided and waits, and how old it is, by official, department, service and week. Each "
        "number opens its cases.",
    ),
    **dict.fromkeys(
        ("saved-filters", "save-filter"),
        Text(
            ar="تصفيات محفوظة بأسمائها: خاصة بالموظف أو مشتركة مع إدارته، ويمكن فتح القائمة بإحداها دائمًا.",
            en="Filters kept by name: one's own or shared with the department; a list may always open with one of them.",
        ),
    ),
    **dict.fromkeys(
        ("inspections", "inspection"),
        Text(
            ar="زيارات المعاينة مرتبة بحسب اليوم والمجمع: من يذهب، ومتى، وما وُجد. يُبلَّغ صاحب الطلب بالموعد وله طلب غيره، ولا يتغيّر تقرير بعد اعتماده.",
            en="Visits by day and block: who goes, when, and what was found. The citizen is told and may ask for another "
            "day; a report is not changed once it is signed off.",
        ),
    ),
    "unreached": Text(
        ar="من لم تصله رسائل: يتولاه موظف يتصل به ويطلب تصحيح وسيلة الاتصال. ويرى من يتابع العمل كل رسالة تعذر إرسالها، "
        "وسبب ذلك، ومن يتولاها.",
        en="Whom messages did not reach: an official takes it, calls them and has the way to reach them put right. Who "
        "oversees the work sees each message that failed, why, and who works on it.",
    ),
    **dict.fromkeys(
        ("departments", "new-department", "department"),
        Text(
            ar="إدارات الوزارة: تُنشأ وتُسمّى وتُغلق باقتراح موظف واعتماد ثانٍ. لا تُغلق إدارة ما دامت خدمة ترسل إليها معاملاتها أو فيها حساب موظف مفتوح.",
            en="The ministry's departments: one official proposes to create, name or close one, a second agrees. None is "
            "closed to which a service sends cases, or in which an official's account is open.",
        ),
    ),
    "registers": Text(
        ar="حال الجهات التي تُستعلم منها، وما ينتظر إجابتها.",
        en="How the registers are, and what waits for their answers.",
    ),
    "audit": Text(
        ar="سجل التدقيق: من فعل ماذا ومتى. لا يُعدّل ولا يُحذف منه شيء.",
        en="The audit trail: who did what and when. Nothing in it is changed or deleted.",
    ),
    "audit-verify": Text(
        ar="إعادة حساب سلسلة السجل للتحقق من سلامته.", en="Recompute the trail's chain to see it is whole."
    ),
    "anomalies": Text(
        ar="سلوك غير معتاد في الاطلاع أو العمل، لينظر فيه المدقق.",
        en="Unusual reading or work, for an auditor to look into.",
    ),
    "anomaly": Text(
        ar="حالة واحدة وما بُنيت عليه، وما انتهى إليه المدقق.", en="One case of it, what it rests on, what came of it."
    ),
    "trail-alarms": Text(
        ar="إنذارات التحقق الليلي من سجل التدقيق.", en="Alarms of the nightly check of the audit trail."
    ),
    "trail-alarm": Text(ar="إنذار واحد، وبيان ما وُجد قبل إغلاقه.", en="One alarm, closed with what was found."),
    "processing": Text(
        ar="سجل أنشطة المعالجة: ما يُحفظ من البيانات ولماذا ولمن وإلى متى.",
        en="The register of processing: which data are held, why, for whom and how long.",
    ),
    "figures": Text(
        ar="قيم القانون كما يعمل بها النظام، بسندها وأول يوم لها. ما لم يُعثر عليه يظهر «غير محدد».",
        en="The law's figures as the system holds them, with instrument and first day. What was not found is shown as not "
        "configured.",
    ),
    "propose-figure": Text(
        ar="اقتراح قيمة جديدة بسندها وأول يوم. يعتمدها موظف ثانٍ.",
        en="Propose a new value with instrument and first day; another approves it.",
    ),
    "approve-figure": Text(
        ar="مراجعة قيمة مقترحة وأثرها قبل اعتمادها.", en="Look at a proposed value and what it touches, then approve."
    ),
    "decline-figure": Text(ar="رفض قيمة مقترحة مع بيان السبب.", en="Decline a proposed value and say why."),
    "withdraw-figure": Text(ar="سحب قيمة لم يحن أول يوم لها.", en="Withdraw a value whose first day has not come."),
    "calendar": Text(
        ar="أيام العمل والعطل التي تُحسب بها المدد.", en="Working days and holidays, by which promises are counted."
    ),
    "enter-circular": Text(
        ar="إدخال تعميم بعطلة أو ساعات. يسري بعد موافقة موظف ثانٍ.",
        en="Enter a circular of holidays or hours; a second official agrees.",
    ),
    "correct-circular": Text(ar="تصحيح تعميم أُدخل من قبل.", en="Correct a circular entered before."),
    "branches": Text(ar="فروع الوزارة كما تظهر للمواطنين.", en="The ministry's branches as citizens see them."),
    "enter-branch": Text(
        ar="إضافة فرع. يظهر بعد موافقة موظف ثانٍ.", en="Add a branch; it shows once a second official agrees."
    ),
    "correct-branch": Text(ar="تعديل بيانات فرع أو إغلاقه.", en="Change a branch, or close it."),
    "policy-trials": Text(
        ar="تجربة قاعدة أخرى على القوائم. لا تغيّر ترتيب أحد.", en="Try another rule on the lists. It moves nobody."
    ),
    "try-ceiling": Text(ar="تجربة حد دخل آخر.", en="Try another income ceiling."),
    "try-scheme": Text(ar="تجربة نظام نقاط.", en="Try a points scheme."),
    "policy-trial": Text(
        ar="نتيجة تجربة: من يتقدم ومن يتأخر وبكم.", en="What a trial found: who moves, and by how much."
    ),
    "exceptions-report": Text(ar="تقرير الاستثناءات للطباعة.", en="The report of exceptions, for paper."),
    "officials": Text(ar="حسابات الموظفين وصلاحياتهم.", en="Officials' accounts and their roles."),
    "new-official": Text(
        ar="اقتراح حساب موظف جديد. يوافق عليه موظف من إدارة أخرى.",
        en="Propose an account; an official of another department agrees.",
    ),
    "official": Text(
        ar="موظف واحد: بياناته وصلاحياته وحال حسابه.", en="One official: details, roles and the state of the account."
    ),
    "clients": Text(ar="الأنظمة المخولة بالتقديم نيابة عن جهات.", en="Systems that may file for other bodies."),
    "partners": Text(
        ar="الجهات الشريكة ومسؤولوها وموظفوها.", en="Partner bodies, their administrators and their officers."
    ),
    "new-partner-person": Text(
        ar="اقتراح مسؤول لجهة شريكة. يوافق عليه موظف من إدارة أخرى.",
        en="Propose an administrator of a partner body; an official of another department agrees.",
    ),
    "reset-partner-person": Text(
        ar="اقتراح إعادة تعيين كلمة المرور ووسيلة التحقق الثانية لموظف في جهة شريكة. يوافق عليه موظف من إدارة أخرى.",
        en="Propose that somebody of a partner body sets up password and second factor again; an official of another department agrees.",
    ),
    "close-partner-person": Text(ar="إغلاق حساب في جهة شريكة.", en="Close an account of a partner body."),
    "revoke-client": Text(ar="إنهاء تخويل نظام.", en="End a system's leave."),
    "operations": Text(
        ar="عمل النظام: الخدمات والعمليات المنتظرة وما تعذر منها.",
        en="The system at work: processes, what is queued, what failed.",
    ),
    "failed-job": Text(
        ar="عملية تعذرت وسببها. يمكن تشغيلها من جديد.", en="A job that failed and why; it can be run again."
    ),
}
