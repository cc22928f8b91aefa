"""The table of acts, walked by an official whose own record it is: they begin it not, agree to it not, decline it not.

Each act of the table has its own record here, or the walk fails; the same attempts by somebody of every role, of no
family of the record's, are refused for no such reason.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pytest
from django.db import transaction
from tests.factories.cast import AT, TODAY, Cast, make_cast, official
from tests.factories.draws import make_draw_office, plain_cases
from tests.factories.journeys import document
from tests.factories.nominations import certified, drawn, prepared, small_market
from tests.factories.nominations import recommended as recommended_distribution
from tests.factories.paying import pay_in_full
from tests.factories.review import decide, recommend
from tests.factories.world import make_world

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, decline_act, propose_act
from iskan.apps.allocation.operations.distribution import approve_distribution, recommend_distribution
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, Outcome
from iskan.apps.cases.models import Case, CaseEvent, Decision
from iskan.apps.cases.operations.exceptions import propose_exception, settle_exception
from iskan.apps.catalogue.branches import all_branches
from iskan.apps.catalogue.models import PublishedFigure
from iskan.apps.catalogue.operations import approve_figure
from iskan.apps.payments.models import Refund
from iskan.apps.payments.operations.giving_back import pay_back
from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.operations.cancellations import decide_cancellation, propose_cancellation
from iskan.core.acts import Apart, JointAct
from iskan.core.branches_json import to_json as branch_to_json
from iskan.core.circulars import Circular
from iskan.core.circulars_json import to_json
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.money import Money
from iskan.core.refusal import OwnAccount, OwnHousehold, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation.acts import Terms
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy import acts as table
from iskan.policy.acts import ACTS, PROPOSED
from iskan.policy.circulars import HOLIDAY_CIRCULAR
from iskan.policy.draw_parties import PARTIES

pytestmark = pytest.mark.django_db
ALONE: Final = (OwnHousehold, OwnAccount, SameEyes)
NOBODYS: Final = "770101009"
Attempt = Callable[[Scope], object]


@dataclass(frozen=True)
class OwnRecord:
    """What makes an official one of the record's own, and what they then try."""

    attempts: tuple[Attempt, ...]
    cpr: str = ""
    own_account: int | None = None

    def scope(self, walker: User) -> Scope:
        scope = everything(walker)
        if self.own_account is not None:
            return replace(scope, user_id=self.own_account)
        return replace(scope, own_cpr=self.cpr or None)


def everything(user: User) -> Scope:
    """Return an official's scope with every role there is but the auditor's: no refusal is a matter of roles."""
    return replace(scope_of(user, TODAY), roles=frozenset(Role) - {Role.AUDITOR})


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    return make_cast()


@pytest.fixture
def walker(cast: Cast) -> User:
    return official("w.walker", Role.SUPERVISOR, cast.requests)


def of_two(cast: Cast, act: JointAct, subject: str, terms: Mapping[str, Any]) -> tuple[Attempt, ...]:
    """Propose an act, agree to another's proposal of it, and decline it."""

    def other() -> int:
        standing = ProposedAct.objects.filter(act=act.code, subject=subject, outcome="").first()
        proposed = standing or ProposedAct.objects.create(
            act=act.code, subject=subject, terms=dict(terms), reason="سبب", proposed_by=cast.outsider, proposed_at=AT
        )
        return proposed.pk

    def declared(scope: Scope) -> object:
        return propose_act(scope=scope, act=act, subject=subject, terms=terms, reason="سبب", at=AT)

    return (
        declared,
        lambda scope: agree_to_act(scope=scope, proposed_id=other(), at=AT),
        lambda scope: decline_act(scope=scope, proposed_id=other(), reason="سبب", at=AT),
    )


def _given_unit(cast: Cast, _walker: User) -> OwnRecord:
    small_market(cast)
    offer = drawn(cast)
    terms = {"codes": [offer.unit_code], "state": "ready"}
    return OwnRecord(of_two(cast, table.MOVE_GIVEN_UNITS, "buri", terms), offer.case.applicant.cpr)


