"""What the viewer may do to a case now; where nothing, why not, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import ExceptionKind, Outcome
from iskan.apps.cases.operations.moves import OwnHousehold
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.rules import (
    can_assign,
    can_examine,
    can_except,
    can_work,
    is_in_own_household,
    is_open_to_exception,
)
from iskan.core.lifecycle import Party
from iskan.core.refusal import SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The forms a case page offers."""

    begin: bool
    request: bool
    outcomes: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str], ...]
    give_back: bool
    claim: bool
    release: bool
    assign: bool
    note: bool
    review: bool
    ask_again: bool
    except_: bool
    change_card: bool
    why_not: str
    who_may: str


def moves_view(dossier: Dossier, opened: frozenset[str]) -> Moves:
    """Return what is offered; ``opened`` are the lawful moves of the viewer."""
    scope, case = dossier.scope, dossier.case
    barred = is_in_own_household(scope, case)
    eyes_barred = _recommended_it(dossier)
    works = can_work(scope) and not barred
    open_case = case.closed_at is None
    examines = may_examine(dossier, barred=barred)
    return Moves(
        begin="begin_review" in opened,
        request="request_evidence" in opened,
        outcomes=_labelled(dossier, opened, "recommend_approval", "recommend_refusal"),
        decisions=_labelled(dossier, opened, "approve", "refuse"),
        give_back="return_to_review" in opened,
        claim=works and open_case and case.assignee_id is None,
        release=works and open_case and case.assignee_id is not None and _may_release(scope, case.assignee_id),
        assign=can_assign(scope) and open_case and not barred,
        note=works,
        review=examines,
        ask_again=examines,
        except_=can_except(scope) and not barred and (open_case or is_open_to_exception(case, ExceptionKind.ORDER)),
        change_card=can_except(scope) and not barred,
        why_not=_why_not(dossier, opened, barred=barred, eyes_barred=eyes_barred),
        who_may=_who_may(dossier),
    )


def may_examine(dossier: Dossier, *, barred: bool | None = None) -> bool:
    """Say whether the viewer may still judge documents and ask registers: not once a recommendation stands."""
    scope, case = dossier.scope, dossier.case
    if not can_examine(scope) or case.closed_at is not None or dossier.decision is not None:
        return False
    return not (is_in_own_household(scope, case) if barred is None else barred)


def _may_release(scope: Scope, assignee_id: int) -> bool:
    return assignee_id == scope.user_id or can_assign(scope)


def _recommended_it(dossier: Dossier) -> bool:
    decision = dossier.decision
    return decision is not None and not decision.outcome and decision.recommended_by_id == dossier.scope.user_id


def _labelled(dossier: Dossier, opened: frozenset[str], *codes: str) -> tuple[tuple[str, str], ...]:
    outcomes = (Outcome.APPROVED, Outcome.REFUSED)
    lifecycle, stage = dossier.service.lifecycle, dossier.case.stage
    return tuple(
        (outcome.value, t(lifecycle.transition(code, stage).label))
        for outcome, code in zip(outcomes, codes, strict=True)
        if code in opened
    )


def _why_not(dossier: Dossier, opened: frozenset[str], *, barred: bool, eyes_barred: bool) -> str:
    """Say why the viewer may make no move, or not the one that decides."""
    scope = dossier.scope
    if barred:
        return t(OwnHousehold.text)
    if eyes_barred:
        return t(SameEyes.text)
    if opened or dossier.stage.closed:
        return ""
    if not can_work(scope):
        return _("You read this case and change nothing in it.")
    return _("At this stage it is somebody else's turn: %(who)s.") % {"who": _who_may(dossier)}


def _who_may(dossier: Dossier) -> str:
    moves = [move for move in dossier.service.lifecycle.transitions if dossier.case.stage in move.sources]
    parties = dict.fromkeys(party for move in moves if move.code != "withdraw" for party in move.by)
    names = [t(_PARTIES[party]) for party in parties]
    return (" " + _("or") + " ").join(names)


_PARTIES = {
    Party.APPLICANT: Text(ar="مقدم الطلب", en="the applicant"),
    Party.SYSTEM: Text(ar="النظام حين ترد السجلات", en="the system, once the registers answer"),
    Party.REVIEWER: Text(ar="موظف المراجعة", en="a reviewing official"),
    Party.APPROVER: Text(ar="موظف الاعتماد", en="an approving official"),
    Party.SUPERVISOR: Text(ar="المشرف", en="a supervisor"),
}
