"""The way from nomination to keys: what may follow what, and what the citizen is told at each step."""

from dataclasses import dataclass

from iskan.core.text import Text
from iskan.policy.contact_ways import HOTLINE_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStep:
    """A lawful step of an offer: from which states, to which, and the words of its line in the timeline.

    ``subject`` and ``body`` are the message the citizen is sent; a step without them sends none.
    """

    sources: frozenset[str]
    target: str
    title: Text
    subject: Text | None = None
    body: Text | None = None
    public: bool = True


def _from(*sources: str) -> frozenset[str]:
    return frozenset(sources)


KEEPS_ITS_PLACE = Text(
    ar="تنتقل الوحدة إلى الأسرة التالية في الأقدمية، ويبقى طلبك على قائمة الانتظار بأقدميته. ولا يُلغى طلب إلا بقرار رسمي عند فقد شرط أساسي.",
    en="The home passes to the next in seniority, and your application stays on the waiting list with its seniority. An application is cancelled only by formal decision when a basic condition is lost. No other rule on the effect of a refusal has been configured.",
)
ACCEPTING_MEANS = Text(
    ar="يدخل طلبك سحبًا معلنًا يحدّد وحدتك بعينها ضمن هذا المشروع وهذه الفئة، ثم يصدر عقد الانتفاع. ولا يمكن بعد القبول اختيار مشروع آخر.",
    en="You take part in a public draw that settles your home within this project and class; then the contract of use is issued. Once you have accepted you cannot choose another project.",
)