def _given_class(cast: Cast, _walker: User) -> OwnRecord:
    small_market(cast)
    offer = drawn(cast)
    terms = {"price": 85_000_000, "document": "", "instrument_ar": "قرار", "instrument_en": "Decision"}
    subject = f"buri:{offer.nomination.unit_class}"
    return OwnRecord(of_two(cast, table.SET_HOME_TERMS, subject, terms), offer.case.applicant.cpr)


def _of_an_offer(act: JointAct) -> Callable[[Cast, User], OwnRecord]:
    def made(cast: Cast, _walker: User) -> OwnRecord:
        small_market(cast)
        offer = certified(cast)[0]
        return OwnRecord(of_two(cast, act, str(offer.pk), {}), offer.case.applicant.cpr)

    return made


def _issued(cast: Cast, _walker: User) -> OwnRecord:
    heads = make_world(cast, AT).heads
    return OwnRecord(of_two(cast, table.REVOKE_DOCUMENT, str(heads.issued.pk), {}), cast.head.cpr or "")


def _paid(cast: Cast, _walker: User) -> OwnRecord:
    heads = make_world(cast, AT).heads
    pay_in_full(heads.charge, AT)
    terms = {"charge": heads.charge.reference, "fils": 1000}
    return OwnRecord(of_two(cast, table.GIVE_BACK, heads.case.reference, terms), cast.head.cpr or "")


def _released(_cast: Cast, walker: User) -> OwnRecord:
    return _proposed_alone(table.RELEASE_PAYOUTS, "payouts", {"until": 1, "count": 1, "fils": 1}, walker)


def _paid_out(cast: Cast, _walker: User) -> OwnRecord:
    charge = make_world(cast, AT).heads.charge
    pay_in_full(charge, AT)
    payout = pay_back(
        scope=Scope(is_system=True), charge_reference=charge.reference, case_reference=charge.case_reference,
        amount=Money(1000), at=AT,
    )  # fmt: skip
    return OwnRecord(of_two(cast, table.PAY_AGAIN, payout.reference, {}), cast.head.cpr or "")


def _refund_refused(cast: Cast, _walker: User) -> OwnRecord:
    charge = make_world(cast, AT).heads.charge
    pay_in_full(charge, AT)
    refund = Refund.objects.create(
        reference="22222-22222", capture=charge.payments.get().captures.get(), fils=1000, reason="agreed",
        state="refused", asked_at=AT, ended_at=AT,
    )  # fmt: skip
    return OwnRecord(of_two(cast, table.PAY_REFUND, refund.reference, {}), cast.head.cpr or "")


def _sealed(cast: Cast, _walker: User) -> OwnRecord:
    heads = make_world(cast, AT).heads
    terms = {"readers": [cast.reviewer.pk, cast.approver.pk]}
    return OwnRecord(of_two(cast, table.SEAL_CASE, heads.case.reference, terms), cast.head.cpr or "")


def _held(cast: Cast, _walker: User) -> OwnRecord:
    case = make_world(cast, AT).heads.case
    case.holds.create(reason="دعوى قائمة", placed_at=AT)
    return OwnRecord(of_two(cast, table.LIFT_HOLD, case.reference, {}), cast.head.cpr or "")


def _mistyped(cast: Cast, _walker: User) -> OwnRecord:
    case = make_world(cast, AT).heads.case
    Case.objects.filter(pk=case.pk).update(channel="desk")
    was = case.application.answers.get("permanently_resident")
    terms = {"question": "permanently_resident", "answer": not was, "was": was}
    return OwnRecord(of_two(cast, table.CORRECT_ANSWER, case.reference, terms), cast.head.cpr or "")


def _refused(cast: Cast, _walker: User) -> OwnRecord:
    case = make_world(cast, AT).heads.case
    Case.objects.filter(pk=case.pk).update(stage="rejected", closed_at=AT)
    CaseEvent.objects.create(
        case=case, kind="transition", code="refuse", source="awaiting_decision", target="rejected",
        actor=cast.approver, at=AT,
    )  # fmt: skip
    Decision.objects.create(
        case=case, recommendation=Outcome.REFUSED, recommended_by=cast.reviewer, recommended_at=AT,
        outcome=Outcome.REFUSED, decided_by=cast.approver, decided_at=AT, reason="بيت",
    )  # fmt: skip
    return OwnRecord(of_two(cast, table.REOPEN_CASE, case.reference, {}), cast.head.cpr or "")


