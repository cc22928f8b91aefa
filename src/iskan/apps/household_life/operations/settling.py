"""Settling what happened to a household: an official's written word on what it means for the application."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.accounts.operations.deaths import withdraw_death
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assessing import keep_decided_fact
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.apps.household_life.queries.events import event_of, stopped_by_life
from iskan.apps.household_life.queries.recording import followed_from
from iskan.apps.household_life.rules import can_settle_events, takes_two_to_settle
from iskan.apps.households.operations import withdraw_died
from iskan.apps.notifications.operations import tell
from iskan.core.household_life import DEATHS, LifeEventKind
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import Terms
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import SETTLE_CHANGE
from iskan.policy.facts import FAMILY_CATEGORY
from iskan.policy.household_life import (
    DECISION,
    MOVED,
    RECORDED,
    SETTLES_CATEGORY,
    STOPPING_A_CONTRACT,
    event_text,
)
from iskan.policy.recorded_life import told_taken_back


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an event means beyond the words of the decision, and only two officials say.

    ``category`` is the family category the application belongs to from then on. With ``is_mistake`` what an official
    recorded did not happen: whose death it was lives.
    """

    category: str = ""
    is_mistake: bool = False

    @classmethod
    def of(cls, terms: Terms) -> "Meaning":
        """Return what the terms of a proposal say."""
        is_mistake = bool(terms.get("is_mistake"))
        return cls(category="" if is_mistake else str(terms.get("category", "")), is_mistake=is_mistake)


class EventSettled(Refusal):
    """Somebody has settled it."""

    text = Text(ar="بُتّ في هذا التغيّر من قبل.", en="This change has been settled already.")
    status = HTTPStatus.CONFLICT


class ChangeTakesTwo(Refusal):
    """What stops a nomination or a contract, or the viewer recorded, is settled by two officials."""

    text = Text(
        ar="هذا التغيّر يوقف الترشيح أو العقد، أو سجّله الموظف نفسه، فيقترح موظف البت فيه ويوافق موظف ثانٍ.",
        en="This change stops a nomination or a contract, or you recorded it yourself: one official proposes what it "
        "means and a second agrees.",
    )
    status = HTTPStatus.CONFLICT


class NoSuchCategory(Refusal):
    """The change moves no application to another category, or there is no such one."""

    text = Text(ar="اختر فئة من الفئات المعروضة.", en="Choose one of the categories shown.")
    field = "category"


class NotRecordedByHand(Refusal):
    """A register tells of it: whoever keeps the register corrects it."""

    text = Text(
        ar="هذا التغيّر وارد من سجل جهة أخرى أو من صاحب الطلب، فلا يُعدل عنه هنا.",
        en="A register or the applicant tells of this: it is not taken back here.",
    )


class HouseholdChangeOpen(Refusal):
    """Something happened to the household that an official has yet to decide on."""

    text = Text(
        ar="طرأ على الأسرة تغيّر لم يُبتّ فيه بعد، فلا تُعتمد شهادة الترشيح قبل البت فيه.",
        en="Something has happened to the household that nobody has decided on yet. Settle it before the nomination "
        "is certified.",
    )
    status = HTTPStatus.CONFLICT


class HouseholdChangeBeforeContract(Refusal):
    """Something happened that an official has yet to decide on before a contract is issued."""

    text = Text(
        ar="طرأ على الأسرة تغيّر لم يُبتّ فيه بعد، فلا يصدر العقد قبل البت فيه.",
        en="Something has happened to the household that nobody has decided on yet. Settle it before the contract is "
        "issued.",
    )
    status = HTTPStatus.CONFLICT


def require_contract_life(case_id: int) -> None:
    """Refuse a contract with a household of whom the death of the applicant, or a property, is yet to be decided on.

    Raises:
        HouseholdChangeBeforeContract.
    """
    if stopped_by_life((case_id,), STOPPING_A_CONTRACT):
        raise HouseholdChangeBeforeContract


def require_settled_life(case_id: int) -> None:
    """Refuse what rests on a household in whose life something is yet to be decided.

    Raises:
        HouseholdChangeOpen.
    """
    if stopped_by_life((case_id,)):
        raise HouseholdChangeOpen


def _move(case: Case, category: str, at: datetime) -> None:
    """Keep the category decided with the case, and tell the applicant."""
    keep_decided_fact(case=case, fact=FAMILY_CATEGORY, value=category, source=DECISION, at=at)
    words: dict[str, Text | str] = {"reference": case.reference, "category": dict(FAMILY_CATEGORY.choices)[category]}
    tell(
        user_id=case.applicant_id, event=f"household-category:{case.reference}:{at:%Y%m%d%H%M%S}",
        subject=MOVED.subject.format(**words), body=MOVED.body.format(**words), case_reference=case.reference, at=at,
    )  # fmt: skip


