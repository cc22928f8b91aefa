"""What people look for among the services and is none: pages that answer at once, with an address of their own."""

from iskan.core.catalogue import Tool
from iskan.core.text import Text
from iskan.policy.service_families import APPLYING, FOR_ALL, STATEMENTS, WAITING

TOOLS = (
    Tool(
        code="guide",
        name=Text(ar="هل أستحق؟", en="Am I eligible?"),
        summary=Text(
            ar="أسئلة قليلة دون تسجيل دخول، تعرف بها الخدمات التي تناسبك وما يلزم لاستحقاق غيرها.",
            en="A few questions, without signing in: what fits you, and what the rest would take.",
        ),
        family=APPLYING,
        keywords=(Text(ar="شروط الاستحقاق مستحق معايير فحص الأهلية", en="eligibility conditions criteria checker"),),
        page="portal:guide",
    ),
    Tool(
        code="calculator",
        name=Text(ar="حساب قيمة التمويل", en="Finance calculator"),
        summary=Text(
            ar="كم التمويل، وكم القسط، وما الدعم، في كل برنامج جنبًا إلى جنب.",
            en="How much, which instalment, what support: every programme side by side.",
        ),
        family=APPLYING,
        keywords=(
            Text(ar="حاسبة قرض قسط تسهيل مزايا طموح دعم", en="loan mortgage instalment Tasheel Mazaya Tumooh support"),
        ),
        page="portal:calculator",
    ),
    Tool(
        code="status",
        name=Text(ar="الاستعلام عن حالة الطلب", en="Application status"),
        summary=Text(
            ar="مراحل طلبك، والخطوة التالية، وترتيبك في القائمة.",
            en="Where your application stands, what comes next, and your place on the list.",
        ),
        family=WAITING,
        keywords=(
            Text(ar="متابعة طلبي أين وصل استفسار ترتيبي", en="follow track my application progress enquiry place"),
        ),
        page="portal:my_cases",
    ),
    Tool(
        code="waiting_lists",
        name=Text(ar="قوائم الانتظار اليوم", en="How far the waiting lists have come"),
        summary=Text(
            ar="سنة أقدم طلب لا يزال ينتظر في كل محافظة.",
            en="The year of the oldest application still waiting in each governorate.",
        ),
        family=WAITING,
        keywords=(Text(ar="الدور السنوات المستحقة", en="turn year reached seniority"),),
        page="portal:waiting_lists",
    ),
    Tool(
        code="forecast",
        name=Text(ar="كيف نتوقع موعد الدور؟", en="How turns are forecast"),
        summary=Text(
            ar="طريقة حساب السنة والمشروع المتوقعين ومدى دقتها.",
            en="How the expected year and project are worked out, and how well it holds.",
        ),
        family=WAITING,
        keywords=(Text(ar="متى دوري موعد الاستحقاق", en="when is my turn"),),
        page="portal:forecast",
    ),
    Tool(
        code="verification",
        name=Text(ar="التحقق من وثيقة", en="Check a document"),
        summary=Text(
            ar="إدخال رمز الوثيقة أو مسحه للتأكد من سريانها.",
            en="Enter or scan a document's code to see whether it is valid.",
        ),
        family=STATEMENTS,
        keywords=(Text(ar="رمز الاستجابة بطاقة الاستحقاق شهادة صحة", en="QR code entitlement card certificate valid"),),
        page="verification",
    ),
    Tool(
        code="outcomes",
        name=Text(ar="القرارات في أرقام", en="Decisions in numbers"),
        summary=Text(
            ar="ما قُبل وما رُفض في كل خدمة، ونتائج الاستيضاحات والتظلمات.",
            en="What was granted and refused in each service, and what came of questions and appeals.",
        ),
        family=FOR_ALL,
        keywords=(Text(ar="إحصاءات نسبة القبول الرفض التظلمات", en="statistics granted refused appeals upheld"),),
        page="portal:outcomes",
    ),
    Tool(
        code="projects",
        name=Text(ar="المشاريع الإسكانية", en="Housing projects"),
        summary=Text(
            ar="المشاريع القائمة والقادمة ونسب إنجازها على الخريطة.",
            en="Projects under way and to come, their progress, on a map.",
        ),
        family=FOR_ALL,
        keywords=(Text(ar="خريطة الوحدات الشقق نسبة الإنجاز", en="map homes flats progress"),),
        page="portal:projects",
    ),
    Tool(
        code="draws",
        name=Text(ar="السحوبات", en="Draws"),
        summary=Text(
            ar="متابعة سحب علني، والبحث عن تذكرتك، والتحقق من النتيجة بنفسك.",
            en="Watch a public draw, find your ticket, and check the result yourself.",
        ),
        family=FOR_ALL,
        keywords=(Text(ar="قرعة توزيع نتائج", en="lottery distribution results ticket"),),
        page="draws:list",
    ),
)