def _taken_down(cast: Cast, _walker: User) -> OwnRecord:
    case = make_world(cast, AT).heads.case
    return OwnRecord(of_two(cast, table.CONFIRM_COUNTER, case.reference, {}), cast.head.cpr or "")


def _settled(cast: Cast, _walker: User) -> OwnRecord:
    event = make_world(cast, AT).heads.event
    return OwnRecord(of_two(cast, table.SETTLE_CHANGE, str(event.pk), {}), cast.head.cpr or "")


def _draw(cast: Cast) -> tuple[str, Any]:
    office = make_draw_office(AT, cast.requests)
    draw = office.freeze(plain_cases(cast.head, 2, AT), [("A-1", "house-4br")])
    office.commit(draw.reference)
    return draw.reference, office


def _called_off(cast: Cast, _walker: User) -> OwnRecord:
    reference, _office = _draw(cast)
    return OwnRecord(of_two(cast, table.CANCEL_DRAW, reference, {}), cast.head.cpr or "")


def _announced(cast: Cast, _walker: User) -> OwnRecord:
    from iskan.apps.draws.operations.draws import announce_draw, freeze_draw  # noqa: PLC0415 -- beside its use

    reference, office = _draw(cast)
    cases = plain_cases(cast.head, 1, AT)

    def frozen(scope: Scope) -> object:
        return freeze_draw(
            scope=scope, project_code="salman-town-3", candidates=[(case.pk, "house-4br") for case in cases],
            units=[("B-1", "house-4br")], draws_at=office.draws_at, at=AT,
        )  # fmt: skip

    announce: Attempt = lambda scope: announce_draw(scope=scope, reference=reference, at=AT)  # noqa: E731 -- one of two
    return OwnRecord((frozen, announce), cast.head.cpr or "")


def _own_account(act: JointAct, terms: Callable[[Cast], Mapping[str, Any]]) -> Callable[[Cast, User], OwnRecord]:
    def made(cast: Cast, _walker: User) -> OwnRecord:
        other = official("o.owner", Role.REVIEWER, cast.requests)
        return OwnRecord(of_two(cast, act, str(other.pk), terms(cast)), own_account=other.pk)

    return made


def _details(cast: Cast) -> Mapping[str, Any]:
    return {
        "name_ar": "اسم آخر", "name_en": "Another", "email": "x@example.test", "phone": "",
        "department_id": cast.requests.pk,
    }  # fmt: skip


def _hired(cast: Cast, _walker: User) -> OwnRecord:
    terms = _details(cast) | {"cpr": "770101001", "roles": [Role.REVIEWER.value]}
    return OwnRecord(of_two(cast, table.CREATE_OFFICIAL, "n.new", terms), "770101001")


def _admitted(cast: Cast, _walker: User) -> OwnRecord:
    terms = {"name_ar": "موظف", "name_en": "Person", "email": "p@example.test", "body": "nbb", "cpr": "770101001"}
    return OwnRecord(of_two(cast, table.ADMIT_PARTNER, "p.new", terms), "770101001")


def _decided(cast: Cast, _walker: User) -> OwnRecord:
    case = make_world(cast, AT).heads.case

    def at_stage(stage: str) -> str:
        Case.objects.filter(pk=case.pk).update(stage=stage, department=cast.requests)
        return case.reference

    said: dict[str, Any] = {"outcome": Outcome.APPROVED, "reason": "سبب", "at": AT}
    return OwnRecord(
        (
            lambda scope: recommend(scope=scope, reference=at_stage("in_review"), **said),
            lambda scope: decide(scope=scope, reference=at_stage("awaiting_decision"), **said),
        ),
        cast.head.cpr or "",
    )


