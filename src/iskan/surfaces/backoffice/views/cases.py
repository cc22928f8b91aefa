"""The case page, and the page on which a document is judged beside the answers."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import names_of, officials
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.apps.cases.operations.presence import mark_open
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.core.refusal import Refusal
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, only, page, reading
from iskan.surfaces.backoffice.presenters.case import Around, case_view
from iskan.surfaces.backoffice.presenters.presence import others_view
from iskan.surfaces.backoffice.presenters.register_answers import register_answers_view
from iskan.surfaces.backoffice.presenters.review import ReviewView, next_pending, review_view
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said, seen_version, stated_day
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.refusals import UNSENT, FormState, came_back, shows_refusals

VERDICTS = {"accept": True, "reject": False}


@reading(rules.can_read_cases)
def case(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show everything on a case."""
    return show_case(request, reference)


def show_case(request: ScopedRequest, reference: str, sent: FormState = UNSENT, **_address: object) -> HttpResponse:
    """Render the case page, with what was refused and what was typed if anything was."""
    wizard, dossier = _filed(request, reference)
    _record(request, reference)
    others = mark_open(scope=request.scope, case=dossier.case, at=clock.now())
    sent = came_back(request, sent)
    supervises = rules.can_supervise(request.scope)
    holders = officials(request.scope, department_id=dossier.case.department_id) if supervises else ()
    shown = case_view(wizard, dossier, Around(officials=holders, others=others), sent)
    return page(request, "cases/case", status=sent.status, trail_of=("case", reference), case=shown, sent=sent)


def _show_document(request: ScopedRequest, reference: str, item_id: int, sent: FormState = UNSENT) -> HttpResponse:
    shown = _reviewed(request, reference, item_id)
    _record(request, reference)
    return page(request, "cases/document", status=sent.status, review=shown, sent=sent)


@asking(rules.can_read_cases)
@shows_refusals(_show_document, "review")
def document(request: ScopedRequest, reference: str, item_id: int) -> HttpResponseBase:
    """Show a document beside answers and register facts, and take an official's word on it."""
    if request.method != "POST":
        return _show_document(request, reference, item_id)
    only(request.scope, rules.can_review)
    accepted = _judge(request, reference, item_id)
    done = _("The document is accepted.") if accepted else _("The document is rejected.")
    following = next_pending(_reviewed(request, reference, item_id))
    return (
        go(request, "backoffice:document", reference, following, done=done)
        if following
        else go(request, "backoffice:case", reference, done=done)
    )


@changing(rules.can_review)
@shows_refusals(show_case, "verdict-{item_id}")
def judge_document(request: ScopedRequest, reference: str, item_id: int) -> HttpResponseBase:
    """Take an official's word on a document from the case's page, and lead back to its documents there."""
    accepted = _judge(request, reference, item_id)
    done = _("The document is accepted.") if accepted else _("The document is rejected.")
    return go(request, f"{url('backoffice:case', reference)}#documents", done=done)


@changing(rules.can_read_cases)
def stay(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Note that the page of a case is still looked at, and say who else has it open."""
    others = mark_open(scope=request.scope, case=case_for(request.scope, reference), at=clock.now())
    names = names_of(frozenset(one.official_id for one in others))
    return render(request, "backoffice/cases/others.html", {"others": others_view(others, names)})


@reading(rules.can_read_cases)
def register_answers(request: ScopedRequest, reference: str, register: str) -> HttpResponseBase:
    """Open what a register said; the opening is a line of the trail, with the register and the purpose."""
    dossier = Dossier(case_for(request.scope, reference), request.scope, clock.today())
    shown = register_answers_view(dossier, register)
    purpose = f"{dossier.case.service_code}.{register}"
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), register=register,
        purpose=purpose,
    )  # fmt: skip
    return page(request, "cases/register", answers=shown)


def _judge(request: ScopedRequest, reference: str, item_id: int) -> bool:
    accepted = VERDICTS.get(request.POST.get("verdict", ""))
    if accepted is None:
        raise Refusal(NOTHING_CHOSEN)
    review_evidence(
        scope=request.scope,
        reference=reference,
        item_id=item_id,
        accepted=accepted,
        reason=said(request, "reason"),
        issued_on=stated_day(request, "issued"),
        version=seen_version(request),
        at=clock.now(),
    )
    return accepted


def _reviewed(request: ScopedRequest, reference: str, item_id: int) -> ReviewView:
    return review_view(*_filed(request, reference), item_id)


def _filed(request: ScopedRequest, reference: str) -> tuple[Wizard, Dossier]:
    wizard = wizard_for(request.scope, reference)
    if not request.scope.is_official:
        raise OutOfScope(reference)
    return wizard, Dossier(wizard.case, request.scope, clock.today())


def _record(request: ScopedRequest, reference: str) -> None:
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
