"""What the citizen is written at the moves of the ministry's courses, where a service says nothing else."""

from iskan.core.lifecycle import Notice
from iskan.core.text import Text

_RECEIVED = Text(ar="تسلمنا طلبك {reference}", en="We have received your application {reference}")
RECEIVED_AND_CHECKED = Notice(
    subject=_RECEIVED,
    body=Text(
        ar="{name}، تسلمنا طلبك رقم {reference} ({service}). نتحقق الآن من بياناتك لدى الجهات الحكومية، ثم يراجعه موظف مختص.",
        en="{name}, we have received your application “{service}”, reference {reference}. Your details are now being checked with other government bodies; an official then reviews it.",
    ),
)
RECEIVED = Notice(
    subject=_RECEIVED,
    body=Text(
        ar="{name}، تسلمنا طلبك رقم {reference} ({service})، ويراجعه موظف مختص.",
        en="{name}, we have received your application “{service}”, reference {reference}. An official reviews it.",
    ),
)
CHANGE_RECEIVED = Notice(
    subject=Text(ar="ننظر فيما أبلغت عنه: {reference}", en="We are looking at what you reported: {reference}"),
    body=Text(
        ar="{name}، في طلبك «{service}» ورقمه {reference} تغيير أو اعتراض على ما تذكره السجلات. ينظر فيه موظف مختص، ونبلغك بالنتيجة.",
        en="{name}, your request “{service}”, reference {reference}, reports a change or an objection to what registers say. An official looks at it, and we tell you the outcome.",
    ),
)
REQUESTED = Notice(
    subject=Text(ar="نحتاج إلى ردك بشأن الطلب {reference}", en="We need your answer on {reference}"),
    body=Text(
        ar="{name}، يحتاج الموظف المختص إلى الآتي لإكمال النظر في طلبك {reference}: {reason}. المدة متوقفة حتى ردك.",
        en="{name}, to go on with your application {reference} the official needs the following: {reason}. The clock stands still until you answer.",
    ),
)
_LAST_DAY = Text(ar="{words} آخر يوم للرد: {day}.", en="{words} The last day to answer is {day}.")


def with_last_day(words: Text, day: Text | None) -> Text:
    """Return what is written about a request with the last day to answer it, where there is one."""
    return _LAST_DAY.format(words=words, day=day) if day else words


