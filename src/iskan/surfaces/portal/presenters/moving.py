"""One of the applicant's own moves: what it asks, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.cases import needs
from iskan.apps.cases.operations.making import open_moves
from iskan.apps.cases.operations.moves import notice_words
from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.answers import Posted
from iskan.core.lifecycle import Act, CaseOutcome, Transition
from iskan.core.text import Text
from iskan.surfaces.ui.consequences import Consequences, consequences_of
from iskan.surfaces.ui.fields import FieldView, Filling, fields_of, named_errors
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage:
    """The page of one move; ``lacking`` says why it cannot be made yet."""

    reference: str
    code: str
    service: str
    label: str
    tone: str | None
    brings: Consequences
    has_reason: bool
    needs_reason: bool
    reason: str
    reason_error: str
    fields: tuple[FieldView, ...]
    lacking: str
    errors: tuple[tuple[str, str], ...]


def offered_move(dossier: Dossier, code: str) -> Transition | None:
    """Return a move the viewer may make now; the answer to a request has its own page."""
    opened = (one for one in open_moves(dossier.scope, dossier.case, dossier.today) if one.act is not Act.ANSWER)
    return next((one for one in opened if one.code == code), None)


def move_page(
    dossier: Dossier,
    transition: Transition,
    at: datetime,
    words: Posted,
    faults: Mapping[str, Text] | None = None,
) -> MovePage:
    """Return the page of a move, with what was typed and what is wrong with it."""
    case, service, faults = dossier.case, dossier.service, faults or {}
    granted = service.lifecycle.stage(transition.target).outcome in {None, CaseOutcome.GRANTED}
    lacking = needs.lacking(case, service, transition)
    reason = (words.get("reason") or ("",))[-1]
    fields = fields_of(transition.asks, Filling(words=words, answers={}, faults=faults))
    return MovePage(
        reference=case.reference,
        code=transition.code,
        service=t(service.name),
        label=t(transition.label),
        tone=None if granted else "danger",
        brings=consequences_of(service, transition, notice_words(case, service, reason), at),
        has_reason=transition.asks_reason or transition.act is Act.WITHDRAW,
        needs_reason=transition.asks_reason,
        reason=reason,
        reason_error=t(faults["reason"]) if "reason" in faults else "",
        fields=fields,
        lacking=t(lacking) if lacking else "",
        errors=named_errors(fields, faults),
    )
