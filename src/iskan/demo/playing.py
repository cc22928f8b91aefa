"""A case played through the very operations citizens and officials use, from its draft to the end a story tells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.citizens import Claims, admit_citizen
from iskan.apps.accounts.operations.contacts import keep_contact
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, Outcome, SpokenBy
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import checking, consenting, drafting, evidence, exceptions, making, review
from iskan.apps.cases.operations.contacts import Spoken, write_contact
from iskan.apps.cases.queries.consents import asked_of
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations.storing import receive_upload
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.core.eligibility import Overall, Verdict
from iskan.core.forms import EmailQuestion, Question, YesNoQuestion
from iskan.core.text import Text
from iskan.demo import words
from iskan.demo.registers import registers_of
from iskan.demo.scans import StoredScan, store_scans
from iskan.foundation.scope import Role, Scope
from iskan.integrations.synthetic.population import Population

HOUSING: Final = "new_housing_application"
STEPS_OF_A_DRAFT, DAYS_TO_ANSWER = 3, 10
# How far a case that ends so is played; each step is one of the functions below.
PATHS: Final[Mapping[str, str]] = {
    "draft": "",
    "submitted": "file",
    "awaiting_review": "file check",
    "excepted_proposed": "file check propose",
    "in_review": "file check begin note",
    "awaiting_applicant": "file check begin ask",
    "answered": "file check begin ask answer",
    "awaiting_decision": "file check begin recommend",
    "approved": "file check begin recommend decide",
    "approved_after_answer": "file check begin ask answer recommend decide",
    "approved_by_exception": "file check begin propose settle recommend decide",
    "approved_out_of_order": "file check begin recommend decide place settle",
    "refused": "file check begin note recommend decide",
    "refused_after_exception": "file check begin propose decline recommend decide",
    "withdrawn": "file check withdraw",
    "withdrawn_before_exception": "file check propose withdraw",
    "housed": "file check begin recommend decide house",
    "left": "file check begin recommend decide leave",
    "contact": "file",
    "members": "file check",
}
_ANSWERS: Final = {
    "mobile": "36001234",
    "iban": "BH67BMAG00001299123456",
    "language": "ar",
    "husband_consent": "yes",
    "lives_with_parent": "yes",
    "permanently_resident": "yes",
}


class Story(NamedTuple):
    """Who applied for what, how many days ago, and how far it has come."""

    cpr: str
    programme: str
    days_ago: float
    ends: str
    service: str = HOUSING
    lasts: float = 6


@dataclass(slots=True)
class StoryClock:
    """The clock by which the registers answer: what time it is in the story."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Whom stories are played with: the people, the officials, and the papers at hand."""

    population: Population
    reviewer: User
    approver: User
    supervisor: User
    scans: Mapping[str, StoredScan]
    clock: StoryClock


@contextmanager
def company(population: Population, *, at: datetime) -> Iterator[Company]:
    """Let the registers know a population for the length of a block, and yield who plays with it."""
    clock = StoryClock(at)
    with registers_of(population, now=clock):
        yield Company(
            clock=clock,
            population=population,
            reviewer=_official(Role.REVIEWER),
            approver=_official(Role.APPROVER),
            supervisor=_official(Role.SUPERVISOR),
            scans=store_scans(),
        )


def _official(role: Role) -> User:
    """Return the demonstration's own official of a role, in the department for housing applications."""
    return User.objects.get(username=role.value, is_active=True)


@dataclass(slots=True)
class Play:
    """One story on its way: the case, who acts, and what time it is in the story."""

    story: Story
    case: Case
    applicant: Scope
    company: Company
    now: datetime
    last: datetime
    taken: list[str] = field(default_factory=list)

    def later(self) -> datetime:
        """Let some of the time that is left pass, and return the new moment."""
        self.now += (self.last - self.now) * 0.3
        self.company.clock.at = self.now
        return self.now

    def official(self, user: User) -> Scope:
        return scope_of(user, self.now.date())


def play(story: Story, *, at: datetime, company: Company) -> Play:
    """Play a story as far as it tells."""
    played = begin(story, at=at, company=company)
    go_on(played, story.ends)
    return played


def begin(story: Story, *, at: datetime, company: Company) -> Play:
    """Let the applicant of a story fill in a draft."""
    company.clock.at = start = at - timedelta(days=story.days_ago)
    applicant = scope_of(_sign_in(story.cpr, company, start), start.date())
    played = Play(
        story=story,
        case=drafting.start_case(scope=applicant, service_code=story.service, at=start),
        applicant=applicant,
        company=company,
        now=start,
        last=min(at, start + timedelta(days=story.lasts)),
    )
    _ask_registers(played)
    _fill_in(played)
    return played


