"""Telling a citizen what somebody else filed in their name, and recording who and how."""

from datetime import datetime
from typing import Final

from iskan.apps.cases.models import Case, Filing
from iskan.apps.notifications.operations import tell
from iskan.core.catalogue import Channel, Service
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope

_FILED: Final = Text(ar="قُدّم باسمك الطلب {reference}", en="Application {reference} was filed in your name")
_WHAT: Final = Text(
    ar="{name}، قُدّم باسمك {how} الطلب رقم {reference} ({service}). تبيّن صفحته كل ما ورد فيه، ويمكنك سحبه منها إن "
    "لم يكن تقديمه بإذنك أو كان فيه خطأ. أما ما يُقرّ به كل بالغ عن نفسه فنطلبه منك في حسابك.",
    en="{name}, an application for “{service}”, {reference}, was filed in your name {how}. Its page shows all that it "
    "says. If you did not allow it, or something in it is wrong, withdraw it there. What each adult declares for "
    "themselves we ask of you in your own account.",
)
_HOW: Final = {
    Channel.DESK: Text(ar="في مركز الخدمة لدى {who}", en="at the service centre by {who}"),
    Channel.PHONE: Text(ar="في مكالمة هاتفية مع {who}", en="in a telephone call by {who}"),
    Channel.API: Text(ar="عن طريق {who}", en="through {who}"),
}


def tell_applicant(*, case: Case, service: Service, scope: Scope, at: datetime) -> None:
    """Tell the applicant what was filed for them, how, and how to object; the audit trail says how they were known."""
    filing = Filing.objects.select_related("client").get(case=case)
    applicant = case.applicant
    words: dict[str, Text | str] = {
        "reference": case.reference,
        "service": service.name,
        "name": Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar),
    }
    how = _HOW[Channel(case.channel)].format(who=_who_files(case, filing))
    tell(
        user_id=case.applicant_id,
        event=f"case:{case.reference}:filed-for",
        subject=_FILED.format(**words),
        body=_WHAT.format(how=how, **words),
        case_reference=case.reference,
        at=at,
    )
    audit.record(
        scope=scope, action="case.filed_for", subject_kind="case", subject=case.reference, at=at,
        channel=case.channel, identified_by=filing.identified_by,
    )  # fmt: skip


def _who_files(case: Case, filing: Filing) -> Text:
    """Return whom the citizen is told of: the machine's body, or the department; officials' names stay its own."""
    filer = filing.client or case.department
    if filer is None:
        return Text(ar="", en="")
    return Text(ar=filer.name_ar or filer.name_en, en=filer.name_en or filer.name_ar)