ANSWERED = Notice(
    subject=Text(ar="تسلمنا ردك على الطلب {reference}", en="We have received your answer on {reference}"),
    body=Text(
        ar="{name}، تسلمنا ردك واستؤنفت مراجعة طلبك {reference}.",
        en="{name}, we have received your answer and the review of {reference} has resumed.",
    ),
)
RECALLED = Notice(
    subject=Text(ar="لم يعد ردك على الطلب {reference} لازمًا", en="We no longer need your answer on {reference}"),
    body=Text(
        ar="{name}، لم يعد لازمًا ما طلبناه منك بشأن طلبك {reference}، واستؤنفت مراجعته. السبب: {reason}.",
        en="{name}, what we asked of you for {reference} is no longer needed and its review has resumed. Reason: {reason}.",
    ),
)
TAKEN = Notice(
    subject=Text(ar="سُجّل ردك على الطلب {reference}", en="Your answer on {reference} was entered for you"),
    body=Text(
        ar="{name}، سجّل موظف ردك على الطلب {reference} كما أبلغته به: {reason}. إن لم يكن هذا ردك فيمكن الاعتراض عليه في صفحة الطلب.",
        en="{name}, an official entered your answer on {reference} as you gave it: {reason}. If it is not yours, say so on the application's page.",
    ),
)
UNANSWERED = Notice(
    subject=Text(ar="انقضى آخر يوم للرد على الطلب {reference}", en="The last day to answer on {reference} has passed"),
    body=Text(
        ar="{name}، انقضى آخر يوم للرد ولم يصل ردك، ويُستكمل النظر في طلبك {reference} بما فيه. السبب: {reason}.",
        en="{name}, the last day to answer has passed without your answer; {reference} is now considered as it stands. Reason: {reason}.",
    ),
)
APPROVED = Notice(
    subject=Text(ar="قُبل طلبك {reference}", en="Your application {reference} is approved"),
    body=Text(
        ar="{name}، قُبل طلبك رقم {reference} ({service}). تبيّن صفحة الطلب القرار وما يترتب عليه.",
        en="{name}, your application “{service}”, reference {reference}, is approved. Its page shows the decision and what follows from it.",
    ),
)
REFUSED = Notice(
    subject=Text(ar="قرار بشأن طلبك {reference}", en="A decision on your application {reference}"),
    body=Text(
        ar="{name}، تعذر قبول طلبك رقم {reference} ({service}). السبب: {reason}. تبيّن صفحة الطلب كل شرط غير مستوفى، ومادته القانونية، وما يلزم لاستيفائه.",
        en="{name}, your application “{service}”, reference {reference}, could not be approved. Reason: {reason}. Its page names each condition not met, its article, and what would change it.",
    ),
)
LAPSED_UNPAID = Notice(
    subject=Text(ar="سقط طلبك {reference} لعدم الدفع", en="Your application {reference} has lapsed"),
    body=Text(
        ar="{name}، لم يُدفع المبلغ المستحق على طلبك رقم {reference} ({service}) في مدته فسقط الطلب. يمكنك تقديم طلب جديد، ويُرد إليك ما يصل بعد ذلك.",
        en="{name}, what was due for your application “{service}”, reference {reference}, was not paid in time, so it has lapsed. You may apply anew; money that still arrives goes back to you.",
    ),
)
COMPLETED = Notice(
    subject=Text(ar="أُنجزت معاملتك {reference}", en="Your request {reference} is done"),
    body=Text(
        ar="{name}، أُنجزت معاملتك رقم {reference} ({service}).",
        en="{name}, your request “{service}”, reference {reference}, is done.",
    ),
)
WITHDRAWN = Notice(
    subject=Text(ar="سُحب طلبك {reference}", en="Your application {reference} is withdrawn"),
    body=Text(
        ar="{name}، سُحب طلبك {reference} بناءً على طلبك. يمكنك تقديم طلب جديد متى شئت.",
        en="{name}, your application {reference} is withdrawn at your wish. You may apply anew at any time.",
    ),
)
UNCONFIRMED = Notice(
    subject=Text(ar="لم يُعتمد طلبك {reference}", en="Your application {reference} was not confirmed"),
    body=Text(
        ar="{name}، لم يعتمد موظف ثانٍ ما سُجّل في الفرع من طلبك {reference} ({service})، فانتهى الطلب ولم يُنفَّذ منه شيء. يمكنك تقديم طلب جديد أو مراجعة الفرع.",
        en="{name}, a second official did not confirm what was taken down at a branch for “{service}”, reference {reference}: it has ended and nothing of it was done. You may apply anew, or ask at the branch.",
    ),
)
ON_THE_LIST = Notice(
    subject=Text(ar="قُبل طلبك {reference}", en="Your application {reference} is approved"),
    body=Text(
        ar="{name}، قُبل طلبك رقم {reference} ({service}). تجد بطاقة الاستحقاق في صفحة الطلب، وقد دخل طلبك قائمة الانتظار.",
        en="{name}, your application “{service}”, reference {reference}, is approved. Your entitlement card is on its page, and you are on the waiting list.",
    ),
)
SENT_TO_BODIES = Notice(
    subject=Text(ar="طلبك {reference} لدى جهات أخرى", en="Your application {reference} is with other bodies"),
    body=Text(
        ar="{name}، أُرسل طلبك {reference} ({service}) إلى الجهات التي يلزم رأيها فيه. مدة الإنجاز متوقفة إلى أن ترد، وتبيّن صفحة الطلب رد كل جهة.",
        en="{name}, {reference}, “{service}”, was sent to the bodies whose opinion it needs. The clock stands still until they answer; its page shows each answer.",
    ),
)
BODIES_ANSWERED = Notice(
    subject=Text(ar="ردت الجهات على طلبك {reference}", en="The other bodies have answered on {reference}"),
    body=Text(
        ar="{name}، وصلت ردود الجهات على طلبك {reference} واستؤنفت مراجعته. تجد رد كل جهة في صفحة الطلب.",
        en="{name}, the bodies have answered on {reference} and its review has resumed. Its page shows what each said.",
    ),
)
SENT_ELSEWHERE = Notice(
    subject=Text(ar="طلبك {reference} لدى البنك", en="Your application {reference} is with the bank"),
    body=Text(
        ar="{name}، ثبت استحقاقك في الطلب {reference} ({service})، وأُرسل إلى البنك الذي اخترته. نبلغك برده، ومدة الإنجاز متوقفة إلى أن يرد.",
        en="{name}, you are eligible under {reference}, “{service}”, and it was sent to the bank you chose. We tell you its answer; the clock stands still until then.",
    ),
)
OFFERED = Notice(
    subject=Text(ar="عرض من البنك على طلبك {reference}", en="The bank's offer on {reference}"),
    body=Text(
        ar="{name}، قدّم البنك عرضًا على طلبك {reference}. تجده في صفحة الطلب لقبوله أو لاختيار بنك آخر.",
        en="{name}, the bank has made an offer on {reference}. Accept it on the case's page, or choose another bank.",
    ),
)
TURNED_DOWN = Notice(
    subject=Text(ar="لم يقبل البنك طلبك {reference}", en="The bank did not agree to {reference}"),
    body=Text(
        ar="{name}، لم يقبل البنك طلبك {reference}. ما ذكره البنك: {reason}. استحقاقك لدى الوزارة قائم، ويمكنك اختيار بنك آخر.",
        en="{name}, the bank did not agree to {reference}. It says: {reason}. You remain eligible and may choose another bank.",
    ),
)
RECALLED_FROM_PARTNER = Notice(
    subject=Text(ar="سُحب طلبك {reference} من البنك", en="Your application {reference} was taken back from the bank"),
    body=Text(
        ar="{name}، سحبت الوزارة طلبك {reference} من البنك. السبب: {reason}. يمكنك اختيار بنك آخر.",
        en="{name}, the ministry took {reference} back from the bank. Reason: {reason}. You may choose another bank.",
    ),
)
ENDED_ELSEWHERE = Notice(
    subject=Text(ar="أُنهي طلبك {reference}", en="Your application {reference} has ended"),
    body=Text(
        ar="{name}، أُنهي طلبك {reference} دون تمويل بناءً على رغبتك، ويمكنك تقديم طلب جديد.",
        en="{name}, application {reference} ended without finance at your wish; you may apply anew.",
    ),
)
