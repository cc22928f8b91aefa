"""Messages to somebody no message reaches, as letters that may be printed and posted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from iskan.apps.cases.queries.reaching import UnreachedPerson
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.notifications.models import Message
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.messages import ERASED_BODY

MOST_LETTERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A message that may be posted as a letter, and when it was."""

    id: int
    subject: Text
    body: Text
    case_reference: str
    created_at: datetime
    posted_at: datetime | None


def letters_to(scope: Scope, person: UnreachedPerson) -> tuple[LetterLine, ...]:
    """Return the newest messages to a person the viewer has been let in to, about no case or one the viewer sees."""
    return tuple(map(_line, _seen(scope, person).order_by("-created_at", "-pk")[:MOST_LETTERS]))


def letter_line(scope: Scope, person: UnreachedPerson, message_id: int) -> LetterLine:
    """Return one of them, or raise `OutOfScope`."""
    found = _seen(scope, person).filter(pk=message_id).first()
    if found is None:
        raise OutOfScope(str(message_id))
    return _line(found)


def _seen(scope: Scope, person: UnreachedPerson) -> QuerySet[Message]:
    about = Q(case_reference="") | Q(case_reference__in=visible_cases(scope).values("reference"))
    kept = Message.objects.filter(about, user_id=person.user_id).exclude(body_ar=ERASED_BODY.ar)
    return kept.select_related("posted")


def _line(row: Message) -> LetterLine:
    posted = getattr(row, "posted", None)
    return LetterLine(
        id=row.pk,
        subject=Text(ar=row.subject_ar, en=row.subject_en),
        body=Text(ar=row.body_ar, en=row.body_en),
        case_reference=row.case_reference,
        created_at=row.created_at,
        posted_at=posted.posted_at if posted else None,
    )