def settle_or_propose(*, scope: Scope, event_id: int, reason: str, meaning: Meaning, at: datetime) -> int | None:
    """Settle an event, or where that takes two officials propose it, and return the proposal's id.

    Raises:
        OutOfScope: there is no such event, or the viewer does not see its case. What else `settle_event` and
            `propose_act` refuse.
    """
    line = event_of(scope, event_id)
    if takes_two_to_settle(scope, line.kind, line.recorded_by) or meaning != Meaning():
        terms = {"category": meaning.category, "is_mistake": meaning.is_mistake}
        return propose_act(
            scope=scope, act=SETTLE_CHANGE, subject=str(event_id), terms=terms, reason=reason, at=at
        ).pk  # fmt: skip
    settle_event(scope=scope, event_id=event_id, reason=reason, at=at)
    return None


@transaction.atomic
def settle_event(*, scope: Scope, event_id: int, reason: str, at: datetime) -> EventSettlement:
    """Write down what was decided on an event that stops nothing, moves nothing and did happen.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold, EventSettled, ReasonMissing. ChangeTakesTwo: it stops something.
    """
    event = _to_settle(scope, event_id, Meaning())
    if takes_two_to_settle(scope, LifeEventKind(event.kind), event.recorded_by_id):
        raise ChangeTakesTwo
    return _settle(scope, event, reason, at, Meaning())


@transaction.atomic
def settle_change(*, scope: Scope, event_id: int, reason: str, meaning: Meaning, at: datetime) -> EventSettlement:
    """Write down what two officials decided on an event, as the second of them; it then stops nothing.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold, EventSettled, ReasonMissing. NoSuchCategory.
        NotRecordedByHand: a register tells it, and its keeper corrects it. SameEyes: the viewer recorded it themselves.
    """
    return _settle(scope, _to_settle(scope, event_id, meaning), reason, at, meaning)


@transaction.atomic
def require_settleable(*, scope: Scope, event_id: int, meaning: Meaning) -> None:
    """Pass where the viewer may settle an event that nobody has settled, and it may mean this.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold, EventSettled, NoSuchCategory, NotRecordedByHand, SameEyes.
    """
    _require_possible(_to_settle(scope, event_id, meaning), meaning, scope)


def _require_possible(event: HouseholdEvent, meaning: Meaning, scope: Scope) -> None:
    category = meaning.category
    if category and (category not in dict(FAMILY_CATEGORY.choices) or event.kind not in SETTLES_CATEGORY):
        raise NoSuchCategory
    if meaning.is_mistake:
        _require_withdrawable(event, scope)


def _to_settle(scope: Scope, event_id: int, meaning: Meaning) -> HouseholdEvent:
    """Return an event nobody has settled, locked for the transaction: one to decide on, or recorded by mistake."""
    if not can_settle_events(scope):
        raise NotForThisRole
    event = (
        HouseholdEvent.objects.select_for_update(of=("self",))
        .filter(pk=event_id, case__in=visible_cases(scope))
        .select_related("case__applicant")
        .first()
    )
    if event is None or not (event.asks_decision or meaning.is_mistake):
        raise OutOfScope(str(event_id))
    if is_in_own_household(scope, event.case):
        raise OwnHousehold
    if EventSettlement.objects.filter(event=event).exists():
        raise EventSettled
    return event


def _require_withdrawable(event: HouseholdEvent, scope: Scope) -> None:
    if event.source != RECORDED:
        raise NotRecordedByHand
    if event.recorded_by_id == scope.user_id:
        raise SameEyes


def _withdraw(scope: Scope, event: HouseholdEvent, reason: str, at: datetime) -> None:
    """Take back what followed by itself, with each application it touched, and tell whoever was told of it.

    Whose death was recorded is written to again, and asked about again.
    """
    if event.kind in DEATHS:
        withdraw_death(cpr=event.cpr, at=at)
        withdraw_died(cpr=event.cpr, at=at)
    others = followed_from(scope, event)
    for other in others:
        _keep(scope, other, reason, at, Meaning(is_mistake=True))
    for one in (event, *others):
        _tell_taken_back(one, at)


def _tell_taken_back(event: HouseholdEvent, at: datetime) -> None:
    kind, name = LifeEventKind(event.kind), Text(ar=event.name_ar, en=event.name_en or event.name_ar)
    notice = told_taken_back(kind, event_text(kind, name, event.happened_on), event.case.reference)
    if notice is not None:
        tell(
            user_id=event.case.applicant_id, event=f"household-event-taken-back:{event.pk}", subject=notice.subject,
            body=notice.body, case_reference=event.case.reference, at=at,
        )  # fmt: skip


def _settle(scope: Scope, event: HouseholdEvent, reason: str, at: datetime, meaning: Meaning) -> EventSettlement:
    if not reason.strip():
        raise ReasonMissing
    _require_possible(event, meaning, scope)
    settled = _keep(scope, event, reason.strip(), at, meaning)
    if meaning.is_mistake:
        _withdraw(scope, event, reason.strip(), at)
    elif meaning.category:
        _move(event.case, meaning.category, at)
    return settled


def _keep(scope: Scope, event: HouseholdEvent, reason: str, at: datetime, meaning: Meaning) -> EventSettlement:
    settled = EventSettlement.objects.create(
        event=event, by_id=scope.acting_id, at=at, reason=reason, category=meaning.category,
        is_mistake=meaning.is_mistake,
    )  # fmt: skip
    audit.record(
        scope=scope, action="household.settled", subject_kind="case", subject=event.case.reference, at=at,
        event=event.pk,
    )  # fmt: skip
    return settled
