"""What is written to those who are asked for consent, and to the applicant about them."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.accounts.models import User
from iskan.apps.cases.consents import is_declaration, names_of_people
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.notifications.operations import tell
from iskan.core.catalogue import Service
from iskan.core.days import day_text
from iskan.core.lifecycle import Notice
from iskan.core.text import Text, listed

_CONSENT = Notice(
    subject=Text(ar="موافقتك مطلوبة على الطلب {reference}", en="Your consent is asked for on {reference}"),
    body=Text(
        ar="{name}، يتطلب الطلب رقم {reference} ({service})، ومقدمه {applicant}، موافقتك. يرجى تسجيل الدخول وفتح صفحة "
        "«مطلوب مني» لقراءة المطلوب، ثم الإجابة بالموافقة أو عدمها.{until}",
        en="{name}, {applicant} has an application for “{service}”, {reference}, that needs your consent. Sign in and "
        "open “Asked of me”: read what you are asked, then say yes or no.{until}",
    ),
)
_DECLARATION = Notice(
    subject=Text(ar="إقرارك مطلوب للطلب {reference}", en="Your declaration is needed for {reference}"),
    body=Text(
        ar="{name}، لا يكتمل النظر في الطلب {reference} إلا بإقرار منك بصفتك من أفراد الأسرة البالغين. يرجى تسجيل "
        "الدخول وفتح صفحة «مطلوب مني» لقراءة نص الإقرار، ثم الإجابة بالموافقة أو عدمها، ولا يُستعلم عنك قبل "
        "إقرارك.{until}",
        en="{name}, application {reference} cannot go on without a declaration of yours, as an adult of the family. "
        "Sign in and open “Asked of me”: read it, then say yes or no. Nothing is asked about you before.{until}",
    ),
)
_UNTIL = Text(ar=" آخر يوم للرد: {day}.", en=" The last day to answer is {day}.")
_NOTHING = Text(ar="", en="")
_OTHERS = Notice(
    subject=Text(ar="الطلب {reference} ينتظر رد آخرين", en="{reference} waits for the answer of others"),
    body=Text(
        ar="{name}، يتطلب الطلب {reference} موافقة أو إقرارًا من: {people}. يجيب كل منهم بمفتاحه الإلكتروني من صفحة "
        "«مطلوب مني»، وتبيّن صفحة الطلب من ننتظر رده. ومن لا يستخدم المفتاح الإلكتروني يجيب في فرع الوزارة ببطاقته، "
        "ذاكرًا رقم الطلب.{until}",
        en="{name}, application {reference} needs the consent or declaration of: {people}. Each answers on their own "
        "sign-in, under “Asked of me”. The application's page names those we wait for. Whoever does not use eKey "
        "answers at a branch with their card, naming the reference.{until}",
    ),
)
_REFUSED = Notice(
    subject=Text(ar="لم تُعطَ موافقة مطلوبة للطلب {reference}", en="A consent {reference} needs was not given"),
    body=Text(
        ar="{name}، وردت الإجابة بعدم الموافقة على الطلب {reference} من: {person}.{why}",
        en="{name}, {person} did not agree in application {reference}.{why}",
    ),
)
_WHY = Text(ar=" السبب كما كتبه: {reason}", en=" The reason, in their words: {reason}")
_ALL_GIVEN = Notice(
    subject=Text(ar="اكتملت الموافقات المطلوبة للطلب {reference}", en="All who were asked have agreed to {reference}"),
    body=Text(
        ar="{name}، اكتملت الموافقات والإقرارات المطلوبة للطلب {reference}.{onward}",
        en="{name}, every consent and declaration application {reference} needs has been given.{onward}",
    ),
)
_SUBMIT_NOW = Text(
    ar=" يمكن الآن تقديم الطلب؛ وإذا عُدّلت إجابة طُلبت الموافقة من جديد.",
    en=" Open it and submit it; if you change an answer, the consent is asked for anew.",
)
_TAKEN = Notice(
    subject=Text(ar="سُجّل ردك على الطلب {reference}", en="Your answer on {reference} was taken"),
    body=Text(
        ar="{name}، سجّل موظف في فرع الوزارة ردك على الطلب {reference}: {answer}. إن لم تكن أنت من أجاب فيرجى "
        "الاتصال بنا فورًا.",
        en="{name}, an official at a branch took your answer on application {reference}: {answer}. If it was not you "
        "who answered, call us at once.",
    ),
)
_ANSWERS = {True: Text(ar="الموافقة", en="yes"), False: Text(ar="عدم الموافقة", en="no")}
_LAPSED = Notice(
    subject=Text(ar="انقضت مهلة الرد على الطلب {reference}", en="The time to answer on {reference} has passed"),
    body=Text(
        ar="{name}، انقضت المهلة دون رد من {person}، فعُدّت الموافقة على الطلب {reference} غير معطاة.",
        en="{name}, the last day passed without an answer of {person}: the consent to {reference} counts as not given.",
    ),
)


def tell_asked(*, case: Case, service: Service, requests: Sequence[ConsentRequest], at: datetime) -> None:
    """Tell each of those asked who has an account, once, and the applicant that others are waited for."""
    users = {user.cpr: user for user in User.objects.filter(cpr__in=[one.cpr for one in requests], is_active=True)}
    for request in requests:
        if request.cpr in users:
            notice = _DECLARATION if is_declaration(service, request.code) else _CONSENT
            event = f"asked-{request.code}-{request.version}"
            _write(
                users[request.cpr], request, event, notice, at, service=service.name, applicant=_name(case.applicant)
            )
    others = [request for request in requests if request.cpr != case.applicant.cpr]
    if others:
        names = names_of_people(frozenset(request.cpr for request in others))
        people = listed(list(dict.fromkeys(names[request.cpr] for request in others)))
        _write(case.applicant, others[0], f"others-{others[0].pk}", _OTHERS, at, people=people)


def tell_answer(*, case: Case, request: ConsentRequest, name: Text, is_last: bool, at: datetime) -> None:
    """Tell the applicant of a refusal, and that nobody is waited for any more."""
    if request.cpr == case.applicant.cpr:
        return
    if request.answer == ConsentAnswer.REFUSED:
        why = _WHY.format(reason=request.reason) if request.reason else _NOTHING
        _write(case.applicant, request, f"refused-{request.pk}", _REFUSED, at, person=name, why=why)
    asked = case.consent_requests.filter(version=request.version)
    if is_last and not asked.exclude(answer=ConsentAnswer.GIVEN).exists():
        onward = _NOTHING if case.filed_at else _SUBMIT_NOW
        _write(case.applicant, request, f"agreed-{request.pk}", _ALL_GIVEN, at, onward=onward)


def tell_taken(*, request: ConsentRequest, at: datetime) -> None:
    """Tell whoever answered at the counter, where they have an account, what was taken down for them."""
    user = User.objects.filter(cpr=request.cpr, is_active=True).first()
    if user is not None:
        said = _ANSWERS[request.answer == ConsentAnswer.GIVEN]
        _write(user, request, f"taken-{request.pk}", _TAKEN, at, answer=said)


def tell_lapsed(*, request: ConsentRequest, asked: User | None, at: datetime) -> None:
    """Tell the applicant, and whoever was asked, that the last day passed without an answer."""
    name = names_of_people(frozenset({request.cpr}))[request.cpr]
    for user in {request.case.applicant, asked} - {None}:
        assert user is not None  # noqa: S101 -- taken away above; this tells the type checker
        _write(user, request, f"lapsed-{request.pk}", _LAPSED, at, person=name)


def _write(user: User, request: ConsentRequest, event: str, notice: Notice, at: datetime, **more: Text | str) -> None:
    case = request.case
    until = _UNTIL.format(day=day_text(request.due_on)) if request.due_on else _NOTHING
    words: dict[str, Text | str] = {"reference": case.reference, "name": _name(user), "until": until, **more}
    is_own = user.pk == case.applicant_id
    tell(
        user_id=user.pk,
        event=f"case:{case.reference}:{event}",
        subject=notice.subject.format(**words),
        body=notice.body.format(**words),
        case_reference=case.reference if is_own else "",
        at=at,
    )


def _name(user: User) -> Text:
    return Text(ar=user.name_ar, en=user.name_en or user.name_ar)
