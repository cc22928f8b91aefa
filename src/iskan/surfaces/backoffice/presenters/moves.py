"""What the viewer may do to a case now; where nothing, why not, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.cases import needs
from iskan.apps.cases.enums import ExceptionKind
from iskan.apps.cases.operations.making import OfferedMoves
from iskan.apps.cases.operations.moves import why_partial
from iskan.apps.cases.operations.requests import AnswerStillAwaited
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.requests import answer_days, days_last_named, is_overdue
from iskan.apps.cases.rules import (
    can_assign,
    can_examine,
    can_except,
    can_work,
    is_open_to_exception,
)
from iskan.core.eligibility import Overall
from iskan.core.lifecycle import Act, CaseOutcome, Party, Transition
from iskan.core.refusal import SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.surfaces.backoffice.presenters.letters import LetterView, letters_for, use_of
from iskan.surfaces.ui.consequences import by_itself
from iskan.surfaces.ui.fields import FieldView, Filling, fields_of
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState

_ICONS = {
    Act.BEGIN: "arrow",
    Act.REQUEST: "mail",
    Act.RECALL: "turn",
    Act.RETURN: "reply",
    Act.RECOMMEND_APPROVAL: "scale",
    Act.RECOMMEND_REFUSAL: "scale",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFormView:
    """The form of one move, drawn from its declaration. ``lacking`` says why it cannot be made yet.

    ``days`` to answer a request are the law's, or where it ``asks_days`` those the official gave the last time.
    """

    code: str
    form: str
    label: str
    icon: str
    tone: str
    has_reason: bool
    needs_reason: bool
    reason_label: str
    reason_help: str
    asks_documents: bool
    asks_days: bool
    days: int | None
    letters: tuple[LetterView, ...]
    fields: tuple[FieldView, ...]
    lacking: str
    agrees: bool

    @property
    def at_once(self) -> bool:
        """Whether the button stands open: it grants what is found to be met, so that words are the exception."""
        return self.agrees and not (self.needs_reason or self.fields or self.lacking)

    @property
    def is_plain(self) -> bool:
        """Whether a button is enough: nothing is asked."""
        return not (self.has_reason or self.fields or self.asks_documents or self.lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The forms a case page offers."""

    offered: tuple[MoveFormView, ...]
    by_itself: tuple[str, ...]
    follows_request: bool
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


def form_of(code: str) -> str:
    """Return the name of a move's form: the beginning of its fields' names."""
    return f"move-{code}"


def moves_view(dossier: Dossier, offer: OfferedMoves, sent: FormState = UNSENT) -> Moves:
    """Return what is offered; ``offer`` are the lawful moves of the viewer."""
    scope, case = dossier.scope, dossier.case
    partial = why_partial(scope, case)
    barred = partial is not None
    eyes_barred = _recommended_it(dossier)
    works = can_work(scope) and not barred
    open_case = case.closed_at is None
    examines = may_examine(dossier, barred=barred)
    return Moves(
        offered=tuple(_move(dossier, one, sent) for one in offer.moves if one.act is not Act.TAKE_ANSWER),
        follows_request=any(one.act is Act.TAKE_ANSWER for one in offer.moves) and dossier.open_request is not None,
        by_itself=by_itself(dossier.service, case.stage, case.stage_since) if open_case else (),
        claim=works and open_case and case.assignee_id is None,
        release=works and open_case and case.assignee_id is not None and _may_release(scope, case.assignee_id),
        assign=can_assign(scope) and open_case and not barred,
        note=works,
        review=examines,
        ask_again=examines,
        except_=can_except(scope) and not barred and (open_case or is_open_to_exception(case, ExceptionKind.ORDER)),
        change_card=can_except(scope) and not barred,
        why_not=t(partial.text) if partial else _why_not(dossier, offer, eyes_barred=eyes_barred),
        who_may=_who_may(dossier),
    )


def _move(dossier: Dossier, transition: Transition, sent: FormState) -> MoveFormView:
    form, decides = form_of(transition.code), dossier.service.lifecycle.decides(transition)
    recommends = transition.act in {Act.RECOMMEND_APPROVAL, Act.RECOMMEND_REFUSAL}
    lacking = _lacking(dossier, transition)
    law = answer_days(dossier.today) if transition.act is Act.REQUEST else None
    use = use_of(dossier, transition)
    label, help_ = _reason_words(transition)
    return MoveFormView(
        code=transition.code,
        form=form,
        label=t(transition.label),
        icon="scale" if decides else _ICONS.get(transition.act, "arrow") if transition.act else "arrow",
        tone="danger" if decides is CaseOutcome.REFUSED else "",
        has_reason=transition.asks_reason or recommends or decides is not None,
        needs_reason=transition.asks_reason,
        reason_label=label,
        reason_help=help_,
        asks_documents=transition.act is Act.REQUEST,
        asks_days=transition.act is Act.REQUEST and law is None,
        days=law or _days_before(dossier, transition),
        letters=letters_for(dossier, use) if use else (),
        fields=_fields(transition, form, sent),
        lacking=t(lacking) if lacking else "",
        agrees=_agrees(dossier, transition),
    )


