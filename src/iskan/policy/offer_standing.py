"""Where a household stands between its nomination and its keys, as the page of its application opens: by the offer's state."""

from dataclasses import dataclass

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHeadline:
    """The head of the page and what comes next, with the places {due}, {unit}, {project}, {when} and {on}.

    ``passed`` is the last stretch of `waiting_list.STEPS_TO_KEYS` that lies behind the household.
    """

    name: Text
    next_step: Text
    passed: str = ""


_ON_THE_LIST = Text(ar="على قائمة الانتظار", en="On the waiting list")
_NOMINATED = Text(ar="رُشّحت أسرتك لوحدة", en="Your household is nominated for a home")

STANDINGS: dict[str, OfferHeadline] = {
    "checking": OfferHeadline(
        name=_NOMINATED,
        next_step=Text(
            ar="تراجع الوزارة شروط الاستحقاق مرة ثانية، ثم تصدر شهادة ترشيحك لمشروع {project}. لا يلزمك أي إجراء الآن.",
            en="The ministry is checking the conditions again; then your nomination certificate for {project} is issued. You need do nothing now.",
        ),
        passed="update_details",
    ),
    "doubtful": OfferHeadline(
        name=_NOMINATED,
        next_step=Text(
            ar="المراجعة الثانية لطلبك قيد النظر، وتجد النتيجة هنا.",
            en="An official is looking at the second check of your application. You find the result here.",
        ),
        passed="update_details",
    ),
    "certified": OfferHeadline(
        name=Text(ar="صدرت شهادة ترشيحك", en="Your nomination certificate is issued"),
        next_step=Text(
            ar="يصلك بعدها عرض الوحدة في {project}، وفيه آخر يوم للرد.",
            en="The offer of a home in {project} follows, with the last day to answer.",
        ),
        passed="nomination",
    ),
    "offered": OfferHeadline(
        name=Text(ar="عرض من الوزارة بانتظار ردك", en="An offer of a home awaits your answer"),
        next_step=Text(
            ar="يمكنك قبول العرض في {project} أو رفضه في موعد أقصاه {due}.",
            en="Accept or refuse the offer in {project} by {due} at the latest.",
        ),
        passed="nomination",
    ),
    "accepted": OfferHeadline(
        name=Text(ar="قبلت العرض، ويبقى السحب", en="You accepted the offer; the draw comes next"),
        next_step=Text(
            ar="يحدّد السحب المعلن وحدتك في {project}، ونُعلمك بموعده.",
            en="A public draw settles your home in {project}; we tell you when it is held.",
        ),
        passed="nomination",
    ),
    "drawn": OfferHeadline(
        name=Text(ar="حدّد السحب وحدتك", en="The draw has settled your home"),
        next_step=Text(
            ar="وحدتك في {project} رقمها {unit}. تُعدّ الوزارة عقد الانتفاع، ثم يمكنك اختيار موعد تسلم المفاتيح.",
            en="Your home in {project} is {unit}. The ministry is preparing the contract of use; then you choose when to receive the keys.",
        ),
        passed="draw",
    ),
    "contracted": OfferHeadline(
        name=Text(ar="صدر عقد الانتفاع بوحدتك", en="The contract of use of your home is issued"),
        next_step=Text(
            ar="يرجى اختيار موعد معاينة الوحدة {unit} في {project} وتسلم مفاتيحها.",
            en="Choose when to inspect home {unit} in {project} and receive its keys.",
        ),
        passed="contract",
    ),
    "appointed": OfferHeadline(
        name=Text(ar="صدر العقد، وحُدّد موعد التسليم", en="The contract is issued and the handover is set"),
        next_step=Text(
            ar="تتسلم مفاتيح الوحدة {unit} في {project}: {when}. يمكنك تغيير الموعد قبل حلوله.",
            en="You receive the keys of home {unit} in {project}: {when}. You may change the appointment until then.",
        ),
        passed="contract",
    ),
    "handed_over": OfferHeadline(
        name=Text(ar="تسلمت مفاتيح وحدتك", en="You have the keys of your home"),
        next_step=Text(
            ar="تسلمت بتاريخ {on} مفاتيح الوحدة {unit} في {project}، وخرج طلبك من قائمة الانتظار بحصولك عليها. محضر التسليم وآجال الضمان متاحة في صفحة «مسكنك».",
            en="You received the keys of home {unit} in {project} on {on}, and your application has left the waiting list because you have a home. The record of handover and the warranties are on the page 'Your home'.",
        ),
        passed="keys",
    ),
    "refused": OfferHeadline(
        name=_ON_THE_LIST,
        next_step=Text(
            ar="رفضت بتاريخ {on} عرض الوحدة في {project}. عاد طلبك ينتظر دوره على قائمة الانتظار بأقدميته.",
            en="You refused the offer in {project} on {on}. Your application waits for its turn on the list again, with its seniority.",
        ),
    ),
    "expired": OfferHeadline(
        name=_ON_THE_LIST,
        next_step=Text(
            ar="انقضت بتاريخ {on} مهلة الرد على العرض في {project} دون رد. عاد طلبك ينتظر دوره على قائمة الانتظار بأقدميته.",
            en="The offer in {project} lapsed unanswered on {on}. Your application waits for its turn on the list again, with its seniority.",
        ),
    ),
    "dropped": OfferHeadline(
        name=_ON_THE_LIST,
        next_step=Text(
            ar="عدلت الوزارة بتاريخ {on} عن ترشيحك في {project}، وتجد السبب أدناه. عاد طلبك ينتظر دوره على قائمة الانتظار بأقدميته.",
            en="The ministry withdrew your nomination in {project} on {on}; the reason is below. Your application waits for its turn on the list again, with its seniority.",
        ),
    ),
}
LAPSED = frozenset({"refused", "expired", "dropped"})
