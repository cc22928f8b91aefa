"""Sending a case to the body whose answer it needs, and ending that."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.utils import timezone

from iskan.apps.accounts.partner_people import officers_of_partner
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assessing import facts_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.catalogue.queries import figures
from iskan.apps.notifications.operations import tell
from iskan.apps.partners.events import referral_ended, referral_sent
from iskan.apps.partners.models import Referral
from iskan.core import display
from iskan.core.catalogue import Service
from iskan.core.dated import NotConfigured
from iskan.core.facts_json import fact_to_json
from iskan.core.money import Money
from iskan.core.partners import ApplicantDetail, Partner, SentLine, body_asked
from iskan.core.refusal import Refusal
from iskan.core.text import Text, same
from iskan.foundation import audit
from iskan.foundation.scope import Scope
from iskan.policy.facts import BY_CODE
from iskan.policy.messages import REFERRAL_SENT, REFERRAL_SENT_BODY


class BodyAskedBefore(Refusal):
    """This body has answered already: another one is asked."""

    text = Text(
        ar="سبق أن رد {body} على هذا الطلب. يرجى اختيار غيره.", en="{body} has answered already: choose another."
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, *, body: Text, field: str) -> None:
        super().__init__(body=body)
        self.field = field


def send_to_partner(*, scope: Scope, case_id: int, partner: str, at: datetime) -> Referral:
    """Send a case to the body named in it last; an earlier offer no longer stands. The caller holds the transaction.

    Raises:
        BodyAskedBefore: the applicant chose a body that has answered already. A body the service names is asked again.
    """
    case = Case.objects.select_related("application", "applicant").get(pk=case_id)
    service = service_of(case)
    declared = service.partner(partner)
    body = body_asked(declared, _newest_answers(case))
    before = Referral.objects.filter(case=case, partner=partner)
    if declared.question is not None and before.filter(body=body.code, answered_at__isnull=False).exists():
        raise BodyAskedBefore(body=body.name, field=declared.question or "")
    before.filter(ended_at__isnull=True).update(ended_at=at)
    referral = Referral.objects.create(
        case=case, partner=partner, body=body.code, sent=[*_lines(case, service, declared)], sent_at=at,
        due_on=_last_day(declared, timezone.localdate(at)),
    )  # fmt: skip
    audit.record(
        scope=scope, action="referral.sent", subject_kind=audit.CASE, subject=case.reference, at=at, body=body.code,
        lines=[line.code for line in declared.sends],
    )  # fmt: skip
    for user_id in officers_of_partner(body.code):
        words = {"reference": case.reference}
        tell(
            user_id=user_id, event=f"referral:{referral.pk}", subject=REFERRAL_SENT.format(**words),
            body=REFERRAL_SENT_BODY.format(service=service.name, **words), at=at,
        )  # fmt: skip
    referral_sent.happened(referral, at)
    return referral


def end_referral(*, scope: Scope, case_id: int, partner: str, at: datetime) -> None:
    """Await a body's answer no more, where one is awaited. The caller holds the transaction."""
    awaited = Referral.objects.filter(case_id=case_id, partner=partner, answered_at__isnull=True, ended_at__isnull=True)
    for referral in awaited.select_related("case"):
        referral.ended_at = at
        referral.save(update_fields=["ended_at"])
        audit.record(
            scope=scope, action="referral.ended", subject_kind=audit.CASE, subject=referral.case.reference, at=at,
            body=referral.body,
        )  # fmt: skip
        referral_ended.happened(referral, at)


def _newest_answers(case: Case) -> Mapping[str, Any]:
    """Return the answers of the application, with those given by the newest move over them."""
    newest = case.events.filter(kind=EventKind.TRANSITION).order_by("-pk").first()
    moved: Mapping[str, Any] = newest.detail.get("answers", {}) if newest else {}
    return {**case.application.answers, **moved}


def _last_day(partner: Partner, today: date) -> date | None:
    if partner.promise is None:
        return None
    try:
        return working_calendar().add(today, figures().value(partner.promise, today))
    except NotConfigured:
        return None


def _lines(case: Case, service: Service, partner: Partner) -> Iterator[dict[str, Any]]:
    for line in partner.sends:
        value, words = _sent(case, service, line)
        yield {
            "code": line.code, "label": {"ar": line.label.ar, "en": line.label.en}, "value": value,
            "words": {"ar": words.ar, "en": words.en},
        }  # fmt: skip


def _sent(case: Case, service: Service, line: SentLine) -> tuple[Any, Text]:
    """Return one line as machines read it, and in words."""
    if line.applicant is not None:
        return _of_applicant(case, line.applicant)
    if line.answer is not None:
        question = next(one for one in service.questions() if one.code == line.answer)
        answer = case.application.answers.get(line.answer)
        return answer, display.shown(question, answer)
    known = facts_of(case, service).get(line.fact or "")
    if known is None:
        return None, display.NOT_ANSWERED
    # Amounts go as they go in answers: whole fils.
    value = known.value.fils if isinstance(known.value, Money) else fact_to_json(known.value)
    return value, display.fact_text(BY_CODE[line.fact or ""], known.value)


def _of_applicant(case: Case, detail: ApplicantDetail) -> tuple[Any, Text]:
    person = case.applicant
    if detail is ApplicantDetail.NUMBER:
        return person.cpr, same(person.cpr or "")
    name = Text(ar=person.name_ar, en=person.name_en or person.name_ar)
    return {"ar": name.ar, "en": name.en}, name
