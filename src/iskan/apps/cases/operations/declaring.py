"""Declarations adults of a household make in their own name, on their own sign-in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, DeclarationMade
from iskan.apps.cases.operations.queueing import queue_register
from iskan.apps.cases.queries.declarations import declarations_awaiting
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

_ASKED = Text(ar="إقرارك مطلوب للطلب {reference}", en="Your declaration is needed for {reference}")
_WHY = Text(
    ar="{name}، لا يكتمل التحقق في الطلب {reference} إلا بإقرار منك بصفتك من أفراد الأسرة البالغين. "
    "سجّل الدخول وافتح صفحة «إقرارات مطلوبة مني»، ولا يُستعلم عنك قبل إقرارك.",
    en="{name}, the checks of application {reference} need a declaration of yours, as an adult of the family. "
    "Sign in and open “Declarations asked of me”; nothing is asked about you before you make it.",
)


@transaction.atomic
def declare(*, scope: Scope, reference: str, code: str, at: datetime) -> DeclarationMade:
    """Make a declaration somebody's application waits for; the checks that waited for it are queued.

    Declaring again what one has declared changes nothing.

    Raises:
        OutOfScope: the viewer is not asked to declare that.
    """
    case = Case.objects.select_for_update(of=("self",), no_key=True).filter(reference=reference).first()
    if case is None or not scope.cpr:
        raise OutOfScope(reference)
    made = DeclarationMade.objects.filter(case=case, code=code, cpr=scope.cpr).first()
    if made is not None:
        return made
    if (reference, code) not in {awaited[:2] for awaited in declarations_awaiting(scope.cpr)}:
        raise OutOfScope(reference)
    return _declare(case, code, scope, at)


def _declare(case: Case, code: str, scope: Scope, at: datetime) -> DeclarationMade:
    made = DeclarationMade.objects.create(
        case=case, code=code, cpr=scope.cpr or "", made_by_id=scope.acting_id, made_at=at
    )
    audit.record(
        scope=scope, action="declaration.made", subject_kind="case", subject=case.reference, at=at, declaration=code
    )
    for check in service_of(case).register_checks:
        if check.declaration == code:
            queue_register(case_id=case.pk, register=check.register)
    return made


_OTHERS = Text(ar="الطلب {reference} ينتظر إقرار أفراد من أسرتك", en="{reference} waits for your family's declarations")
_ASK_THEM = Text(
    ar="{name}، لا يكتمل التحقق في الطلب {reference} إلا بإقرار كل فرد بالغ من أسرتك بدخوله هو. "
    "تجد أسماء من ننتظر إقرارهم في صفحة الطلب.",
    en="{name}, the checks of application {reference} need a declaration of each adult of your family, each on their "
    "own sign-in. The application's page names those we wait for.",
)


def invite_to_declare(*, case: Case, cprs: Iterable[str], code: str, at: datetime) -> None:
    """Tell once each of those whose declaration a filed case waits for, as far as they have an account.

    The applicant is told that others are waited for, whether or not these can be reached.
    """
    others = frozenset(cprs) - {case.applicant.cpr}
    if others:
        _invite(case.applicant, case, f"others-{code}", (_OTHERS, _ASK_THEM), at)
    for user in User.objects.filter(cpr__in=list(cprs), is_active=True):
        _invite(user, case, f"declare-{code}", (_ASKED, _WHY), at)


def _invite(user: User, case: Case, event: str, letter: tuple[Text, Text], at: datetime) -> None:
    subject, body = letter
    words: dict[str, Text | str] = {
        "reference": case.reference,
        "name": Text(ar=user.name_ar, en=user.name_en or user.name_ar),
    }
    tell(
        user_id=user.pk,
        event=f"case:{case.reference}:{event}",
        subject=subject.format(**words),
        body=body.format(**words),
        at=at,
    )
