"""A service as the catalogue page tells it: all of it read from the declaration."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.catalogue.standing import is_for_applicants
from iskan.core.catalogue import Audience, Channel, Service
from iskan.core.charges import ChargeKind
from iskan.core.counted import WORKING_DAY, counted
from iskan.core.dated import Dated, FigureBook, NotConfigured
from iskan.core.eligibility import Criterion
from iskan.core.evidence import Evidence
from iskan.core.figure_words import figure_text
from iskan.core.lifecycle import Party
from iskan.core.text import Text, listed
from iskan.policy.audiences import AUDIENCES
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.registers import RegisterAsked, registers_asked

_NOT_SET = Text(ar="لم تُحدَّد بعد", en="Not configured yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCard:
    """A service on a list."""

    code: str
    name: str
    summary: str
    promise: str
    answer: str
    fee: str
    icon: str = "house"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeeded:
    name: str
    help: str
    basis: str
    always: bool
    optional: bool
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """A condition of the law, with the article, and what its figures are today."""

    label: str
    basis: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    name: str
    criteria: tuple[ConditionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """Everything the page of one service says."""

    card: ServiceCard
    who_may_apply: tuple[str, ...]
    by_delegate: bool
    steps: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceNeeded, ...]
    criteria: tuple[ConditionLine, ...]
    programmes: tuple[ProgrammeView, ...]
    registers: tuple[RegisterAsked, ...]
    declarations: tuple[str, ...]
    legal_basis: tuple[str, ...]
    channels: tuple[str, ...]
    fees: tuple[str, ...]
    deposits: tuple[str, ...]
    documents: tuple[str, ...]
    for_whom: str
    is_for_others: bool
    online: bool


def service_card(service: Service, figures: FigureBook, day: date) -> ServiceCard:
    """Return a service as a list shows it."""
    return ServiceCard(
        code=service.code,
        name=t(service.name),
        summary=t(service.summary),
        promise=_promise(service, figures, day),
        answer=_answer(service, figures, day),
        fee=_fee(service, figures, day),
    )


def _promise(service: Service, figures: FigureBook, day: date) -> str:
    days = _promised(service, figures, day)
    if days:
        return days
    if _is_done_at_once(service):
        return _("Done at once")
    if _waits(service):
        return _("Once everyone has agreed")
    if _is_done_at_once_without_a_change(service):
        return _("At once without a change")
    return t(_NOT_SET)


def _answer(service: Service, figures: FigureBook, day: date) -> str:
    """Say when whoever files today has an answer."""
    if days := _promised(service, figures, day):
        return _("You get an answer within %(days)s of filing.") % {"days": days}
    if _is_done_at_once(service):
        return _("It is done as soon as you submit it.")
    if _waits(service):
        return _(
            "It is done once everyone who must agree has, and the days to think better of it, if any are set, are over."
        )
    if _is_done_at_once_without_a_change(service):
        return _("It is done as soon as you submit it, unless you report a change: an official looks at that.")
    return _("No time to an answer has been set for this service.")


def _is_done_at_once(service: Service) -> bool:
    return service.promise is None and service.lifecycle.is_automatic and not _waits(service)


def _waits(service: Service) -> bool:
    """Say whether what no official decides waits for others, or for its applicant to think better of it."""
    moves = (move for move in service.lifecycle.transitions if Party.SYSTEM in move.by)
    return service.lifecycle.is_automatic and any(move.needs or move.after for move in moves)


def _is_done_at_once_without_a_change(service: Service) -> bool:
    return service.promise is None and service.lifecycle.is_automatic_if_undisputed


def _promised(service: Service, figures: FigureBook, day: date) -> str:
    if service.promise is None:
        return ""
    try:
        return t(counted(figures.value(service.promise, day), WORKING_DAY))
    except NotConfigured:
        return ""


def _fee(service: Service, figures: FigureBook, day: date) -> str:
    if service.fee is None:
        return _("Free of charge")
    if service.fee.figure is None:
        return _("By what you apply for")
    return _figure(service.fee.figure, figures, day)


def _prices(service: Service, kind: ChargeKind, figures: FigureBook, day: date) -> tuple[str, ...]:
    """Return the amounts of what is charged, each with the answer that names it where several are possible."""
    priced = service.priced(kind)
    if priced is None:
        return ()
    asked = next((question for question in service.questions() if question.code == priced.by), None)
    if asked is None:
        return tuple(_figure(figure, figures, day) for figure in priced.all_figures())
    return tuple(f"{t(asked.show(answer))}: {_figure(figure, figures, day)}" for answer, figure in priced.figures)


def service_page(service: Service, figures: FigureBook, day: date) -> ServicePage:
    """Return the page of a service."""
    return ServicePage(
        card=service_card(service, figures, day),
        who_may_apply=tuple(map(t, service.who_may_apply)),
        by_delegate=service.by_delegate,
        steps=tuple((t(step.title), t(step.intro) if step.intro else "") for step in service.steps),
        evidence=tuple(map(_evidence, service.evidence)),
        criteria=_conditions(service.criteria, figures, day),
        programmes=tuple(
            ProgrammeView(name=t(programme.name), criteria=_conditions(programme.criteria, figures, day))
            for programme in service.programmes
        ),
        registers=registers_asked(service),
        declarations=tuple(t(declaration.text) for declaration in service.declarations),
        legal_basis=tuple(t(basis.cited()) for basis in service.legal_basis),
        channels=tuple(_channel(channel) for channel in service.channels),
        fees=_prices(service, ChargeKind.FEE, figures, day) or (_fee(service, figures, day),),
        deposits=_prices(service, ChargeKind.DEPOSIT, figures, day),
        documents=tuple(t(document.name) for document in service.documents),
        for_whom=for_whom(service),
        is_for_others=not is_for_applicants(service),
        online=Channel.WEB in service.channels and is_for_applicants(service),
    )


def for_whom(service: Service) -> str:
    """Name the audiences of a service, where it is not for citizens alone."""
    if service.audiences == (Audience.CITIZEN,):
        return ""
    return t(listed(AUDIENCES[audience] for audience in service.audiences))


def _evidence(evidence: Evidence) -> EvidenceNeeded:
    return EvidenceNeeded(
        name=t(evidence.name),
        help=t(evidence.help),
        basis=t(evidence.legal_basis.cited()),
        always=evidence.required_when is None,
        optional=evidence.optional,
        sides=tuple(map(t, evidence.kind.sides)),
    )


def _conditions(criteria: tuple[Criterion, ...], figures: FigureBook, day: date) -> tuple[ConditionLine, ...]:
    return tuple(
        ConditionLine(
            label=t(criterion.label),
            basis=t(criterion.legal_basis.cited()),
            figures=tuple((t(figure.label), _figure(figure, figures, day)) for figure in criterion.figures),
        )
        for criterion in criteria
    )


def _figure(figure: Dated[Any], figures: FigureBook, day: date) -> str:
    try:
        return t(figure_text(figure, figures.value(figure, day)))
    except NotConfigured:
        return t(_NOT_SET)


def _channel(channel: Channel) -> str:
    return {
        Channel.WEB: _("This site"),
        Channel.PHONE: _("The contact centre"),
        Channel.DESK: _("The service centre"),
        Channel.API: _("Linked government sites"),
    }[channel]
