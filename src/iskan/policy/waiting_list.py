"""The way from the waiting list to the keys, in the order a household walks it."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One step to the keys, and what it means for the household."""

    code: str
    name: Text
    meaning: Text


ORDER_BASIS = Text(
    ar="الأولوية بأقدمية تاريخ تقديم الطلب وفق المادة (79)، وبين طلبات اليوم الواحد بلحظة التقديم",
    en="Order by seniority of the application date (Article 79), within one day by the instant of filing",
)
# No source says how the law orders applications of one day: what stands here is this system's, and published.
ORDER_WITHIN_A_DAY = (
    Text(
        ar="تُرتَّب الطلبات بأقدمية تاريخ تقديمها وفق المادة (79).",
        en="Applications stand in the order of the date they were filed (Article 79).",
    ),
    Text(
        ar="تُرتَّب طلبات اليوم الواحد بلحظة تقديمها، لا بوقت فتح المسودة. وإذا لم يُسجَّل إلا اليوم اعتُمدت بدايته.",
        en="Those of one day stand in the order of the instant they were filed, whenever their drafts were opened. Where "
        "only the day is on record, its beginning counts.",
    ),
    Text(
        ar="إذا تساوت اللحظة رُتِّبت الطلبات بقرعة معلنة: رمز كل طلب هو بصمة SHA-256 لثلاثة أسطر: اسم الطريقة، ولحظة "
        "التقديم بالتوقيت العالمي، ورقم الطلب؛ ويتقدم الرمز الأصغر.",
        en="Those of one instant stand by a published lot: the SHA-256 of three lines, which are the method's name, the "
        "instant of filing in universal time, and the application's reference; the lesser stands first.",
    ),
    Text(
        ar="لا تتغيّر لحظة التقديم ولا القرعة بعد تقديم الطلب، ويحتفظ بهما الطلب إذا أُحيي أو عاد إلى القائمة.",
        en="Neither changes once an application is filed; it keeps both when it is revived or comes back to its list.",
    ),
)

REVOKED_BY_LEAVING = Text(
    ar="خرج الطلب من قائمة الانتظار بطلب صاحبه", en="The applicant had the application leave its waiting list"
)
REVOKED_BY_CHANGE = Text(
    ar="تغيّر صاحب الطلب أو فئته أو خدمته، وصدرت بطاقة جديدة",
    en="The application's holder, category or service changed, and a new card was issued",
)
NOW_YOURS = Text(ar="انتقل إليك الطلب الإسكاني {reference}", en="Housing application {reference} is yours now")
NOW_YOURS_BODY = Text(
    ar="حُوّل إليك الطلب الإسكاني {reference} بموافقتك، وهو على قائمته بتاريخ تقديمه. تجده في صفحة «معاملاتي»، ومعه بطاقة استحقاق باسمك.",
    en="Housing application {reference} has passed to you, as you agreed, and is on its list as of its day of filing. It is among your cases, with a card in your name.",
)
GIVEN_UP_SUBJECT = Text(ar="خرجت أسرتك من قائمة الانتظار", en="Your household has left the waiting list")
GIVEN_UP_BODY = Text(
    ar="سرى الخروج من قائمة الانتظار الذي وافقت عليه في المعاملة {reference}، وبطلت بطاقة الاستحقاق.",
    en="Leaving the waiting list, to which you agreed in {reference}, has taken effect; the entitlement card is revoked.",
)
GIVEN_UP_NAME = Text(ar="خرج من قائمة الانتظار بطلبك", en="Left the waiting list at your wish")
GIVEN_UP_NEXT = Text(
    ar="لا يلزمك أي إجراء. يمكنك تقديم طلب جديد تُحتسب أقدميته من يوم تقديمه.",
    en="Nothing is left for you to do. You may file a new application, with the seniority of its own day.",
)

STEPS_TO_KEYS = (
    NextStep(
        code="update_details",
        name=Text(ar="تحديث البيانات وإعادة التحقق", en="Details updated and checked again"),
        meaning=Text(
            ar="عند اقتراب الدور تطلب الوزارة تحديث بيانات الأسرة وتتحقق من استمرار الاستحقاق.",
            en="When the turn comes near, the ministry asks for current family details and checks entitlement again.",
        ),
    ),
    NextStep(
        code="nomination",
        name=Text(ar="شهادة الترشيح", en="Nomination certificate"),
        meaning=Text(
            ar="تُرشَّح الأسرة للانتفاع بوحدة في مشروع إسكاني محدد.",
            en="The household is nominated for a particular housing project.",
        ),
    ),
    NextStep(
        code="allocation",
        name=Text(ar="التخصيص", en="Allocation"),
        meaning=Text(
            ar="يصدر قرار التخصيص باسم رب الأسرة.",
            en="The allocation decision is issued in the name of the head of household.",
        ),
    ),
    NextStep(
        code="draw",
        name=Text(ar="السحب الإلكتروني", en="Electronic draw"),
        meaning=Text(
            ar="تُحدَّد الوحدة بعينها بسحب إلكتروني معلن.",
            en="The particular home is chosen by a public electronic draw.",
        ),
    ),
    NextStep(
        code="contract",
        name=Text(ar="توقيع العقد", en="Contract"),
        meaning=Text(
            ar="يُوقَّع عقد الترخيص بالانتفاع بمسكن بهدف التمليك.",
            en="The contract of use for the purpose of ownership is signed.",
        ),
    ),
    NextStep(
        code="keys",
        name=Text(ar="تسلم المفاتيح", en="Keys"),
        meaning=Text(ar="تُسلَّم المفاتيح بعد معاينة الوحدة.", en="The keys are handed over once the home is inspected."),
    ),
)
NEXT_STEPS = {step.code: step for step in STEPS_TO_KEYS}


def steps_after(codes: Iterable[str], passed: str) -> tuple[NextStep, ...]:
    """Return the steps that a household still has before it."""
    ahead = list(codes)
    return tuple(NEXT_STEPS[code] for code in (ahead[ahead.index(passed) + 1 :] if passed in ahead else ahead))