def go_on(played: Play, ends: str) -> None:
    """Take each step towards an end that has not been taken."""
    for step in PATHS[ends].split()[len(played.taken) :]:
        _STEPS[step](played)
        played.taken.append(step)


def _sign_in(cpr: str, company: Company, at: datetime) -> User:
    person = company.population.person(cpr)
    claims = Claims(cpr=cpr, name_ar=person.name_ar, name_en=person.name_en, assurance="advanced")
    user = admit_citizen(claims=claims, at=at)
    contact = {"phone": "+97336001234", "email": f"{user.pk}@example.test", "iban": "", "language": "ar"}
    keep_contact(user_id=user.pk, scope=scope_of(user, at.date()), at=at, **contact)
    return User.objects.get(pk=user.pk)


def _fill_in(play: Play) -> None:
    """Answer every step in turn, as each answer may call for further questions."""
    steps = wizard_for(play.applicant, play.case.reference).service.steps
    for step in steps[: STEPS_OF_A_DRAFT if play.story.ends == "draft" else None]:
        if not _save(play, step.code, version=0):
            _save(play, step.code, version=1)


def _save(play: Play, step_code: str, *, version: int) -> bool:
    """Answer the questions a step asks now, and say whether that was all of them."""
    wizard = wizard_for(play.applicant, play.case.reference)
    state = wizard.state(step_code)
    if state is None:
        return True
    result = drafting.save_step(
        scope=play.applicant,
        reference=play.case.reference,
        step_code=step_code,
        posted={question.code: [_typed(question, wizard, play)] for question in state.questions},
        version=version,
        at=play.now,
    )
    return result.ok


def _typed(question: Question, wizard: Wizard, play: Play) -> str:
    known: dict[str, Any] = {**_ANSWERS, "programme": play.story.programme}
    if question.code in known:
        return str(known[question.code])
    prefilled = wizard.facts.get(getattr(question, "prefill", None) or "")
    if prefilled:
        return str(prefilled)
    if isinstance(question, EmailQuestion):
        return f"{play.case.applicant_id}@example.test"
    return "no" if isinstance(question, YesNoQuestion) else ""


def _attach(play: Play, codes: Sequence[str], at: datetime) -> None:
    for code in codes:
        document = _upload(play, code, play.applicant, at)
        evidence.add_evidence(
            scope=play.applicant, reference=play.case.reference, code=code, document=document,
            issued_on=localdate(at), at=at,
        )  # fmt: skip


def _upload(play: Play, code: str, scope: Scope, at: datetime) -> Document:
    scan = play.company.scans[code]
    with default_storage.open(scan.name) as kept:
        upload = SimpleUploadedFile(f"{scan.title}.jpg", kept.read(), content_type="image/jpeg")
    return receive_upload(scope=scope, owner_id=scope.acting_id, uploaded=upload, at=at)


def _file(play: Play) -> None:
    wizard = wizard_for(play.applicant, play.case.reference)
    lacking = {state.evidence.code: state.evidence.fewest_pages - state.pages for state in wizard.evidence}
    _attach(play, [code for code, count in lacking.items() for _ in range(count)], play.now)
    declared = frozenset(declaration.code for declaration in wizard.service.declarations)
    play.case = drafting.submit_case(
        scope=play.applicant, reference=play.case.reference, declared=declared, at=play.now
    )
    _ask_registers(play)


def _check(play: Play) -> None:
    """Let the adults of the family declare what is theirs to declare, and the last registers answer."""
    reference, at = play.case.reference, play.now
    for member in play.company.population.household(play.story.cpr).members:
        asked = asked_of(member.person.cpr, localdate(at))
        for code in [each.code for each in asked if each.reference == reference]:
            adult = scope_of(_sign_in(member.person.cpr, play.company, at), at.date())
            consenting.answer_consent(scope=adult, reference=reference, code=code, given=True, at=at)
    _ask_registers(play)


def _ask_registers(play: Play) -> None:
    waiting = play.case.register_runs.filter(answered_at=None).order_by("pk").values_list("register", flat=True)
    for register in list(waiting):
        checking.run_register(case_id=play.case.pk, register=register, at=play.now)


def _one(said: Sequence[str], play: Play) -> str:
    """Return one of the things somebody may say, another in the next case."""
    return said[play.case.pk % len(said)]


def _make(play: Play, code: str, *, by: Scope | None = None, **said: Any) -> None:
    """Make a move of the course of two officials; without a hand, the reviewing official makes it."""
    scope = by or play.official(play.company.reviewer)
    making.make_move(scope=scope, reference=play.case.reference, code=code, at=play.later(), **said)


