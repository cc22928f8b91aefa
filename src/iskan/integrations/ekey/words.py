"""The words of the stand-in's pages, in both languages."""

from typing import Final

from iskan.core.text import Text
from iskan.integrations.synthetic.cast import PersonaOutcome

WORDS: Final = {
    "title": Text("الدخول بالمفتاح الإلكتروني (محاكاة)", "Sign in with eKey (simulated)"),
    "product": Text("المفتاح الإلكتروني", "eKey"),
    "mark": Text("محاكاة", "Simulation"),
    "other_language": Text("English", "العربية"),
    "heading": Text("اختيار الشخص", "Choose who signs in"),
    "notice": Text(
        "هذه صفحة بديلة عن المفتاح الإلكتروني الوطني لأغراض التجربة والاختبار. لا تطلب كلمة مرور، وكل من فيها "
        "أشخاص مختلقون لا وجود لهم.",
        "This page stands in for the national eKey in demonstrations and tests. It asks for no password, "
        "and everyone on it is made up.",
    ),
    "search": Text("البحث في السكان بالرقم الشخصي أو الاسم", "Search the population by personal number or name"),
    "find": Text("بحث", "Search"),
    "stories": Text("عرض الشخصيات المعدّة للتجربة", "Show the people with stories"),
    "found": Text("نتائج البحث", "Search results"),
    "nobody": Text(
        "لا يوجد شخص بهذا الرقم أو الاسم. يلزم أن يكون الشخص على قيد الحياة وعمره 15 سنة فأكثر.",
        "Nobody has this number or name. A person must be alive and at least 15 years old.",
    ),
    "level": Text("مستوى التحقق من الهوية", "How the identity is verified"),
    "advanced": Text("متقدم", "Advanced"),
    "advanced_help": Text("بصمة الوجه أو الإصبع", "Face or fingerprint"),
    "standard": Text("أساسي", "Standard"),
    "standard_help": Text("الرقم الشخصي وكلمة المرور", "Personal number and password"),
    "cancel": Text("إلغاء الدخول", "Cancel"),
    "cpr": Text("الرقم الشخصي", "Personal number"),
    "broken": Text("تعذر فتح صفحة الدخول", "The sign-in page cannot be opened"),
    "broken_help": Text(
        "الطلب الوارد من النظام غير صحيح. ارجع إلى النظام وابدأ الدخول من جديد.",
        "The request that led here is not right. Go back and start signing in again.",
    ),
    "alone": Text(
        "الخدمة تعمل. يبدأ تسجيل الدخول من النظام نفسه.", "The service is up. Signing in starts from the system itself."
    ),
}  # fmt: skip

STANDINGS: Final = {
    PersonaOutcome.QUALIFIES: Text("تنطبق عليهم شروط الطلب", "Their application qualifies"),
    PersonaOutcome.REFUSED: Text("لا تنطبق عليهم شروط الطلب", "Their application is refused"),
    PersonaOutcome.SPECIAL: Text("حالات تحتاج إلى نظر", "Cases that need a closer look"),
}
