"""What is written about a request to the applicant after it was made: more time, again, a reminder, a contradiction."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.cases.enums import ContestFinding
from iskan.apps.cases.models import CaseEvent, CitizenRequest
from iskan.apps.notifications.enums import Route
from iskan.apps.notifications.operations import tell
from iskan.core.days import day_text
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy.lifecycles.notices import REQUESTED, with_last_day

_LONGER = Notice(
    subject=Text(ar="مُدّت مهلة ردك على الطلب {reference}", en="You have longer to answer on {reference}"),
    body=Text(
        ar="{name}، مُدّت مهلة الرد على ما طُلب منك بشأن الطلب {reference}.",
        en="{name}, you have longer to answer what was asked of you for {reference}.",
    ),
)
_REMINDER = Notice(
    subject=Text(ar="تذكير: ننتظر ردك على الطلب {reference}", en="Reminder: we await your answer on {reference}"),
    body=Text(
        ar="{name}، لم يصلنا بعدُ ما طُلب منك لإكمال النظر في طلبك {reference}: {asked}.",
        en="{name}, we have not yet received what was asked of you to go on with {reference}: {asked}.",
    ),
)
_CONTESTED = Notice(
    subject=Text(ar="اعتراض على رد سُجّل في المعاملة {reference}", en="An answer entered in {reference} is contested"),
    body=Text(
        ar="أفاد مقدم الطلب بأن الرد الذي سجّله موظف في المعاملة {reference} ليس رده: {words}.",
        en="The applicant says that the answer an official entered in {reference} is not theirs: {words}.",
    ),
)
_SETTLED = {
    ContestFinding.STANDS: Notice(
        subject=Text(
            ar="نُظر في اعتراضك بشأن الطلب {reference}", en="Your objection on {reference} has been looked into"
        ),
        body=Text(
            ar="{name}، نُظر في اعتراضك على الرد المسجل باسمك في الطلب {reference}، وبقي الرد كما سُجّل. السبب: {reason}",
            en="{name}, your objection to the answer entered for you in {reference} was looked into, and the answer "
            "stands. Reason: {reason}",
        ),
    ),
    ContestFinding.SET_ASIDE: Notice(
        subject=Text(
            ar="نُظر في اعتراضك بشأن الطلب {reference}", en="Your objection on {reference} has been looked into"
        ),
        body=Text(
            ar="{name}، نُظر في اعتراضك على الرد المسجل باسمك في الطلب {reference}، ولن يُعتد بهذا الرد. السبب: {reason}",
            en="{name}, your objection to the answer entered for you in {reference} was looked into, and the answer is "
            "set aside. Reason: {reason}",
        ),
    ),
}


def tell_longer(*, request: CitizenRequest, event: CaseEvent, at: datetime) -> None:
    """Tell the applicant the new last day."""
    _write(request, event, _LONGER, at)


def tell_again(*, request: CitizenRequest, event: CaseEvent, route: Route, at: datetime) -> None:
    """Send the applicant a request again by one way."""
    _write(request, event, REQUESTED, at, routes=(route,))


def tell_reminder(*, request: CitizenRequest, event: CaseEvent, at: datetime) -> None:
    """Remind the applicant of what was asked and by when."""
    _write(request, event, _REMINDER, at)


def tell_contested(*, request: CitizenRequest, event: CaseEvent, user_ids: Sequence[int], at: datetime) -> None:
    """Tell officials that the applicant does not own the answer that was entered for them."""
    words: dict[str, Text | str] = {"reference": request.case.reference, "words": request.contested}
    for user_id in user_ids:
        tell(
            user_id=user_id,
            event=f"case:{request.case.reference}:{event.pk}",
            subject=_CONTESTED.subject.format(**words),
            body=_CONTESTED.body.format(**words),
            case_reference=request.case.reference,
            at=at,
        )


def tell_settled(*, request: CitizenRequest, event: CaseEvent, at: datetime) -> None:
    """Tell the applicant whether the answer they contested stands, and why."""
    applicant = request.case.applicant
    notice = _SETTLED[ContestFinding(request.contest_finding)]
    words: dict[str, Text | str] = {
        "reference": request.case.reference,
        "name": Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar),
        "reason": request.contest_words,
    }
    tell(
        user_id=request.case.applicant_id,
        event=f"case:{request.case.reference}:{event.pk}",
        subject=notice.subject.format(**words),
        body=notice.body.format(**words),
        case_reference=request.case.reference,
        at=at,
    )


def letter_of(request: CitizenRequest) -> tuple[Text, Text]:
    """Return the subject and the words of a request as a letter to the applicant."""
    return _filled(request, REQUESTED)


def _filled(request: CitizenRequest, notice: Notice) -> tuple[Text, Text]:
    applicant = request.case.applicant
    words: dict[str, Text | str] = {
        "reference": request.case.reference,
        "name": Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar),
        "reason": request.text,
        "asked": request.text,
    }
    body = with_last_day(notice.body.format(**words), day_text(request.due_on) if request.due_on else None)
    return notice.subject.format(**words), body


def _write(
    request: CitizenRequest, event: CaseEvent, notice: Notice, at: datetime, routes: Sequence[Route] = tuple(Route)
) -> None:
    subject, body = _filled(request, notice)
    tell(
        user_id=request.case.applicant_id,
        event=f"case:{request.case.reference}:{event.pk}",
        subject=subject,
        body=body,
        case_reference=request.case.reference,
        at=at,
        routes=routes,
    )