def _begin(play: Play) -> None:
    _make(play, "begin_review")


def _note(play: Play) -> None:
    scope = play.official(play.company.reviewer)
    review.add_note(scope=scope, reference=play.case.reference, text=_one(words.NOTES, play), at=play.now)
    spoken = Spoken(way=SpokenBy.WE_CALLED, spoken_at=play.now, spoke_with=words.SPOKE_WITH, said=words.SAID)
    write_contact(scope=scope, reference=play.case.reference, spoken=spoken, at=play.now)


def _ask(play: Play) -> None:
    asked = [item.code for item in play.case.evidence.order_by("pk")][:1]
    _make(play, "request_evidence", reason=_one(words.REQUESTS, play), documents=tuple(asked), within=DAYS_TO_ANSWER)


def _answer(play: Play) -> None:
    request = play.case.requests.get(answered_at=None)
    _attach(play, request.evidence_codes, play.later())
    _make(play, "answer_request", by=play.applicant, reason=_one(words.ANSWERS, play))


def _recommend(play: Play) -> None:
    at, scope = play.later(), play.official(play.company.reviewer)
    for item in play.case.evidence.filter(withdrawn_at=None):
        evidence.review_evidence(
            scope=scope, reference=play.case.reference, item_id=item.pk, accepted=True, reason="", at=at
        )
    outcome, reason = _verdict(play)
    _make(play, "recommend_approval" if outcome == Outcome.APPROVED else "recommend_refusal", reason=reason)


def _decide(play: Play) -> None:
    outcome, reason = _verdict(play)
    scope = play.official(play.company.approver)
    _make(play, "approve" if outcome == Outcome.APPROVED else "refuse", by=scope, reason=reason)


def criteria_not_met(case: Case) -> dict[str, Text]:
    """Return the criteria the newest assessment of a case finds not met, with their words."""
    findings = read_findings(case.assessments.latest("at", "pk").findings)
    return {f.criterion: f.label for f in findings if f.verdict is Verdict.NOT_MET}


def is_eligible(case: Case) -> bool:
    """Say whether the newest assessment of a case finds every criterion met."""
    return case.assessments.latest("at", "pk").verdict == Overall.ELIGIBLE


def _verdict(play: Play) -> tuple[Outcome, str]:
    """Return what the criteria say, with the words an official would give for a refusal."""
    against = criteria_not_met(play.case)
    passed = play.case.exceptions.filter(status="approved").values_list("criterion", flat=True)
    if set(against) - set(passed):
        return Outcome.REFUSED, words.NOT_MET.format(criteria="، ".join(label.ar for label in against.values()))
    return Outcome.APPROVED, words.EXPLANATIONS[ExceptionGround.FAMILY] if against else ""


def _propose(play: Play) -> None:
    (criterion, *_) = criteria_not_met(play.case)
    _except(play, ExceptionKind.CRITERION, criterion, ExceptionGround.FAMILY)


def _place(play: Play) -> None:
    _except(play, ExceptionKind.ORDER, "", ExceptionGround.HEALTH)


def _except(play: Play, kind: ExceptionKind, criterion: str, ground: ExceptionGround) -> None:
    at, scope = play.later(), play.official(play.company.supervisor)
    exceptions.propose_exception(
        scope=scope,
        reference=play.case.reference,
        kind=kind,
        criterion=criterion,
        ground=ground,
        explanation=words.EXPLANATIONS[ground],
        document=_upload(play, "report", scope, at),
        at=at,
    )


def _settle(play: Play, *, approved: bool = True, reason: str = "") -> None:
    proposed = play.case.exceptions.get(status="proposed")
    scope = play.official(play.company.approver)
    exceptions.settle_exception(
        scope=scope, exception_id=proposed.pk, approved=approved, reason=reason, at=play.later()
    )


def _decline(play: Play) -> None:
    _settle(play, approved=False, reason=words.DECLINED)


def _withdraw(play: Play) -> None:
    _make(play, "withdraw", by=play.applicant, reason=_one(words.WITHDRAWALS, play))


def _house(play: Play) -> None:
    leave_list(case_id=play.case.pk, at=play.last, ground=ChangeGround.HOUSED)


def _leave(play: Play) -> None:
    leave_list(case_id=play.case.pk, at=play.last)


_STEPS: Final[Mapping[str, Callable[[Play], None]]] = {
    "file": _file,
    "check": _check,
    "begin": _begin,
    "note": _note,
    "ask": _ask,
    "answer": _answer,
    "recommend": _recommend,
    "decide": _decide,
    "propose": _propose,
    "place": _place,
    "settle": _settle,
    "decline": _decline,
    "withdraw": _withdraw,
    "house": _house,
    "leave": _leave,
}
