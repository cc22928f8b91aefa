"""The cast's stories, each played through the very operations citizens and officials use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.citizens import Claims, admit_citizen, keep_contact
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import checking, consenting, drafting, evidence, making
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.operations.storing import receive_upload
from iskan.core.forms import Question, YesNoQuestion
from iskan.core.text import Text
from iskan.demo import words
from iskan.demo.plan import HOUSING
from iskan.demo.scans import Scan
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population


class Story(NamedTuple):
    """Who applied for what, how many days ago, and how far it has come."""

    cpr: str
    programme: str
    days_ago: float
    ends: str


STORIES: Final = (
    Story(cast.QUALIFIES_FOR_PLOT, "plot", 41, "approved"),
    Story(cast.DISABLED_CHILD, "unit", 33, "approved"),
    Story(cast.INHERITED_180, "unit", 16, "approved"),
    Story(cast.OWNS_HOUSE, "unit", 27, "refused"),
    Story(cast.INHERITED_250, "ownership_flat", 19, "refused"),
    Story(cast.NOT_RESIDENT, "unit", 24, "refused"),
    Story(cast.SOLD_LONG_AGO, "unit", 4, "awaiting_decision"),
    Story(cast.HOME_FINANCE, "unit", 5, "awaiting_decision"),
    Story(cast.MARRIED_TO_FOREIGNER, "unit", 8, "answered"),
    Story(cast.WIFE_WITH_CONSENT, "unit", 9, "awaiting_applicant"),
    Story(cast.UNINHABITABLE, "unit", 3, "in_review"),
    Story(cast.WIFE_INHERITS, "ownership_flat", 2.2, "in_review"),
    Story(cast.DIVORCED_MOTHER, "unit", 1.4, "awaiting_review"),
    Story(cast.BETWEEN_CEILINGS, "unit", 1.1, "awaiting_review"),
    Story(cast.SPELT_OTHERWISE, "unit", 0.6, "submitted"),
    Story(cast.TWO_WIVES, "unit", 0.3, "draft"),
)
# How far a story that ends so is played; each step is one of the functions below.
PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": (),
    "submitted": ("file",),
    "awaiting_review": ("file", "check"),
    "in_review": ("file", "check", "begin"),
    "awaiting_applicant": ("file", "check", "begin", "ask"),
    "answered": ("file", "check", "begin", "ask", "answer"),
    "awaiting_decision": ("file", "check", "begin", "recommend"),
    "approved": ("file", "check", "begin", "recommend", "decide"),
    "refused": ("file", "check", "begin", "recommend", "decide"),
}
GREATEST_STEPS_A_DRAFT_HAS: Final = 3
_ANSWERS: Final = {
    "mobile": "36001234",
    "iban": "BH67BMAG00001299123456",
    "language": "ar",
    "husband_consent": "yes",
    "lives_with_parent": "yes",
    "permanently_resident": "yes",
}


@dataclass(slots=True)
class Stage:
    """One story on its way: the case, who acts, and what time it is in the story."""

    story: Story
    case: Case
    applicant: Scope
    reviewer: Scope
    approver: Scope
    scans: Mapping[str, Scan]
    population: Population
    now: datetime
    last: datetime

    def later(self) -> datetime:
        """Let some of the time that is left pass, and return the new moment."""
        self.now += (self.last - self.now) * 0.3
        return self.now


def play_missing(
    *, at: datetime, population: Population, scans: Mapping[str, Scan], reviewer: User, approver: User
) -> int:
    """Play every story whose persona has no case yet; return how many."""
    played = 0
    for story in STORIES:
        if not Case.objects.filter(applicant__cpr=story.cpr).exists():
            _play(story, at=at, population=population, scans=scans, reviewer=reviewer, approver=approver)
            played += 1
    return played


def stages_of_cast() -> dict[str, Text]:
    """Return how far each of the cast who has applied has come."""
    rows = Case.objects.filter(applicant__cpr__in=cast.CAST, service_code=HOUSING).order_by("pk")
    lifecycle = catalogue.service(HOUSING).lifecycle
    return {cpr: lifecycle.stage(stage).name for cpr, stage in rows.values_list("applicant__cpr", "stage") if cpr}


def _play(
    story: Story, *, at: datetime, population: Population, scans: Mapping[str, Scan], reviewer: User, approver: User
) -> None:
    start = at - timedelta(days=story.days_ago)
    applicant = scope_of(_sign_in(story.cpr, population, start), start.date())
    stage = Stage(
        story=story,
        case=drafting.start_case(scope=applicant, service_code=HOUSING, at=start),
        applicant=applicant,
        reviewer=scope_of(reviewer, start.date()),
        approver=scope_of(approver, start.date()),
        scans=scans,
        population=population,
        now=start,
        last=min(at, start + timedelta(days=6)),
    )
    _fill_in(stage)
    for step in PATHS[story.ends]:
        _STEPS[step](stage)


def _sign_in(cpr: str, population: Population, at: datetime) -> User:
    person = population.person(cpr)
    claims = Claims(cpr=cpr, name_ar=person.name_ar, name_en=person.name_en, assurance="advanced")
    user = admit_citizen(claims=claims, at=at)
    scope = scope_of(user, at.date())
    contact = {"phone": "+97336001234", "email": f"{user.pk}@example.test", "iban": "", "language": "ar"}
    keep_contact(user_id=user.pk, scope=scope, at=at, **contact)
    return User.objects.get(pk=user.pk)


def _fill_in(stage: Stage) -> None:
    """Answer every step in turn, as each answer may call for further questions."""
    steps = wizard_for(stage.applicant, stage.case.reference).service.steps
    for step in steps[: GREATEST_STEPS_A_DRAFT_HAS if stage.story.ends == "draft" else None]:
        if not _save(stage, step.code, version=0):
            _save(stage, step.code, version=1)


def _save(stage: Stage, step_code: str, *, version: int) -> bool:
    """Answer the questions a step asks now, and say whether that was all of them."""
    wizard = wizard_for(stage.applicant, stage.case.reference)
    state = wizard.state(step_code)
    if state is None:
        return True
    result = drafting.save_step(
        scope=stage.applicant,
        reference=stage.case.reference,
        step_code=step_code,
        posted={question.code: [_typed(question, wizard, stage.story)] for question in state.questions},
        version=version,
        at=stage.now,
    )
    return result.ok


def _typed(question: Question, wizard: Wizard, story: Story) -> str:
    known: dict[str, Any] = {**_ANSWERS, "programme": story.programme}
    if question.code in known:
        return str(known[question.code])
    prefilled = wizard.facts.get(getattr(question, "prefill", None) or "")
    if prefilled:
        return str(prefilled)
    return "no" if isinstance(question, YesNoQuestion) else ""


def _attach(stage: Stage, codes: Sequence[str], at: datetime) -> None:
    for code in codes:
        scan = stage.scans[code]
        with default_storage.open(scan.name) as kept:
            upload = SimpleUploadedFile(f"{scan.title}.jpg", kept.read(), content_type="image/jpeg")
        owner = stage.case.applicant_id
        document = receive_upload(scope=stage.applicant, owner_id=owner, uploaded=upload, at=at)
        evidence.add_evidence(
            scope=stage.applicant,
            reference=stage.case.reference,
            code=code,
            document=document,
            issued_on=localdate(at),
            at=at,
        )


def _file(stage: Stage) -> None:
    wizard = wizard_for(stage.applicant, stage.case.reference)
    lacking = {state.evidence.code: state.evidence.fewest_pages - state.pages for state in wizard.evidence}
    _attach(stage, [code for code, count in lacking.items() for _ in range(count)], stage.now)
    declared = frozenset(declaration.code for declaration in wizard.service.declarations)
    stage.case = drafting.submit_case(
        scope=stage.applicant, reference=stage.case.reference, declared=declared, at=stage.now
    )
    _ask_registers(stage)


def _check(stage: Stage) -> None:
    """Let the spouses declare what is theirs to declare, and the last registers answer."""
    household = stage.population.household(stage.story.cpr)
    for member in household.members:
        if member.person.is_alive and member.relation == "spouse":
            spouse = scope_of(_sign_in(member.person.cpr, stage.population, stage.now), stage.now.date())
            consenting.answer_consent(
                scope=spouse, reference=stage.case.reference, code="credit_check", given=True, at=stage.now
            )
    _ask_registers(stage)


def _ask_registers(stage: Stage) -> None:
    waiting = stage.case.register_runs.filter(answered_at=None).order_by("pk").values_list("register", flat=True)
    for register in list(waiting):
        checking.run_register(case_id=stage.case.pk, register=register, at=stage.now)


def _make(stage: Stage, code: str, *, by: Scope | None = None, **said: Any) -> None:
    """Make a move of the course of two officials; without a hand, the reviewing official makes it."""
    making.make_move(scope=by or stage.reviewer, reference=stage.case.reference, code=code, at=stage.later(), **said)


def _begin(stage: Stage) -> None:
    _make(stage, "begin_review")


def _ask(stage: Stage) -> None:
    asked = [item.code for item in stage.case.evidence.order_by("pk")][:1]
    _make(stage, "request_evidence", reason=words.REQUESTS[0], documents=tuple(asked))


def _answer(stage: Stage) -> None:
    request = stage.case.requests.get(answered_at=None)
    _attach(stage, request.evidence_codes, stage.later())
    _make(stage, "answer_request", by=stage.applicant, reason=words.ANSWERS[0])


def _recommend(stage: Stage) -> None:
    at = stage.later()
    for item in stage.case.evidence.filter(withdrawn_at=None):
        evidence.review_evidence(
            scope=stage.reviewer, reference=stage.case.reference, item_id=item.pk, accepted=True, reason="", at=at
        )
    outcome, reason = _verdict(stage)
    _make(stage, "recommend_approval" if outcome == Outcome.APPROVED else "recommend_refusal", reason=reason)


def _decide(stage: Stage) -> None:
    outcome, reason = _verdict(stage)
    _make(stage, "approve" if outcome == Outcome.APPROVED else "refuse", by=stage.approver, reason=reason)


def _verdict(stage: Stage) -> tuple[Outcome, str]:
    """Return what the criteria say, with the words an official would give for a refusal."""
    assessment = stage.case.assessments.latest("at", "pk")
    labels = [f["label"]["ar"] for f in assessment.findings if f["verdict"] == "not_met"]
    if labels:
        return Outcome.REFUSED, words.NOT_MET.format(criteria="، ".join(labels))
    return Outcome.APPROVED, ""


_STEPS: Final = {
    "file": _file,
    "check": _check,
    "begin": _begin,
    "ask": _ask,
    "answer": _answer,
    "recommend": _recommend,
    "decide": _decide,
}
