"""What each kind of subject in the audit trail is called."""

from typing import Final

from iskan.core.text import Text

KINDS: Final[dict[str, Text]] = {
    "worklist": Text(ar="قائمة العمل", en="Worklist"),
    "account": Text(ar="حساب مواطن", en="Citizen's account"),
    "act": Text(ar="إجراء يتخذه موظفان", en="Act of two officials"),
    "address": Text(ar="صفحة", en="Page"),
    "alarm": Text(ar="إنذار سجل التدقيق", en="Alarm of the audit trail"),
    "anchor": Text(ar="رأس مثبّت لسجل التدقيق", en="Anchored head of the audit trail"),
    "anomaly": Text(ar="سلوك غير معتاد", en="Unusual conduct"),
    "backup": Text(ar="نسخة احتياطية", en="Backup"),
    "branch": Text(ar="فرع", en="Branch"),
    "case": Text(ar="معاملة", en="Case"),
    "circular": Text(ar="تعميم", en="Circular"),
    "client": Text(ar="نظام مرتبط", en="Linked system"),
    "delegation": Text(ar="تفويض", en="Delegation"),
    "demo": Text(ar="نسخة تجريبية", en="Demonstration"),
    "department": Text(ar="إدارة", en="Department"),
    "difference": Text(ar="فرق في تسوية دفع", en="Difference in a settlement"),
    "distribution": Text(ar="توزيع", en="Distribution"),
    "document": Text(ar="مستند", en="Document"),
    "draw": Text(ar="سحب", en="Draw"),
    "erasure_run": Text(ar="محو ما انقضت مدة حفظه", en="Erasure of what was kept long enough"),
    "figure": Text(ar="قيمة قانونية", en="Figure of the law"),
    "filter": Text(ar="تصفية محفوظة", en="Saved filter"),
    "forecast": Text(ar="توقع", en="Forecast"),
    "household": Text(ar="أسرة", en="Household"),
    "job": Text(ar="عملية خلفية", en="Background job"),
    "message": Text(ar="رسالة", en="Message"),
    "partner_key": Text(ar="مفتاح نظام جهة شريكة", en="Key of a partner's system"),
    "partner_person": Text(ar="حساب موظف في جهة شريكة", en="Account of a partner's person"),
    "person": Text(ar="شخص", en="Person"),
    "policy_trial": Text(ar="تجربة سياسة", en="Policy trial"),
    "processing": Text(ar="سجل أنشطة المعالجة", en="Register of processing"),
    "project": Text(ar="مشروع", en="Project"),
    "bank_document": Text(ar="رد من المصرف", en="Document of the bank"),
    "payment_file": Text(ar="ملف صرف", en="Payment file"),
    "payout": Text(ar="مبالغ تُصرف", en="Payments out"),
    "settlement": Text(ar="تسوية مزود خدمة الدفع", en="Settlement of the payment provider"),
    "stock_import": Text(ar="استيراد وحدات", en="Import of homes"),
    "trail": Text(ar="سجل التدقيق", en="Audit trail"),
    "user": Text(ar="مستخدم", en="User"),
    "username": Text(ar="اسم مستخدم غير معروف", en="Unknown user name"),
    "waiting_list": Text(ar="قائمة الانتظار", en="Waiting list"),
}

ASKED: Final[dict[str, Text]] = {
    "case": Text(ar="معاملة، برقمها", en="Case, by its reference"),
    "figure": Text(ar="قيمة قانونية، باسمها", en="Figure of the law, by its name"),
    "official": Text(ar="حساب موظف، باسم الدخول", en="Official's account, by user name"),
    "draw": Text(ar="سحب، برقمه", en="Draw, by its reference"),
    "distribution": Text(ar="توزيع، برقمه", en="Distribution, by its reference"),
    "project": Text(ar="مشروع أو وحدة، برمزهما", en="Project or home, by its code"),
    "act": Text(ar="إجراء يتخذه موظفان، برقمه", en="Act of two officials, by its number"),
}
"""The kinds an auditor asks for by a name, and what that name is."""
