"""Filing for a citizen who is at the service centre or on the phone."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.rules import can_review
from iskan.apps.accounts.unsent import words_in
from iskan.apps.cases.operations.beginning import AlreadyOpen
from iskan.apps.cases.operations.drafting import AlreadyFiled
from iskan.apps.cases.operations.filing import Identification, begin_at_desk
from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.apps.cases.queries.filings import draft_of_official, drafts_of_official, services_to_file
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.core.answers import read_step
from iskan.core.catalogue import Channel, Service
from iskan.core.refusal import BadAnswers, Refusal
from iskan.core.text import Text
from iskan.foundation import audit, clock, ratelimit
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.filings import DESK, attending
from iskan.surfaces.backoffice.forms import IDENTIFIED, identification_form
from iskan.surfaces.backoffice.pages import asking, listing, page, paper, reading, references
from iskan.surfaces.backoffice.presenters.filings import draft_rows, filing_choice, filing_receipt
from iskan.surfaces.ui.access import post_only
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals
from iskan.surfaces.ui.registers import registers_asked, was_told
from iskan.surfaces.wizard.presenters.check import check_page
from iskan.surfaces.wizard.surface import OpenDraft
from iskan.surfaces.wizard.views.evidence import remove_document, reuse_document

NOT_TOLD = Text(
    ar="أخبر مقدم الطلب بالسجلات التي سيُستعلم منها والغرض من ذلك وسنده، ثم أكّد ذلك.",
    en="Tell the applicant which registers will be asked, for what and on what ground, then confirm it.",
)
OPEN_ALREADY = Text(
    ar="لمقدم الطلب معاملة سابقة في هذه الخدمة لم يُبت فيها بعد، رقمها {reference}.",
    en="The applicant has an earlier application for this service, {reference}, that is not decided yet.",
)


@reading(can_review)
@listing(drafts=references)
def filings(request: ScopedRequest) -> HttpResponseBase:
    """List the drafts the official has begun for citizens, and the services that may be filed."""
    drafts = draft_rows(drafts_of_official(request.scope))
    choices = tuple(map(filing_choice, services_to_file(request.scope)))
    return page(request, "filings/list", drafts=drafts, choices=choices)


def _show_form(request: ScopedRequest, code: str, sent: FormState = UNSENT) -> HttpResponse:
    service = _service(request.scope, code)
    return page(
        request, "filings/begin", status=sent.status, choice=filing_choice(service), asked=registers_asked(service),
        sent=sent,
    )  # fmt: skip


@ratelimit.limited(ratelimit.LOOK_UP, writes_only=True)
@asking(can_review)
@shows_refusals(_show_form)
def begin(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Say who the applicant is and how they are known, and begin their application."""
    service = _service(request.scope, code)
    if request.method != "POST":
        return _show_form(request, code)
    read = read_step(identification_form(service), words_in(request), {}, clock.today())
    faults = dict(read.faults)
    if service.register_checks and not (was_told(request, service) and request.POST.get("confirmed") == "yes"):
        faults["confirmed"] = NOT_TOLD
    if faults:
        raise BadAnswers(faults)
    channel, cpr, words = (str(read.answers[name]) for name in ("channel", "cpr", "identification"))
    known = Identification(IDENTIFIED[Channel(channel)], words)
    return redirect("filing:apply", _begun(request.scope, service, cpr, known))


def _begun(scope: Scope, service: Service, cpr: str, known: Identification) -> str:
    try:
        case = begin_at_desk(scope=scope, service_code=service.code, cpr=cpr, known=known, at=clock.now())
    except AlreadyOpen as standing:
        raise Refusal(OPEN_ALREADY, field="cpr", reference=standing.reference) from standing
    return case.reference


def _service(scope: Scope, code: str) -> Service:
    try:
        return next(service for service in services_to_file(scope) if service.code == code)
    except StopIteration as none:
        raise Http404 from none


@post_only
@attending
def reuse(request: ScopedRequest, draft: OpenDraft, code: str) -> HttpResponseBase:
    """Use again what was accepted in an earlier case."""
    return reuse_document(request, draft.scope, draft.reference, code, "filing:documents")


@post_only
@attending
def remove(request: ScopedRequest, draft: OpenDraft, item_id: int) -> HttpResponseBase:
    """Take back a document."""
    return remove_document(request, draft.scope, draft.reference, item_id, "filing:documents")


@reading(can_review)
def filed(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Confirm to the official that an application is filed, with the reference the applicant is told."""
    if (dossier := _filed(request, reference)) is None:
        return DESK.lead("apply", reference)
    return page(request, "filings/filed", receipt=filing_receipt(dossier))


@reading(can_review)
def receipt(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show what was filed, on paper for the applicant."""
    if (dossier := _filed(request, reference)) is None:
        return DESK.lead("apply", reference)
    sent = check_page(wizard_for(request.scope, reference), dossier, DESK)
    return paper(request, "filings/receipt", receipt=filing_receipt(dossier), sent=sent)


def _filed(request: ScopedRequest, reference: str) -> Dossier | None:
    """Return a case the official has filed; nothing while it is a draft.

    Raises:
        AlreadyFiled: the draft was discarded, or the applicant filed it themselves.
    """
    case = draft_of_official(request.scope, reference)
    if case.filed_at is None and case.closed_at is None:
        return None
    if case.filed_by_id != request.scope.user_id:
        raise AlreadyFiled
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
    return dossier_for(request.scope, reference, clock.today())
