"""Printing a message as a letter for somebody no message reaches, and noting that it was posted."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.reaching import free_work
from iskan.apps.cases.queries.posting import LetterLine, letter_line
from iskan.apps.cases.queries.reaching import unreached_person
from iskan.apps.documents.press.typesetting import typeset_record
from iskan.apps.households.queries import address_on_record
from iskan.apps.notifications.models import PostedLetter
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.sandbox import SandboxBusy, SandboxFailed
from iskan.foundation.scope import Scope
from iskan.policy.addresses import address_lines

TEMPLATE: Final = "message"


class LetterNotPrinted(Refusal):
    """There was no room to set the letter."""

    text = Text(ar="تعذرت طباعة الرسالة، يرجى المحاولة مرة أخرى.", en="The letter could not be printed. Try again.")
    status = HTTPStatus.SERVICE_UNAVAILABLE


class NoPostalAddress(Refusal):
    """The population register told no address to write on the letter."""

    text = Text(
        ar="لا يوجد لهذا الشخص عنوان في سجل السكان، فلا تُطبع له رسالة.",
        en="The population register told no address of this person: no letter can be printed.",
    )
    status = HTTPStatus.CONFLICT


class AlreadyPosted(Refusal):
    """The letter was posted before."""

    text = Text(ar="سُجّل إرسال هذه الرسالة بالبريد من قبل.", en="This letter was marked as posted before.")
    status = HTTPStatus.CONFLICT


def print_letter(*, scope: Scope, unreached_id: int, message_id: int, at: datetime) -> bytes:
    """Return a message as a letter (PDF) in its reader's language, with the address the population register told.

    Raises:
        OutOfScope: the viewer sees no such work or message. NoPostalAddress. LetterNotPrinted.
    """
    person = unreached_person(scope, unreached_id)
    line = letter_line(scope, person, message_id)
    address = address_lines(address_on_record(person.cpr))
    if not address:
        raise NoPostalAddress
    language = Case.objects.get(reference=person.reference).applicant.language
    words = {
        "language": language, "name": person.name.in_(language), "address": [one.in_(language) for one in address],
        "subject": line.subject.in_(language), "paragraphs": line.body.in_(language).split("\n"),
        "issued_on": localdate(line.created_at), "reference": line.case_reference,
    }  # fmt: skip
    _record(scope, "reaching.letter_printed", person.user_id, line, at)
    try:
        return typeset_record(template=TEMPLATE, words=words, at=at)
    except (SandboxBusy, SandboxFailed) as fault:
        raise LetterNotPrinted from fault


@transaction.atomic
def note_posted(*, scope: Scope, unreached_id: int, message_id: int, at: datetime) -> PostedLetter:
    """Note that the letter of a message was posted.

    Raises:
        OutOfScope, OwnHousehold, FiledByOneself, DecidedEarlier, ReachedByAnother. AlreadyPosted.
    """
    unreached = free_work(scope, unreached_id)
    line = letter_line(scope, unreached_person(scope, unreached_id), message_id)
    if line.posted_at is not None:
        raise AlreadyPosted
    posted = PostedLetter.objects.create(message_id=line.id, posted_by_id=scope.acting_id, posted_at=at)
    _record(scope, "reaching.letter_posted", unreached.user_id, line, at)
    return posted


def _record(scope: Scope, action: str, user_id: int, line: LetterLine, at: datetime) -> None:
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(user_id), at=at, message=line.id)