def _cancelled(cast: Cast, _walker: User) -> OwnRecord:
    heads = make_world(cast, AT).heads
    proposed = {"ground": CancellationGround(heads.cancellation.ground), "explanation": "سبب", "at": AT}
    decided = {"cancellation_id": heads.cancellation.pk, "approved": True, "reason": "سبب", "at": AT}
    return OwnRecord(
        (
            lambda scope: propose_cancellation(scope=scope, reference=heads.case.reference, **proposed),  # type: ignore[arg-type] # the parts above
            lambda scope: decide_cancellation(scope=scope, **decided),  # type: ignore[arg-type] # the parts above
        ),
        cast.head.cpr or "",
    )


def _excepted(cast: Cast, _walker: User) -> OwnRecord:
    heads = make_world(cast, AT).heads
    entered: dict[str, Any] = {
        "kind": ExceptionKind.ORDER, "criterion": "", "ground": ExceptionGround.COURT, "explanation": "سبب", "at": AT,
    }  # fmt: skip
    settled: dict[str, Any] = {"exception_id": heads.exception.pk, "approved": True, "reason": "سبب", "at": AT}
    return OwnRecord(
        (
            lambda scope: propose_exception(
                scope=scope,
                reference=heads.case.reference,
                document=document(User.objects.get(pk=scope.user_id)),
                **entered,
            ),
            lambda scope: settle_exception(scope=scope, **settled),
        ),
        cast.head.cpr or "",
    )


def _distributed(cast: Cast, _walker: User) -> OwnRecord:
    case = small_market(cast)[0]

    def at_state(make: Callable[[Cast], Any]) -> str:
        return str(make(cast).reference)

    return OwnRecord(
        (
            lambda scope: recommend_distribution(scope=scope, reference=at_state(prepared), reason="سبب", at=AT),
            lambda scope: approve_distribution(scope=scope, reference=at_state(recommended_distribution), at=AT),
        ),
        case.applicant.cpr or "",
    )


def _own_figure(cast: Cast, walker: User) -> OwnRecord:
    figure = make_world(cast, AT).heads.figure
    own = PublishedFigure.objects.create(
        figure=figure.figure, value=figure.value, first_day=figure.first_day, instrument_ar="قرار", proposed_at=AT,
        instrument_en="Decision", proposed_by=walker,
    )  # fmt: skip
    return OwnRecord((lambda scope: approve_figure(scope=scope, figure_id=own.pk, at=AT),), own_account=walker.pk)


def _own_circular(_cast: Cast, walker: User) -> OwnRecord:
    day, words = date(2027, 1, 3), Text(ar="عطلة", en="A holiday")
    basis = LegalBasis(instrument=HOLIDAY_CIRCULAR, source="entered", grade="A")
    circular = Circular(code="2027-01-03", occasion=words, basis=basis, number="5/2027", off=Span(day, day))
    return _proposed_alone(table.ENTER_CIRCULAR, circular.code, to_json(circular), walker)


def _own_branch(_cast: Cast, walker: User) -> OwnRecord:
    standing = all_branches()[0]
    changed = replace(standing, version=standing.version + 1)
    return _proposed_alone(table.ENTER_BRANCH, changed.code, branch_to_json(changed), walker)


def _own_department(_cast: Cast, walker: User) -> OwnRecord:
    terms = {"name_ar": "إدارة جديدة", "name_en": "New department", "closed": False}
    return _proposed_alone(table.CHANGE_DEPARTMENT, "office-new", terms, walker)


def _proposed_alone(act: JointAct, subject: str, terms: Terms, walker: User) -> OwnRecord:
    """Return what is nobody's own record, and may still not be agreed to or declined by whoever proposed it."""
    proposed = ProposedAct.objects.create(
        act=act.code, subject=subject, terms=terms, reason="", proposed_by=walker, proposed_at=AT
    )
    return OwnRecord(
        (
            lambda scope: agree_to_act(scope=scope, proposed_id=proposed.pk, at=AT),
            lambda scope: decline_act(scope=scope, proposed_id=proposed.pk, reason="سبب", at=AT),
        ),
        own_account=walker.pk,
    )