def _lacking(dossier: Dossier, transition: Transition) -> Text | None:
    if transition.act is Act.GO_ON and not is_overdue(dossier.open_request, dossier.today):
        return AnswerStillAwaited.text
    return needs.lacking(dossier.case, dossier.service, transition)


def _days_before(dossier: Dossier, transition: Transition) -> int | None:
    """Return the days to answer an official gave in their last request."""
    return days_last_named(dossier.scope.acting_id) if transition.act is Act.REQUEST else None


def _agrees(dossier: Dossier, transition: Transition) -> bool:
    """Say whether a move grants, or recommends to, what every criterion is met for; a second official then agrees."""
    grants = dossier.service.lifecycle.decides(transition) is CaseOutcome.GRANTED
    if not (grants or transition.act is Act.RECOMMEND_APPROVAL):
        return False
    return dossier.assessment is not None and dossier.assessment.verdict == Overall.ELIGIBLE


def _fields(transition: Transition, form: str, sent: FormState) -> tuple[FieldView, ...]:
    words, faults = (sent.words, sent.faults) if sent.form == form else ({}, {})
    marked = {f"{form}-{name}": Text(ar=told, en=told) for name, told in faults.items()}
    return fields_of(transition.asks, Filling(words=words, answers={}, faults=marked), prefix=f"{form}-")


def _reason_words(transition: Transition) -> tuple[str, str]:
    """Return what a move's reason is called, and who reads it."""
    if transition.act in _REASONS:
        label, help_ = _REASONS[transition.act]
        return _(label), _(help_)
    if transition.four_eyes:
        return _("Reasons"), _(
            "The applicant reads them. Needed for a refusal, and where you depart from the recommendation."
        )
    return _("Reasons"), _("The applicant reads them.") if transition.notice else ""


_WEIGHED = (
    gettext_noop("Reasons"),
    gettext_noop("Needed for a refusal, and where you depart from what the criteria say."),
)
_REASONS: dict[Act | None, tuple[str, str]] = {
    Act.REQUEST: (
        gettext_noop("What is needed"),
        gettext_noop("The applicant reads these words. The promise clock stands still until they answer."),
    ),
    Act.RECALL: (
        gettext_noop("Why it is no longer needed"),
        gettext_noop("The applicant reads it, and the promise clock runs again."),
    ),
    Act.GO_ON: (gettext_noop("Why it goes on without an answer"), gettext_noop("The applicant reads it.")),
    Act.RETURN: (gettext_noop("What is missing"), gettext_noop("The reviewing official reads this.")),
    Act.RECOMMEND_APPROVAL: _WEIGHED,
    Act.RECOMMEND_REFUSAL: _WEIGHED,
}


def may_examine(dossier: Dossier, *, barred: bool | None = None) -> bool:
    """Say whether the viewer may still judge documents and ask registers: not once a recommendation stands."""
    scope, case = dossier.scope, dossier.case
    if not can_examine(scope) or case.closed_at is not None or dossier.decision is not None:
        return False
    return not (why_partial(scope, case) is not None if barred is None else barred)


def _may_release(scope: Scope, assignee_id: int) -> bool:
    return assignee_id == scope.user_id or can_assign(scope)


def _recommended_it(dossier: Dossier) -> bool:
    decision = dossier.decision
    waits = decision is not None and not decision.outcome and not dossier.stage.closed
    return waits and decision is not None and decision.recommended_by_id == dossier.scope.user_id


def _why_not(dossier: Dossier, offer: OfferedMoves, *, eyes_barred: bool) -> str:
    """Say why the viewer may make no move, or not the one that decides."""
    scope = dossier.scope
    if eyes_barred:
        return t(SameEyes.text)
    if offer.moves or dossier.stage.closed:
        return ""
    if offer.held:
        return t(offer.held.text)
    if not can_work(scope):
        return _("You read this case and change nothing in it.")
    return _("At this stage it is somebody else's turn: %(who)s.") % {"who": _who_may(dossier)}


def _who_may(dossier: Dossier) -> str:
    leaving = dossier.service.lifecycle.leaving(dossier.case.stage)
    parties = dict.fromkeys(party for move in leaving if move.act is not Act.WITHDRAW for party in move.by)
    names = [t(_PARTIES[party]) for party in parties]
    return (" " + _("or") + " ").join(names)


_PARTIES = {
    Party.APPLICANT: Text(ar="مقدم الطلب", en="the applicant"),
    Party.SYSTEM: Text(ar="النظام تلقائيًا", en="the system by itself"),
    Party.REVIEWER: Text(ar="موظف المراجعة", en="a reviewing official"),
    Party.APPROVER: Text(ar="موظف الاعتماد", en="an approving official"),
    Party.SUPERVISOR: Text(ar="المشرف", en="a supervisor"),
    Party.PARTNER: Text(ar="الجهة الشريكة", en="the partner body"),
    Party.INSPECTOR: Text(ar="المعاين", en="an inspector"),
    Party.PAYER: Text(ar="من يسدد الرسم", en="whoever pays the fee"),
}
