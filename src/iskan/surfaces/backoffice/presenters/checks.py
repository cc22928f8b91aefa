"""What registers were asked for a case: answered, waiting and why, refused; and the receipt of each exchange."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.operations.checking import AWAITING_DECLARATION, AWAITING_POPULATION
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.registers import known_family
from iskan.core.text import Text
from iskan.integrations.discovery import registers
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.queries import ExchangeLine
from iskan.surfaces.ui.formatting import t

_TONES = {
    CheckStatus.PENDING: "warning",
    CheckStatus.ANSWERED: "success",
    CheckStatus.REFUSED: "danger",
    CheckStatus.NOT_FOUND: "neutral",
    CheckStatus.DENIED: "danger",
}
_ICONS = {
    CheckStatus.PENDING: "clock",
    CheckStatus.ANSWERED: "check",
    CheckStatus.REFUSED: "cross",
    CheckStatus.NOT_FOUND: "question",
    CheckStatus.DENIED: "lock",
}
_OUTCOME_TONES = {
    ExchangeOutcome.ANSWERED: "success",
    ExchangeOutcome.NOT_FOUND: "neutral",
    ExchangeOutcome.REFUSED: "danger",
    ExchangeOutcome.UNAVAILABLE: "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """One register's part in the checks."""

    register: str
    name: str
    keeper: str
    status: str
    tone: str
    icon: str
    why: str
    attempts: int
    tried_at: datetime | None
    answered_at: datetime | None
    is_waiting: bool
    is_kept: bool
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """An exchange: who asked what of whom, for what purpose and by what ground."""

    register: str
    purpose: str
    ground: str
    asked_at: datetime
    outcome: str
    tone: str
    asked_by: str
    digest: str


def run_views(dossier: Dossier) -> tuple[RunView, ...]:
    """Return the registers asked, those still waiting first."""
    waiting_first = sorted(dossier.runs, key=lambda run: run.answered_at is not None)
    names = _names(dossier) if any(run.unread for run in waiting_first) else {}
    return tuple(_run(run, names, may_open=dossier.is_internal) for run in waiting_first)


def _names(dossier: Dossier) -> dict[str, Text]:
    family = known_family(dossier.case)
    people = (family.applicant, *(member.person for member in family.household.members)) if family else ()
    return {person.cpr: person.name for person in people}


def _unread(run: Any, names: Mapping[str, Text]) -> tuple[str, ...]:
    """Say of whom what could not be read, each once."""
    fields, whole = registers()[run.register].fields, _("the whole record")
    gaps = ((gap["cpr"], fields.get(gap["field"])) for gap in run.unread)
    lines = (f"{t(names.get(cpr) or Text(cpr, cpr))}: {t(field) if field else whole}" for cpr, field in gaps)
    return tuple(dict.fromkeys(lines))


def _run(run: Any, names: Mapping[str, Text], *, may_open: bool) -> RunView:
    register, status = registers()[run.register], CheckStatus(run.status)
    return RunView(
        register=run.register,
        name=t(register.name),
        keeper=t(register.keeper),
        status=str(status.label),
        tone=_TONES[status],
        icon=_ICONS[status],
        why=_why(run),
        attempts=run.attempt_count,
        tried_at=run.last_tried_at,
        answered_at=run.answered_at,
        is_waiting=run.answered_at is None,
        is_kept=may_open and run.is_kept,
        unread=_unread(run, names),
    )


def _why(run: Any) -> str:
    """Say what is missing and why."""
    if run.status == CheckStatus.ANSWERED:
        return ""
    if run.status == CheckStatus.NOT_FOUND:
        return _("The register holds nothing about this person.")
    if run.status == CheckStatus.REFUSED:
        return _("The register refused to answer; it will not be asked again by itself.")
    if run.status == CheckStatus.DENIED:
        return _("It was not asked: an adult of the household did not make the declaration it requires.")
    known = {
        AWAITING_DECLARATION: _("An adult of the household has not yet given the declaration this register requires."),
        AWAITING_POPULATION: _("It is asked about the whole family once the population register has named it."),
        "": _("The question is queued."),
    }
    return known.get(run.fault, _("The register does not answer; it is asked again by itself, at growing intervals."))


def receipt_views(lines: tuple[ExchangeLine, ...], names: Mapping[int, Text]) -> tuple[ReceiptView, ...]:
    """Return the receipts of a case's exchanges."""
    return tuple(
        ReceiptView(
            register=t(line.register),
            purpose=t(line.purpose),
            ground=t(line.legal_ground),
            asked_at=line.asked_at,
            outcome=str(line.outcome.label),
            tone=_OUTCOME_TONES[line.outcome],
            asked_by=t(names.get(line.asked_by_id or 0) or _("The system")),
            digest=line.answer_digest[:12],
        )
        for line in lines
    )