STEPS: dict[str, OfferStep] = {
    "nominated": OfferStep(
        sources=_from(""),
        target="checking",
        title=Text(ar="رُشّحت أسرتك", en="Your household was nominated"),
        subject=Text(ar="رُشّحت أسرتك لمشروع إسكاني", en="Your household is nominated for a project"),
        body=Text(
            ar="رُشّحت أسرتك للانتفاع بوحدة ({unit_class}) في {project}. تراجع الوزارة شروط الاستحقاق ثانية، ثم تصدر شهادة الترشيح وترسل إليك العرض. لا يلزمك أي إجراء الآن.",
            en="Your household is nominated for a home ({unit_class}) in {project}. The ministry checks the conditions again, then issues the nomination certificate and sends you the offer. You need do nothing now.",
        ),
    ),
    "certified": OfferStep(
        sources=_from("checking", "doubtful"),
        target="certified",
        title=Text(ar="صدرت شهادة الترشيح", en="The nomination certificate was issued"),
        subject=Text(ar="صدرت شهادة ترشيحك", en="Your nomination certificate is issued"),
        body=Text(
            ar="صدرت شهادة ترشيحك لوحدة ({unit_class}) في {project}. يصلك العرض بعد ذلك، وفيه آخر يوم للرد.",
            en="Your nomination certificate for a home ({unit_class}) in {project} is issued. The offer follows, with the last day to answer.",
        ),
    ),
    "doubted": OfferStep(
        sources=_from("checking"),
        target="doubtful",
        title=Text(
            ar="المراجعة الثانية للشروط قيد النظر", en="An official looks at the second check of the conditions"
        ),
    ),
    "offered": OfferStep(
        sources=_from("certified"),
        target="offered",
        title=Text(ar="أُرسل إليك العرض", en="The offer was sent to you"),
        subject=Text(ar="عرض من الوزارة بانتظار ردك", en="An offer of a home awaits your answer"),
        body=Text(
            ar="عرضت عليك الوزارة وحدة ({unit_class}) في {project}. يرجى تسجيل الدخول لقبول العرض أو رفضه في موعد أقصاه {due}. وإذا انقضت المهلة دون رد انقضى العرض وبقي طلبك بأقدميته.",
            en="You are offered a home ({unit_class}) in {project}. Sign in to accept or refuse it by {due} at the latest. Unanswered, the offer lapses and your application keeps its seniority.",
        ),
    ),
    "accepted": OfferStep(
        sources=_from("offered"),
        target="accepted",
        title=Text(ar="قبلت العرض", en="You accepted the offer"),
        subject=Text(ar="سُجّل قبولك العرض", en="Your acceptance is recorded"),
        body=Text(
            ar="سُجّل قبولك وحدة ({unit_class}) في {project}. يدخل طلبك السحب المعلن الذي يحدّد وحدتك، ونُعلمك بموعده.",
            en="Your acceptance of a home ({unit_class}) in {project} is recorded. You take part in the public draw that settles your home; we tell you when it is held.",
        ),
    ),
    "refused": OfferStep(
        sources=_from("offered"),
        target="refused",
        title=Text(ar="رفضت العرض", en="You refused the offer"),
        subject=Text(ar="سُجّل رفضك العرض", en="Your refusal is recorded"),
        body=Text(
            ar="سُجّل رفضك وحدة ({unit_class}) في {project}. تنتقل الوحدة إلى الأسرة التالية، ويبقى طلبك على قائمة الانتظار بأقدميته.",
            en="Your refusal of a home ({unit_class}) in {project} is recorded. It passes to the next household, and your application stays on the waiting list with its seniority.",
        ),
    ),
    "expired": OfferStep(
        sources=_from("offered"),
        target="expired",
        title=Text(ar="انقضت مهلة العرض", en="The offer lapsed"),
        subject=Text(ar="انقضت مهلة العرض دون رد", en="The offer lapsed unanswered"),
        body=Text(
            ar="انقضت مهلة الرد على عرض الوحدة ({unit_class}) في {project}. انتقلت الوحدة إلى الأسرة التالية، ويبقى طلبك على قائمة الانتظار بأقدميته.",
            en="The time to answer the offer of a home ({unit_class}) in {project} has passed. It went to the next household, and your application stays on the waiting list with its seniority.",
        ),
    ),
    "dropped": OfferStep(
        sources=_from("checking", "doubtful", "certified", "offered", "accepted"),
        target="dropped",
        title=Text(ar="عدلت الوزارة عن الترشيح", en="The ministry withdrew the nomination"),
        subject=Text(ar="عدلت الوزارة عن ترشيحك", en="Your nomination is withdrawn"),
        body=Text(
            ar="عدلت الوزارة عن ترشيحك لوحدة ({unit_class}) في {project} للسبب الآتي: {reason}.",
            en="The ministry has withdrawn your nomination for a home ({unit_class}) in {project} for this reason: {reason}",
        ),
    ),
    "drawn": OfferStep(
        sources=_from("accepted"),
        target="drawn",
        title=Text(ar="حدّد السحب وحدتك", en="The draw settled your home"),
        subject=Text(ar="نتيجة السحب: حُدّدت وحدتك", en="Result of the draw: your home is settled"),
        body=Text(
            ar="حدّد السحب وحدتك في {project}، ورقمها {unit}. تُعدّ الوزارة عقد الانتفاع.",
            en="The draw has settled your home in {project}: {unit}. The ministry is preparing the contract of use.",
        ),
    ),
    "contracted": OfferStep(
        sources=_from("drawn"),
        target="contracted",
        title=Text(ar="صدر عقد الانتفاع", en="The contract of use was issued"),
        subject=Text(
            ar="صدر عقد الانتفاع؛ يرجى اختيار موعد التسلم", en="The contract is issued: choose when to receive the keys"
        ),
        body=Text(
            ar="صدر عقد الترخيص بالانتفاع بالوحدة {unit} في {project} موقّعًا إلكترونيًا. يرجى تسجيل الدخول لتنزيله واختيار موعد تسلم المفاتيح.",
            en="The contract of use of home {unit} in {project} is issued and signed. Sign in to download it and to choose when to receive the keys.",
        ),
    ),
    "appointed": OfferStep(
        sources=_from("contracted", "appointed"),
        target="appointed",
        title=Text(ar="حُدّد موعد التسلم", en="You chose when to receive the keys"),
        subject=Text(ar="موعد تسلم المفاتيح", en="Your appointment for the keys"),
        body=Text(
            ar="موعدك لمعاينة الوحدة {unit} وتسلم مفاتيحها: {when}. يمكنك تغييره قبل حلوله.",
            en="Your appointment to inspect home {unit} and receive its keys: {when}. You may change it until then.",
        ),
    ),
    "handed_over": OfferStep(
        sources=_from("appointed"),
        target="handed_over",
        title=Text(ar="تسلمت المفاتيح", en="You received the keys"),
        subject=Text(ar="تسلمت مفاتيح وحدتك", en="You have received the keys of your home"),
        body=Text(
            ar="تسلمت مفاتيح الوحدة {unit} في {project}. محضر التسليم والعيوب المرصودة وآجال الضمان متاحة في صفحة الطلب.{flat}",
            en="You have received the keys of home {unit} in {project}. The record of handover, its snags and the warranties are on the page of your application.{flat}",
        ),
    ),
}
# What to bring to the handover no source names; until the ministry says it, this is shown.
TO_BRING: Text | None = None
NOT_SET = Text(
    ar="لم تحدده الوزارة بعد؛ للسؤال عنه يرجى الاتصال بمركز الاتصال {hotline}",
    en="Not set by the ministry yet; ask the contact centre, {hotline}",
).format(hotline=HOTLINE_NUMBER)
RETURN_THE_FLAT = Text(
    ar=" وعليك إعادة الشقة المؤقتة في موعد أقصاه {day}.",
    en=" Your temporary flat must be returned by {day} at the latest.",
)
LEFT_THE_LIST = Text(ar="لم يعد طلبك على قائمة الانتظار", en="Your application is no longer on the waiting list")
NOTHING = Text(ar="", en="")
SNAG_MENDED = Text(ar="أُصلح عيب من محضر التسليم", en="A snag of the handover was mended")
FLAT_RETURNED = Text(ar="أُعيدت الشقة المؤقتة", en="The temporary flat was returned")
TITLES: dict[str, Text] = {code: step.title for code, step in STEPS.items()} | {
    "snag_mended": SNAG_MENDED,
    "flat_returned": FLAT_RETURNED,
}
