"""Filing by program: what the schema of a service describes, read as the pages read it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, HeaderEx, P, Router, Schema, Status, UploadedFile

from iskan.apps.accounts.queries import Client
from iskan.apps.cases.operations import filing
from iskan.apps.cases.operations.evidence import add_evidence
from iskan.apps.cases.operations.filing import ApplicantNotNamed
from iskan.apps.cases.queries.filings import draft_of_citizen, draft_of_client
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.operations.storing import discard_document, receive_upload
from iskan.core.answers_json import faults_of_kind, schema_of
from iskan.core.facts_json import fact_to_json
from iskan.core.refusal import BadAnswers, Refusal
from iskan.foundation import clock
from iskan.foundation.scope import Scope
from iskan.surfaces.api.callers import CALLERS
from iskan.surfaces.api.presenters.filing import registers_told, told
from iskan.surfaces.api.views.services import Words
from iskan.surfaces.ui.fields import words_of

services_router = Router(tags=["filing"])
cases_router = Router(tags=["filing"], auth=CALLERS)
Key = HeaderEx[str, P(alias="Idempotency-Key", min_length=8, max_length=100)]


class NewCase(Schema):
    """An application: for whom, the answers by the codes of the questions, the declarations the applicant accepted.

    ``cpr`` is stated by machines; a citizen who is signed in files for themselves. ``told`` are the codes of the
    registers the applicant was told of, each with its keeper, purpose and ground: the schema names them.
    """

    cpr: str | None = None
    answers: dict[str, Any]
    declared: list[str] = []
    told: list[str] = []


class Declared(Schema):
    """The codes of the declarations the applicant accepted."""

    declared: list[str] = []


class AskedDocument(Schema):
    """A kind of document a draft calls for, how many files are attached to it, and whether it is all there."""

    code: str
    name: Words
    files: int
    is_missing: bool


class FiledCase(Schema):
    """A case as its caller is told of it: ``draft`` until its documents are attached and it is submitted."""

    reference: str
    state: str
    documents: list[AskedDocument]
    due_on: str | None


class Fault(Schema):
    """Why something was not done; the first ``faults`` by the name of the field, and how many there are besides."""

    error: str
    message: Words
    faults: dict[str, Words] = {}
    more_faults: int = 0


REFUSALS = {frozenset({400, 401, 403, 404, 409, 422, 429, 503}): Fault}


@services_router.get("/{code}/schema")
def schema(request: HttpRequest, code: str) -> Any:  # noqa: ARG001 -- Ninja passes it by this name
    """Describe the answers a service takes as a JSON Schema, with its declarations and the registers it asks."""
    service = catalogue.service(code)
    declarations = [
        {"code": d.code, "text": fact_to_json(d.text), "each_adult": d.each_adult} for d in service.declarations
    ]
    return schema_of(service) | {"x-declarations": declarations, "x-registers": registers_told(service)}


@services_router.post("/{code}/cases", auth=CALLERS, response={201: FiledCase} | REFUSALS)
def new_case(request: HttpRequest, code: str, body: NewCase, key: Key) -> Any:
    """File an application; where it calls for documents it stays a draft until they are attached and it is submitted.

    The same key again returns the same case. Of what is refused nothing is kept. No register is asked, not even who
    the applicant is, before they were told which registers will be.
    """
    service = catalogue.service(code)
    filing.require_told(service, frozenset(body.told))
    if faults := faults_of_kind(service.questions(), body.answers):
        raise BadAnswers(faults)
    case, scope = _begun(request.auth, code, body, key)  # type: ignore[attr-defined]  # set by the authentication
    if case.filed_at is None and not case.application.steps:
        _fill_in(scope, case.reference, words_of(service.questions(), body.answers), frozenset(body.declared))
    return Status(201, told(wizard_for(scope, case.reference)))


def _begun(caller: Client | Scope, code: str, body: NewCase, key: str) -> tuple[Any, Scope]:
    if isinstance(caller, Client):
        cpr = body.cpr or ""
        if len(cpr) != 9 or not (cpr.isascii() and cpr.isdigit()):  # noqa: PLR2004 -- the digits of a personal number
            raise ApplicantNotNamed
        return filing.begin_as_client(client=caller, service_code=code, cpr=cpr, key=key, at=clock.now())
    if body.cpr not in {None, caller.cpr}:
        raise ApplicantNotNamed
    return filing.begin_as_citizen(scope=caller, service_code=code, key=key, at=clock.now()), caller


def _fill_in(scope: Scope, reference: str, words: dict[str, list[str]], declared: frozenset[str]) -> None:
    """Answer the draft and submit it if nothing else is called for; forget it where something is refused."""
    try:
        if faults := filing.answer_all(scope=scope, reference=reference, posted=words, at=clock.now()):
            raise BadAnswers(faults)
        if not any(state.is_missing for state in wizard_for(scope, reference).evidence):
            filing.submit_filing(scope=scope, reference=reference, declared=declared, at=clock.now())
    except Refusal:
        filing.give_up(scope=scope, reference=reference, at=clock.now())
        raise


@cases_router.post("/{reference}/documents", response={201: FiledCase} | REFUSALS)
def add_document(
    request: HttpRequest, reference: str, code: Form[str], file: File[UploadedFile], issued_on: Form[date | None] = None
) -> Any:
    """Attach one file to a draft as a kind of document it calls for, with its day of issue where freshness counts."""
    scope, wizard = _draft(request, reference)
    _lay(scope, wizard, code, file, issued_on)
    return Status(201, told(wizard_for(scope, reference)))


def _lay(scope: Scope, wizard: Wizard, code: str, file: UploadedFile, issued_on: date | None) -> None:
    """Attach a file to a draft, and keep nothing of one that is not asked for."""
    case, at = wizard.case, clock.now()
    document = receive_upload(scope=scope, owner_id=case.applicant_id, uploaded=file, at=at)
    try:
        add_evidence(scope=scope, reference=case.reference, code=code, document=document, issued_on=issued_on, at=at)
    except Refusal:
        discard_document(scope=scope, document_id=document.pk, at=at)
        raise


@cases_router.post("/{reference}/submit", response={200: FiledCase} | REFUSALS)
def submit(request: HttpRequest, reference: str, body: Declared) -> Any:
    """Submit a draft whose documents are attached; one filed already is returned."""
    scope, wizard = _draft(request, reference)
    if wizard.case.filed_at is None:
        filing.submit_filing(scope=scope, reference=reference, declared=frozenset(body.declared), at=clock.now())
    return told(wizard_for(scope, reference))


def _draft(request: HttpRequest, reference: str) -> tuple[Scope, Wizard]:
    caller: Client | Scope = request.auth  # type: ignore[attr-defined]  # set by the authentication
    if isinstance(caller, Client):
        scope = filing.filing_scope(filing.scope_of_client(caller), draft_of_client(caller.id, reference))
    else:
        scope = caller
        draft_of_citizen(caller, reference)
    return scope, wizard_for(scope, reference)