OWN: Final[Mapping[JointAct, Callable[[Cast, User], OwnRecord]]] = {
    table.MOVE_GIVEN_UNITS: _given_unit,
    table.SET_HOME_TERMS: _given_class,
    table.REVOKE_DOCUMENT: _issued,
    table.SEAL_CASE: _sealed,
    table.LIFT_HOLD: _held,
    table.CONFIRM_COUNTER: _taken_down,
    table.CORRECT_ANSWER: _mistyped,
    table.REOPEN_CASE: _refused,
    table.GIVE_BACK: _paid,
    table.RELEASE_PAYOUTS: _released,
    table.PAY_AGAIN: _paid_out,
    table.PAY_REFUND: _refund_refused,
    table.SETTLE_CHANGE: _settled,
    table.WITHDRAW_NOMINATION: _of_an_offer(table.WITHDRAW_NOMINATION),
    table.CERTIFY_DOUBTFUL: _of_an_offer(table.CERTIFY_DOUBTFUL),
    table.ISSUE_CONTRACT: _of_an_offer(table.ISSUE_CONTRACT),
    table.CANCEL_DRAW: _called_off,
    table.ANNOUNCE_DRAW: _announced,
    table.ENTER_CIRCULAR: _own_circular,
    table.ENTER_BRANCH: _own_branch,
    table.PUBLISH_FIGURE: _own_figure,
    table.CREATE_OFFICIAL: _hired,
    table.ADMIT_PARTNER: _admitted,
    table.GRANT_ROLES: _own_account(table.GRANT_ROLES, lambda _cast: {"roles": [Role.APPROVER.value]}),
    table.RESET_SIGN_IN: _own_account(table.RESET_SIGN_IN, lambda _cast: {}),
    table.CHANGE_DETAILS: _own_account(table.CHANGE_DETAILS, _details),
    table.CHANGE_DEPARTMENT: _own_department,
    table.CHANGE_PARTY: _own_account(
        table.CHANGE_PARTY, lambda _cast: {"change": "name", "party": next(iter(PARTIES))}
    ),
    table.DECIDE_CASE: _decided,
    table.CANCEL_APPLICATION: _cancelled,
    table.EXCEPT_CASE: _excepted,
    table.APPROVE_DISTRIBUTION: _distributed,
}


def outcomes(record: OwnRecord, scope: Scope) -> Iterator[Exception | None]:
    """Yield what each attempt brought, each undone before the next."""
    for attempt in record.attempts:
        met: Exception | None = None
        with suppress(Refusal, OutOfScope), transaction.atomic():
            try:
                attempt(scope)
            except (Refusal, OutOfScope) as refusal:
                met = refusal
            transaction.set_rollback(True)
        yield met


def refusal_of(act: JointAct) -> type[Refusal]:
    """Return what the table says of whose own record it is: nobody's but the proposer's, where it says nothing."""
    if Apart.ACCOUNT in act.apart:
        return OwnAccount
    return OwnHousehold if Apart.HOUSEHOLD in act.apart else SameEyes


def test_each_act_of_the_table_has_an_own_record_here() -> None:
    assert set(OWN) == set(ACTS)
    assert set(PROPOSED) <= set(OWN)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_nobody_is_one_of_the_two_in_an_act_on_their_own_record(cast: Cast, walker: User, act: JointAct) -> None:
    record = OWN[act](cast, walker)
    met = list(outcomes(record, record.scope(walker)))
    assert [type(refusal) for refusal in met] == [refusal_of(act)] * len(record.attempts)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_others_are_refused_for_no_such_reason(cast: Cast, walker: User, act: JointAct) -> None:
    record = OWN[act](cast, walker)
    other = official("f.free", Role.SUPERVISOR, cast.requests)
    met = list(outcomes(record, replace(everything(other), own_cpr=NOBODYS)))
    assert not [refusal for refusal in met if isinstance(refusal, ALONE)]
    assert not [refusal for refusal in met if isinstance(refusal, OutOfScope)], "each attempt reaches its record"
