"""The audit trail asked by officials, citizens, subjects, acts and days; what was asked is a line of it too."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import names_of
from iskan.apps.anchors.operations.verifying import ask_for_verification
from iskan.apps.anchors.queries.anchors import last_verification
from iskan.apps.cases.queries.trail import person_in_trail
from iskan.apps.cases.rules import is_sealed_from
from iskan.core.refusal import Refusal
from iskan.core.text import Text, latin_digits
from iskan.foundation import audit, clock
from iskan.foundation.audit_search import FoundPage, every_line, trail_page
from iskan.foundation.references import references_in
from iskan.foundation.scope import OutOfScope, Scope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page, reading
from iskan.surfaces.backoffice.presenters.audit import Known, known_to, trail_rows
from iskan.surfaces.backoffice.presenters.audit_questions import (
    TrailQuestion,
    Understood,
    choices_of,
    read_question,
    understand,
)
from iskan.surfaces.backoffice.presenters.audit_sheet import trail_sheet
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NOBODY_KNOWN = Text(
    ar="لا يوجد في النظام شخص بهذا الرقم الشخصي.", en="The system knows nobody with this personal number."
)


@listing(rows=lambda rows: references_in(*(words for row in rows for words in (row.subject, row.detail))))
def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    question = read_question(request.GET)
    asked = understand(request.scope, question)
    found = FoundPage(lines=(), older=None) if asked.missing else trail_page(asked.sought, after=question.after)
    _keep_asked(request.scope, question, asked)
    rows = trail_rows((line.entry for line in found.lines), _known(request.scope, asked, found))
    return page(
        request, "oversight/audit", status=sent.status, question=question, asked=asked, found=found, rows=rows,
        filters=choices_of(request.scope), verified=last_verification(), sent=sent,
    )  # fmt: skip


@asking(rules.can_read_audit)
@shows_refusals(_show, "family")
def trail(request: ScopedRequest) -> HttpResponseBase:
    """Show the lines that answer what is asked; a personal number is sent, and stands in no address."""
    if request.method != "POST":
        return _show(request)
    try:
        person = person_in_trail(request.scope, latin_digits(said(request, "cpr", 20)))
    except OutOfScope as fault:
        raise Refusal(NOBODY_KNOWN, field="cpr") from fault
    return redirect(f"{url('backoffice:audit')}?family={person}")


@changing(rules.can_read_audit)
def verify(request: ScopedRequest) -> HttpResponseBase:
    """Have the whole trail verified by the worker, and lead back to the page that tells what was found."""
    ask_for_verification(scope=request.scope, at=clock.now())
    done = _("The whole trail is being verified. Its result stands on this page once it is done.")
    return go(request, "backoffice:audit", done=done)


@reading(rules.can_read_audit)
def export(request: ScopedRequest) -> HttpResponseBase:
    """Send all lines that answer what is asked as a spreadsheet, as they are read."""
    question = read_question(request.GET)
    asked = understand(request.scope, question)
    _keep_asked(request.scope, question, asked)
    audit.record(
        scope=request.scope, action="audit.sheet", subject_kind="trail", subject="", at=clock.now(),
        asked=_told(question),
    )  # fmt: skip
    lines = iter(()) if asked.missing else every_line(asked.sought)
    response = StreamingHttpResponse(
        trail_sheet(lines, known_to(request.scope)), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    return response


def _known(scope: Scope, asked: Understood, found: FoundPage) -> Known:
    """Return who may be named: citizens in the trail of their own case alone, unless that is sealed from the viewer."""
    if asked.case is None or is_sealed_from(scope.user_id, asked.case):
        return known_to(scope)
    return known_to(scope, names_of(frozenset(line.entry.actor_id for line in found.lines if line.entry.actor_id)))


def _keep_asked(scope: Scope, question: TrailQuestion, asked: Understood) -> None:
    """Add a line for whose trail was read: of a case, or of a person's family with their cases."""
    if asked.case is not None:
        audit.record_read(
            scope=scope, subject_kind=audit.CASE, subject=asked.case.reference, at=clock.now(), trail=True
        )
    if asked.family is not None:
        audit.record_read(
            scope=scope, subject_kind=audit.PERSON, subject=str(question.family), at=clock.now(), trail=True,
            shown=list(asked.family.references),
        )  # fmt: skip


def _told(question: TrailQuestion) -> list[str]:
    return question.address.split("&") if question.address else []
