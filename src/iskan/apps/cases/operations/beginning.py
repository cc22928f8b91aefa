"""What must hold before an application is begun or filed: the way in, for whom, beside what, about what."""

from http import HTTPStatus

from iskan.apps.cases.claims import require_no_own_claim
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.earlier import for_viewer, open_about
from iskan.apps.catalogue.standing import is_for_applicants
from iskan.core.catalogue import Channel, Service
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.reading import JoinedRead
from iskan.foundation.scope import Scope

_CASES = JoinedRead(Case)
_OPEN = "c.applicant_id = %(applicant)s AND c.service_code = %(service)s AND c.closed_at IS NULL"


class AlreadyOpen(Refusal):
    """The applicant's earlier application for the same, about the same, is still being decided."""

    text = Text(
        ar="لديك الطلب رقم {reference} في هذه الخدمة ولم يُبت فيه بعد. يمكنك انتظار البت فيه أو سحبه.",
        en="Your earlier application for this service, {reference}, is not decided yet. Wait for it, or withdraw it.",
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)
        self.reference = reference


class ChannelNotOffered(Refusal):
    """The service does not take applications this way."""

    text = Text(
        ar="لا تُقدَّم هذه الخدمة بهذه الطريقة. طرق تقديمها مبينة في صفحتها.",
        en="This service is not offered this way. Its page says how it can be applied for.",
    )


class OtherAudience(Refusal):
    """The service is not for people of the applicant's kind."""

    text = Text(
        ar="هذه الخدمة ليست للمواطنين. تبيّن صفحتها المستفيدين منها.",
        en="This service is not for citizens. Its page says for whom it is.",
    )


class NoEarlierCase(Refusal):
    """The service is about an earlier case of the applicant's, and none fits."""

    text = Text(
        ar="لا توجد معاملة سابقة تشملها هذه الخدمة.", en="There is no earlier case that this service may be about."
    )


def check_beginning(scope: Scope, service: Service, applicant_id: int) -> None:
    """Refuse to begin what could not be filed: a service for others, or about an earlier case where none fits.

    Raises:
        OtherAudience, NoEarlierCase. ClaimStands: the applicant waits for a home or has one.
        AlreadyOpen: about each case that fits, an application is open.
    """
    if not is_for_applicants(service):
        raise OtherAudience
    require_no_own_claim(service, applicant_id)
    question = service.earlier_case
    if question is None or (service.about and service.about.is_optional):
        return
    fitting = for_viewer(scope, service, applicant_id)
    if not fitting:
        raise NoEarlierCase(question.none_fits)
    standing = open_about(service, fitting)
    if len(standing) == len(fitting):
        raise AlreadyOpen(standing[fitting[0].pk])


def check_channel(service: Service, channel: Channel) -> None:
    """Refuse a way in that the service does not offer."""
    if channel not in service.channels:
        raise ChannelNotOffered


def standing_draft(owner: int, service: Service) -> Case | None:
    """Return the one draft of a service, if there is one.

    Beside an open application there shall be none, unless what each is about is known only from its answers.
    """
    values = {"applicant": owner, "service": service.code}
    if service.told_apart_by is not None:
        return _CASES.one(f"{_OPEN} AND c.filed_at IS NULL ORDER BY c.id LIMIT 1", values)
    case = _CASES.one(f"{_OPEN} ORDER BY c.filed_at NULLS FIRST LIMIT 1", values)
    if case is not None and case.filed_at is not None:
        raise AlreadyOpen(case.reference)
    return case


def refuse_second(case: Case) -> None:
    """Raise `AlreadyOpen` where a case of the same service about the same is open."""
    values = {"applicant": case.applicant_id, "service": case.service_code, "subject": case.subject}
    filed = f"{_OPEN} AND c.subject = %(subject)s AND c.filed_at IS NOT NULL"
    earlier = _CASES.one(f"{filed} ORDER BY c.id LIMIT 1", values)
    if earlier is not None:
        raise AlreadyOpen(earlier.reference)
