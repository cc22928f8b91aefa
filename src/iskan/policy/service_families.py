"""The groups in which people look for services."""

from iskan.core.catalogue import ServiceFamily
from iskan.core.text import Text

APPLYING = ServiceFamily(
    code="applying",
    name=Text(ar="التقديم على الخدمات الإسكانية", en="Applying for housing"),
    summary=Text(ar="الطلبات الجديدة وشروط استحقاقها.", en="New applications and what entitles to them."),
    position=10,
)
WAITING = ServiceFamily(
    code="waiting",
    name=Text(ar="طلبي على قائمة الانتظار", en="While you wait"),
    summary=Text(
        ar="تحديث الطلب القائم وإحياؤه ومتابعته.", en="Keeping an application alive, reviving it, following it."
    ),
    position=20,
)
DETAILS = ServiceFamily(
    code="details",
    name=Text(ar="بياناتي وأسرتي", en="My details and family"),
    summary=Text(
        ar="بيانات الاتصال والحساب المصرفي وأفراد الأسرة.", en="Contact details, bank account, family members."
    ),
    position=30,
)
MY_HOME = ServiceFamily(
    code="my_home",
    name=Text(ar="مسكني", en="My home"),
    summary=Text(ar="التصرف في المسكن وتملكه وخدماته بعد التسلم.", en="What follows once you have a home."),
    position=40,
)
STATEMENTS = ServiceFamily(
    code="statements",
    name=Text(ar="الإفادات والتحقق من الوثائق", en="Statements and checking documents"),
    summary=Text(
        ar="إفادات للجهات الرسمية والتحقق من صحة الوثائق.", en="Statements for official bodies, and checking papers."
    ),
    position=50,
)
MUNICIPAL = ServiceFamily(
    code="municipal",
    name=Text(ar="الخدمات البلدية", en="Municipal services"),
    summary=Text(
        ar="شهادات البلديات ورخصها وحساباتها.", en="Certificates, permits and accounts of the municipalities."
    ),
    position=55,
)
FOR_ALL = ServiceFamily(
    code="for_all",
    name=Text(ar="المشاريع والسحوبات", en="Projects and draws"),
    summary=Text(ar="معلومات مفتوحة للجميع دون تسجيل دخول.", en="Open to all, without signing in."),
    position=60,
)
