"""How a citizen signs in, and what to do when it does not work."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

SIGN_IN = HelpPage(
    code="sign-in",
    name=Text(ar="تسجيل الدخول بالمفتاح الإلكتروني", en="Signing in with eKey"),
    summary=Text(
        ar="كيف يكون تسجيل الدخول، وما العمل عند تعذره أو عند تغيّر رقم الهاتف.",
        en="How to sign in, and what to do when it fails or your telephone has changed.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="خطوات تسجيل الدخول", en="How to sign in"),
            steps=(
                Text(ar="اختيار «تسجيل الدخول بالمفتاح الإلكتروني» أعلى الصفحة.", en="Choose “Sign in with eKey” at the top of the page."),
                Text(ar="إدخال الرقم الشخصي والرمز لدى المفتاح الإلكتروني؛ لا ترى الوزارة كلمة المرور ولا تحفظها.", en="Give your personal number and code to eKey; the ministry neither sees nor keeps your password."),
                Text(ar="العودة إلى هذا الموقع تلقائيًا، إلى الصفحة التي كنت فيها.", en="You come back to this site by itself, to the page where you were."),
            ),
        ),
        HelpSection(
            heading=Text(ar="عند تعذر تسجيل الدخول", en="When it does not work"),
            paragraphs=(
                Text(ar="ما حُفظ من إجاباتك لا يضيع. بعد عدد من المحاولات غير الصحيحة ينتظر الدخول دقائق ثم يعود، ولا يُغلق الحساب.", en="What was saved of your answers is not lost. After several wrong attempts signing in waits some minutes and then works again; no account is closed."),
                Text(ar="من لا يستطيع استخدام المفتاح الإلكتروني يمكنه تفويض شخص يثق به، ويسري التفويض بعد قبوله، أو مراجعة مركز خدمة العملاء.", en="Who cannot use eKey may name a person they trust, once that person accepts, or come to the customer service centre."),
            ),
        ),
        HelpSection(
            heading=Text(ar="حماية الحساب", en="Protecting your account"),
            paragraphs=(
                Text(ar="لا تطلب الوزارة كلمة المرور أو رمز الدخول في مكالمة أو رسالة. وتعرض صفحة «جلسات الدخول المفتوحة» الأجهزة التي دخلت منها، ويمكن إنهاء أي جلسة.", en="The ministry never asks for a password or code in a call or message. “Where I am signed in” lists your sessions, and ends any of them."),
            ),
        ),
    ),
    keywords=(Text(ar="دخول رقم سري كلمة مرور هاتف مفقود رمز", en="login password ekey code lost phone locked"),),
    pages=(("portal:delegations", Text(ar="الوكالات", en="Delegations")), ("portal:sessions", Text(ar="جلسات الدخول المفتوحة", en="Where I am signed in"))),
    position=10,
)  # fmt: skip
