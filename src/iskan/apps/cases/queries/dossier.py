"""Everything about one case, each part read when a page asks for it, for the citizen and the official alike."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone

from iskan.apps.cases.claims import Claim, claims_home, other_claims_seen
from iskan.apps.cases.consents import ConsentState
from iskan.apps.cases.models import (
    Case,
    CaseAssessment,
    CaseEvent,
    CaseFact,
    CaseNote,
    CitizenRequest,
    ContactEntry,
    Decision,
    DeclarationMade,
    ExceptionEntry,
    Filing,
    RegisterAnswer,
    RegisterRun,
)
from iskan.apps.cases.queries.consents import states_of
from iskan.apps.cases.queries.earlier import NamedCase, earlier_named, later_named
from iskan.apps.cases.queries.evidence import EvidenceState, evidence_states
from iskan.apps.cases.queries.promises import promise_of
from iskan.apps.cases.queries.scoped import case_for, service_of, visible_cases
from iskan.apps.cases.queries.wizard import context_of
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.documents.models import IssuedDocument
from iskan.core.catalogue import Channel, Service
from iskan.core.lifecycle import Stage
from iskan.core.promises import Alarm, Calendar
from iskan.core.subjects import subject_text
from iskan.core.text import Text
from iskan.foundation.scope import Scope


@dataclass(frozen=True, slots=True)
class PromiseState:
    """How a promise stands today: its last day, the share used in per cent, working days left (negative when late)."""

    due_on: date
    used: int
    days_left: int
    alarm: Alarm


@dataclass(frozen=True)
class Dossier:
    """A case and, on demand, all that hangs on it."""

    case: Case
    scope: Scope
    today: date

    @cached_property
    def service(self) -> Service:
        return service_of(self.case)

    @property
    def stage(self) -> Stage:
        return self.service.lifecycle.stage(self.case.stage)

    @property
    def subject(self) -> Text | None:
        """What the case is about, in words; nothing where its service names no subject."""
        return subject_text(self.service, self.case.application.answers)

    @cached_property
    def about_the_same(self) -> tuple[Case, ...]:
        """The viewer's other cases about the same thing, newest first, ten at most."""
        if not self.case.subject:
            return ()
        others = visible_cases(self.scope).filter(subject=self.case.subject).exclude(pk=self.case.pk)
        return tuple(others.select_related("applicant").order_by("-created_at")[:10])

    @cached_property
    def earlier(self) -> tuple[NamedCase, ...]:
        """The earlier case this one is about, if the viewer may see it."""
        return earlier_named(self.scope, self.case)

    @cached_property
    def later(self) -> tuple[NamedCase, ...]:
        """The filed cases about this one that the viewer may see, newest first, ten at most."""
        return later_named(self.scope, self.case)

    @cached_property
    def other_claims(self) -> tuple[Claim, ...]:
        """What else the household claims a home by, or got one by, where an official may see it; of an open case."""
        is_asked = self.is_internal and self.case.closed_at is None and claims_home(self.service)
        return other_claims_seen(self.scope, self.case) if is_asked else ()

    @cached_property
    def is_internal(self) -> bool:
        """Whether the viewer reads what officials keep to themselves: not of their own household's case."""
        return self.scope.is_official and not is_in_own_household(self.scope, self.case)

    @cached_property
    def events(self) -> tuple[CaseEvent, ...]:
        """The trail, newest first; a citizen sees the public lines."""
        lines = self.case.events.order_by("-at", "-pk")
        if self.is_internal:
            return tuple(lines.select_related("actor"))
        return tuple(lines.filter(public=True).select_related("actor"))

    @cached_property
    def filing(self) -> Filing | None:
        """Who filed the case, and how they knew its applicant; nothing where the applicant filed it on this site."""
        if self.case.channel == Channel.WEB:
            return None
        return Filing.objects.filter(case=self.case).select_related("official", "client").first()

    @cached_property
    def runs(self) -> tuple[RegisterRun, ...]:
        """What registers were asked, each with whether an answer of it is kept (``is_kept``)."""
        kept = RegisterAnswer.objects.filter(case=self.case, register=OuterRef("register"))
        return tuple(self.case.register_runs.annotate(is_kept=Exists(kept)).order_by("register"))

    def answers_of(self, register: str) -> tuple[RegisterAnswer, ...]:
        """Return what one register said about each person, whole, the newest first."""
        return tuple(self.case.register_answers.filter(register=register).order_by("-at", "pk"))

    @cached_property
    def facts(self) -> tuple[CaseFact, ...]:
        return tuple(self.case.facts.order_by("register", "code"))

    @cached_property
    def assessment(self) -> CaseAssessment | None:
        return self.case.assessments.order_by("-at", "-pk").first()

    @cached_property
    def evidence(self) -> tuple[EvidenceState, ...]:
        return evidence_states(self.case, self.service, context_of(self.case))

    @cached_property
    def open_request(self) -> CitizenRequest | None:
        return self.case.requests.filter(answered_at__isnull=True).first()

    @cached_property
    def requests(self) -> tuple[CitizenRequest, ...]:
        return tuple(self.case.requests.order_by("-asked_at"))

    @cached_property
    def decision(self) -> Decision | None:
        standing = self.case.decisions.filter(replaced_at__isnull=True)
        return standing.select_related("recommended_by", "decided_by").first()

    @cached_property
    def exceptions(self) -> tuple[ExceptionEntry, ...]:
        return tuple(self.case.exceptions.select_related("decided_by", "second_by", "document").order_by("-decided_at"))

    @cached_property
    def notes(self) -> tuple[CaseNote, ...]:
        """Officials' words to each other; never a citizen's to read."""
        if not self.is_internal:
            return ()
        return tuple(self.case.notes.select_related("author").order_by("-at"))

    @cached_property
    def contacts(self) -> tuple[ContactEntry, ...]:
        """Calls and visits with the applicant, the newest first; on pages, officials' to read."""
        if not self.is_internal:
            return ()
        return tuple(self.case.contacts.select_related("author", "kept").order_by("-spoken_at", "-pk"))

    @cached_property
    def declarations(self) -> tuple[DeclarationMade, ...]:
        return tuple(self.case.declarations.order_by("made_at"))

    @cached_property
    def consents(self) -> tuple[ConsentState, ...] | None:
        """How far each consent has come that the case needs of others; nothing where the family is not known yet."""
        return states_of(self.case, timezone.localdate(self.case.filed_at) if self.case.filed_at else self.today)

    @cached_property
    def issued(self) -> IssuedDocument | None:
        """The newest document issued for the case."""
        return IssuedDocument.objects.filter(case_reference=self.case.reference).order_by("-issued_at").first()

    @cached_property
    def calendar(self) -> Calendar:
        """The days the ministry works."""
        return working_calendar()

    @cached_property
    def promise(self) -> PromiseState | None:
        """How the promise stands; nothing before filing, after closure, and where none was made."""
        if self.case.due_on is None or self.case.closed_at is not None:
            return None
        calendar, promise = self.calendar, promise_of(self.case, self.service)
        if promise is None:
            return None
        due_on = promise.due_on(calendar, self.today)
        left = calendar.between(self.today, due_on) or -calendar.between(due_on, self.today)
        used, alarm = promise.used(calendar, self.today), promise.alarm(calendar, self.today)
        return PromiseState(due_on=due_on, used=used, days_left=left, alarm=alarm)


def dossier_for(scope: Scope, reference: str, today: date) -> Dossier:
    """Return a visible case's dossier, or raise `OutOfScope`."""
    return Dossier(case_for(scope, reference), scope, today)
