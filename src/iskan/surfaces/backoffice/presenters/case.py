"""The case page: everything on one case, laid out for whoever works on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iskan.apps.accounts.queries import Official, names_of
from iskan.apps.cases.claims import claims_home
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.operations.correcting import correctable
from iskan.apps.cases.operations.making import moves_offered
from iskan.apps.cases.operations.presence import OpenSince
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.earlier import NamedCase
from iskan.apps.cases.queries.holds import Hold, hold_of
from iskan.apps.cases.queries.sealing import seal_of
from iskan.apps.cases.queries.wizard import Wizard
from iskan.apps.cases.rules import (
    can_examine,
    can_judge_changes,
    can_seal,
    can_work,
    deciders_set_aside,
    is_sealed_from,
)
from iskan.apps.cases.rules import can_hold as can_hold_from_erasure
from iskan.apps.catalogue.queries import figures
from iskan.apps.households.queries import household_of
from iskan.apps.notifications.queries import messages_about
from iskan.apps.notifications.reaching import failures_of
from iskan.core.letters import LetterUse
from iskan.core.promises import Alarm
from iskan.core.text import Text
from iskan.foundation.reading import RelatedValues
from iskan.integrations.queries import exchanges_for_case
from iskan.policy.governorates import governorate_name
from iskan.surfaces.backoffice.plates import PLATES
from iskan.surfaces.backoffice.presenters.answers import StepView, beside_document, steps_view
from iskan.surfaces.backoffice.presenters.attention import AttentionView, attention_view
from iskan.surfaces.backoffice.presenters.checks import ReceiptView, RunView, receipt_views, run_views
from iskan.surfaces.backoffice.presenters.claims import ClaimView, claim_views
from iskan.surfaces.backoffice.presenters.consents import DeskConsent, consent_views
from iskan.surfaces.backoffice.presenters.contacts import ContactLine, contact_lines
from iskan.surfaces.backoffice.presenters.decision import DecisionView, decision_view
from iskan.surfaces.backoffice.presenters.dues import DueView, alarm_label, due_view, stage_name
from iskan.surfaces.backoffice.presenters.evidence import EvidenceReview, evidence_views, pending_count
from iskan.surfaces.backoffice.presenters.exceptions import (
    ExceptionOffer,
    ExceptionView,
    exception_offer,
    exception_views,
)
from iskan.surfaces.backoffice.presenters.filings import FilingView, filing_view
from iskan.surfaces.backoffice.presenters.findings import FindingsView, findings_view
from iskan.surfaces.backoffice.presenters.letters import LetterView, letters_for
from iskan.surfaces.backoffice.presenters.members import MemberView, member_views
from iskan.surfaces.backoffice.presenters.moves import Moves, moves_view
from iskan.surfaces.backoffice.presenters.presence import OtherOnCase, others_view
from iskan.surfaces.backoffice.presenters.reaching import FailureView, failure_views
from iskan.surfaces.backoffice.presenters.requests import DeskRequest, people_of, request_views
from iskan.surfaces.backoffice.presenters.seals import SealView, seal_view
from iskan.surfaces.backoffice.presenters.trail import (
    MessageView,
    NoteView,
    actor_name,
    event_views,
    message_views,
    note_views,
)
from iskan.surfaces.backoffice.presenters.worklist import can_hold
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine, PlateCard, ShownCase
from iskan.surfaces.ui.refusals import FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPromise:
    """How much of the promise is used."""

    due_on: date
    used: int
    alarm: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the case page shows."""

    reference: str
    version: int
    service: str
    programme: str
    department: str
    governorate: str
    subject: str
    about_the_same: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    other_claims: tuple[ClaimView, ...]
    applicant: str
    cpr: str
    phone: str
    failures: tuple[FailureView, ...]
    stage: str
    tone: str
    stage_since: datetime
    filed_at: datetime | None
    filing: FilingView | None
    seal: SealView | None
    may_seal: bool
    hold: Hold | None
    may_hold: bool
    assignee: str
    due: DueView
    promise: DeskPromise | None
    is_unpromised: bool
    moves: Moves
    attention: AttentionView
    findings: FindingsView | None
    evidence: tuple[EvidenceReview, ...]
    pending: int
    other_evidence: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    household: tuple[MemberView, ...]
    household_objection: str
    records_changes: bool
    runs: tuple[RunView, ...]
    requests: tuple[DeskRequest, ...]
    note_letters: tuple[LetterView, ...]
    decision: DecisionView | None
    exceptions: tuple[ExceptionView, ...]
    notes: tuple[NoteView, ...]
    contacts: tuple[ContactLine, ...]
    declarations: tuple[tuple[str, str, datetime], ...]
    consents: tuple[DeskConsent, ...]
    takes_answers: bool
    may_correct: bool
    may_look_into: bool
    exception_offer: ExceptionOffer
    events: tuple[dict[str, Any], ...]
    messages: tuple[MessageView, ...]
    receipts: tuple[ReceiptView, ...]
    heads: tuple[HeadLine, ...]
    cards: tuple[PlateCard, ...]
    officials: tuple[tuple[int, str], ...]
    others: tuple[OtherOnCase, ...]

    @property
    def evidence_choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((kind.code, kind.name) for kind in self.evidence)

    @property
    def is_marked(self) -> bool:
        """Whether the head says more of the case than where it stands."""
        proposed = any(entry.status == "proposed" for entry in self.exceptions)
        return bool(self.seal or self.hold or self.heads or self.request_marked) or proposed

    @property
    def request_marked(self) -> DeskRequest | None:
        """Return the newest request where its last day is over or its answer is contested."""
        return next((one for one in self.requests[:1] if one.is_overdue or one.is_contested), None)

    @property
    def agreed(self) -> int:
        """Return how many answers and facts no register contradicts and nobody objects to."""
        return sum(step.agreed for step in self.steps)

    @property
    def closed_requests(self) -> tuple[DeskRequest, ...]:
        return tuple(one for one in self.requests if not one.needs_a_look)

    def beside(self, kind: str) -> StepView:
        """Return the answers and facts a kind of document is looked at beside."""
        return beside_document(self.steps, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The colleagues around a case: whom it may be handed to, and who has it open."""

    officials: tuple[Official, ...]
    others: tuple[OpenSince, ...]


def case_view(wizard: Wizard, dossier: Dossier, around: Around, sent: FormState) -> CaseView:
    """Return everything about a case; the caller has been let into it."""
    case, scope, service, stage = dossier.case, dossier.scope, dossier.service, dossier.stage
    receipts = exchanges_for_case(case.reference)
    asked = {line.asked_by_id for line in receipts if line.asked_by_id}
    names = _names(dossier, asked | {one.official_id for one in around.others})
    programme = service.programme(case.programme)
    household = household_of(scope, case.household_id) if case.household_id else None
    exceptions = dossier.exceptions
    evidence, consents = evidence_views(dossier, figures()), consent_views(dossier)
    findings, steps, runs, requests = (
        _findings(dossier), steps_view(wizard, dossier), run_views(dossier), request_views(dossier, names),
    )  # fmt: skip
    contacts = contact_lines(dossier.contacts, dossier.today)
    objection = household.objection if household else ""
    moves = moves_view(dossier, moves_offered(scope, case, dossier.today), sent)
    related = PLATES.read(id=case.pk, reference=case.reference, service=service, stage=stage)
    return CaseView(
        reference=case.reference,
        version=case.version,
        service=t(service.name),
        programme=t(programme.name) if programme else "",
        department=t(Text(ar=case.department.name_ar, en=case.department.name_en)) if case.department else "",
        governorate=t(governorate_name(case.governorate)),
        subject=t(dossier.subject) if dossier.subject and not dossier.earlier else "",
        about_the_same=tuple((other.reference, actor_name(other.applicant)) for other in dossier.about_the_same),
        earlier=_linked(dossier.earlier),
        later=_linked(dossier.later),
        other_claims=claim_views(dossier.other_claims),
        applicant=actor_name(case.applicant),
        cpr=case.applicant.cpr or "",
        phone=case.applicant.phone,
        failures=failure_views(failures_of(case.applicant_id)),
        stage=stage_name(stage),
        tone=stage.tone,
        stage_since=case.stage_since,
        filed_at=case.filed_at,
        filing=filing_view(dossier),
        seal=seal_view(seal_of(case)),
        may_seal=can_seal(scope),
        hold=hold_of(case),
        may_hold=can_hold_from_erasure(scope),
        assignee=actor_name(case.assignee) if case.assignee else "",
        due=due_view(stage, case.due_on, Alarm(case.alarm), dossier.today, dossier.calendar),
        promise=_promise(dossier),
        is_unpromised=case.due_on is None and case.closed_at is None,
        moves=moves,
        attention=attention_view(
            findings=findings,
            steps=steps,
            objection=objection,
            evidence=evidence,
            runs=runs,
            consents=consents,
            requests=requests,
            contacts=contacts,
        ),
        findings=findings,
        evidence=evidence,
        pending=pending_count(evidence),
        other_evidence=_other_evidence(dossier, evidence),
        steps=steps,
        household=member_views(household, dossier.today) if household else (),
        household_objection=objection,
        records_changes=can_judge_changes(scope) and claims_home(service),
        runs=runs,
        requests=requests,
        note_letters=letters_for(dossier, LetterUse.NOTE),
        decision=decision_view(dossier),
        exceptions=exception_views(exceptions),
        notes=note_views(dossier),
        contacts=contacts,
        declarations=_declarations(dossier),
        consents=consents,
        may_look_into=can_work(scope),
        exception_offer=exception_offer(dossier, may=moves.except_),
        may_correct=can_examine(scope) and dossier.decision is None and bool(correctable(case)),
        takes_answers=can_examine(scope) and any(one.waits for one in consents),
        events=event_views(dossier, names, {one.cpr: one.name for one in consents}),
        messages=message_views(messages_about(scope, case.reference)),
        receipts=receipt_views(receipts, names),
        heads=tuple(PLATES.heads(service, stage, related)),
        cards=PLATES.shown(_shown(dossier, related)).cards,
        officials=_assignable(dossier, around.officials),
        others=others_view(around.others, names),
    )


def _linked(cases: tuple[NamedCase, ...]) -> tuple[tuple[str, str], ...]:
    """Return other cases by their references, with the services they are of."""
    return tuple((one.reference, t(one.service)) for one in cases)


def _assignable(dossier: Dossier, officials: tuple[Official, ...]) -> tuple[tuple[int, str], ...]:
    """Return the officials the case may be handed to; who decided the case it is about may be set aside."""
    aside = deciders_set_aside(dossier.case)
    held = (one for one in officials if one.is_active and can_hold(one) and not is_sealed_from(one.id, dossier.case))
    return tuple((one.id, t(one.name)) for one in held if one.id not in aside)


def _shown(dossier: Dossier, related: RelatedValues) -> ShownCase:
    return ShownCase(
        id=dossier.case.pk,
        reference=dossier.case.reference,
        service=dossier.service,
        stage=dossier.stage,
        scope=dossier.scope,
        today=dossier.today,
        related=related,
    )


def _names(dossier: Dossier, others: set[int]) -> Mapping[int, Text]:
    """Return the names of everybody the page names by number, in one query."""
    assigned = {event.detail.get("to") for event in dossier.events if event.code == "assigned"}
    return names_of(frozenset(pk for pk in others | assigned | people_of(dossier) if isinstance(pk, int)))


def _promise(dossier: Dossier) -> DeskPromise | None:
    state = dossier.promise
    if state is None:
        return None
    tones = {0: "success", 50: "info", 80: "warning", 100: "danger"}
    return DeskPromise(
        due_on=state.due_on, used=state.used, alarm=alarm_label(state.alarm), tone=tones[int(state.alarm)]
    )


def _findings(dossier: Dossier) -> FindingsView | None:
    assessment = dossier.assessment
    if assessment is None:
        return None
    excepted = frozenset(entry.criterion for entry in dossier.exceptions if entry.status == "approved")
    return findings_view(read_findings(assessment.findings), assessment.at, excepted)


def _other_evidence(dossier: Dossier, asked: tuple[EvidenceReview, ...]) -> tuple[tuple[str, str], ...]:
    """Return the kinds of evidence the case does not call for by itself, for an official to ask for."""
    codes = {kind.code for kind in asked}
    return tuple((kind.code, t(kind.name)) for kind in dossier.service.evidence if kind.code not in codes)


def _declarations(dossier: Dossier) -> tuple[tuple[str, str, datetime], ...]:
    texts = {declaration.code: t(declaration.text) for declaration in dossier.service.declarations}
    return tuple((texts.get(made.code, made.code), made.cpr, made.made_at) for made in dossier.declarations)
