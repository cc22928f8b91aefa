"""The file of a household: its people, and of each of their cases what came of it and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.family import MOST_CASES, FamilyFile
from iskan.apps.notifications.queries import messages_about
from iskan.core.promises import Alarm
from iskan.foundation.scope import Scope
from iskan.surfaces.backoffice.plates import PLATES
from iskan.surfaces.backoffice.presenters.checks import RunView, run_views
from iskan.surfaces.backoffice.presenters.contacts import ContactLine, contact_lines
from iskan.surfaces.backoffice.presenters.dues import DueView, due_view, stage_name
from iskan.surfaces.backoffice.presenters.members import MemberView, member_views
from iskan.surfaces.backoffice.presenters.trail import MessageView, actor_name, message_views
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine, PlateCard, ShownCase


@dataclass(frozen=True, slots=True)
class NoMoves:
    """Nothing is changed from the file of a household."""

    change_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCase:
    """A case of somebody in the household; what hangs on it shows itself by its plates."""

    reference: str
    service: str
    applicant: str
    stage: str
    tone: str
    filed_at: datetime | None
    due: DueView
    heads: tuple[HeadLine, ...]
    cards: tuple[PlateCard, ...]
    runs: tuple[RunView, ...]
    messages: tuple[MessageView, ...]
    contacts: tuple[ContactLine, ...]
    moves: NoMoves = NoMoves()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the household, the day they were last declared so, and the cases they applied in."""

    view: MemberView
    declared_on: date
    is_now: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """Everything the file shows."""

    reference: str
    name: str
    cpr: str
    phone: str
    email: str
    members: tuple[Member, ...]
    cases: tuple[FamilyCase, ...]
    open_count: int
    is_cut: bool


def family_view(family: FamilyFile, scope: Scope, today: date) -> FamilyPage:
    """Return the file of a household as its page shows it."""
    applicant = family.case.applicant
    return FamilyPage(
        reference=family.case.reference,
        name=actor_name(applicant),
        cpr=applicant.cpr or "",
        phone=applicant.phone,
        email=applicant.email,
        members=tuple(_members(family, today)),
        cases=tuple(_case(Dossier(case, scope, today)) for case in family.cases),
        open_count=sum(case.closed_at is None for case in family.cases),
        is_cut=len(family.cases) == MOST_CASES,
    )


def _members(family: FamilyFile, today: date) -> Iterator[Member]:
    """Yield each person once, as last declared, those of the newest declaration first."""
    seen: set[str] = set()
    for place, household in enumerate(family.households):
        for view in member_views(household, today):
            if view.cpr not in seen:
                seen.add(view.cpr)
                yield Member(
                    view=view,
                    declared_on=localdate(household.declared_at),
                    is_now=place == 0,
                    references=family.references_of(view.cpr),
                )


def _case(dossier: Dossier) -> FamilyCase:
    case, service, stage = dossier.case, dossier.service, dossier.stage
    related = PLATES.read(id=case.pk, reference=case.reference, service=service, stage=stage)
    shown = ShownCase(
        id=case.pk, reference=case.reference, service=service, stage=stage, scope=dossier.scope, today=dossier.today,
        related=related,
    )  # fmt: skip
    return FamilyCase(
        reference=case.reference,
        service=t(service.name),
        applicant=actor_name(case.applicant),
        stage=stage_name(stage),
        tone=stage.tone,
        filed_at=case.filed_at,
        due=due_view(stage, case.due_on, Alarm(case.alarm), dossier.today, dossier.calendar),
        heads=tuple(PLATES.heads(service, stage, related)),
        cards=PLATES.shown(shown).cards,
        runs=run_views(dossier),
        messages=message_views(messages_about(dossier.scope, case.reference)),
        contacts=contact_lines(dossier.contacts, dossier.today),
    )
