"""Money out: agreed once, released by two, handed to the bank once, ended by its word alone; and paid again by two."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast, official, signed_in
from tests.factories.paying import pay_in_full
from tests.factories.simulators import answering_at
from tests.factories.world import World, make_world

from iskan.apps.accounts.models import ContactChange, User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.notifications.models import Message
from iskan.apps.payments.models import BankDocument, PaymentFile, Payout, Refund, Transfer
from iskan.apps.payments.operations import bank_answers, payment_files
from iskan.apps.payments.operations.giving_back import NothingToGiveBack, left_of, pay_back, require_refused
from iskan.apps.payments.operations.payment_files import FileChanged
from iskan.apps.payments.operations.payouts import (
    NothingToRelease,
    NotRefusedByBank,
    Owed,
    PayoutsChanged,
    SameAccount,
    agree_payout,
    require_payable_again,
)
from iskan.apps.payments.queries import payouts as queries
from iskan.apps.payments.queries.ledger import account_balances, prove_ledger
from iskan.apps.payments.queries.refused_refunds import refused_refunds
from iskan.apps.payments.tasks import follow_payouts, read_statements
from iskan.core.money import Money
from iskan.core.refusal import OwnHousehold, SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import NOBODY, SYSTEM, OutOfScope, Role, Scope
from iskan.integrations.treasury.book import BAHRAIN
from iskan.integrations.treasury.documents import TransferLine, statement_document, status_document
from iskan.integrations.treasury.simulator import make_app
from iskan.policy.acts import GIVE_BACK, PAY_AGAIN, PAY_REFUND, RELEASE_PAYOUTS, TO_ACCOUNT
from iskan.policy.departments import CAPITAL
from iskan.policy.ledger import spent_by

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST, SECOND = "BH67BMAG00001299123456", "BH64NBOB00002000000002"
HOST = "treasury.test"


@pytest.fixture
def bank(settings: Settings) -> Iterator[httpx.Client]:
    settings.ISKAN_TREASURY_URL, app = f"http://{HOST}", make_app(iban=settings.ISKAN_TREASURY_IBAN)
    with (
        answering_at(HOST, app),
        httpx.Client(transport=httpx.WSGITransport(app), base_url="http://control") as control,
    ):
        yield control


@pytest.fixture
def cast() -> Cast:
    made = make_cast(AT)
    User.objects.filter(pk=made.head.pk).update(iban=FIRST)
    made.head.refresh_from_db()
    return made


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast, AT)


@pytest.fixture
def finance(cast: Cast) -> tuple[Scope, Scope]:
    return cast.scope("treasurer"), scope_of(_second(), AT.date())


def _second() -> User:
    return User.objects.filter(username="t.second").first() or official("t.second", Role.TREASURER, None, at=AT)


def owe(world: World, fils: int = 100_000, event: str = "test:1", payee: User | None = None) -> Payout:
    case = world.heads.case
    owed = Owed(
        event=event, case_reference=case.reference, payee_id=(payee or case.applicant).pk, account=spent_by(CAPITAL),
        name=Text(ar="علاوة", en="Allowance"), amount=Money(fils),
    )  # fmt: skip
    return agree_payout(scope=SYSTEM, owed=owed, at=AT)


def release(finance: tuple[Scope, Scope], at: datetime = AT) -> None:
    waits = queries.standing(finance[0])
    terms = {"until": waits.until, "count": waits.ready, "fils": waits.amount.fils}
    act = propose_act(scope=finance[0], act=RELEASE_PAYOUTS, subject="payouts", terms=terms, reason="", at=at)
    with pytest.raises(SameEyes):
        agree_to_act(scope=finance[0], proposed_id=act.pk, at=at)
    agree_to_act(scope=finance[1], proposed_id=act.pk, at=at)


def follow(at: datetime = AT) -> None:
    payment_files.make_files(at=at)
    payment_files.hand_over_files(at=at)
    bank_answers.read_answers(at=at)


def behave(bank: httpx.Client, **wanted: object) -> None:
    bank.put("/control/behaviour", json=wanted).raise_for_status()


def reached(bank: httpx.Client) -> dict[str, int]:
    found: dict[str, int] = bank.get("/control/paid").json()
    return found


def balances() -> dict[str, int]:
    return {one.code: one.fils for one in account_balances() if one.fils}


def told(user: User) -> list[str]:
    events = Message.objects.filter(user=user, event__startswith="payout:").order_by("pk")
    return [event.split(":")[2] for event in events.values_list("event", flat=True)]


def test_what_is_owed_is_paid_once_however_often_anything_is_done(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout = owe(world)
    assert owe(world) == payout
    assert balances() == {"payable": 100_000, "support:capital_municipality": 100_000}
    release(finance)
    for _time in range(3):
        follow()
        PaymentFile.objects.update(state="made", handed_at=None)  # as where the process died before it could keep it
    payout.refresh_from_db()
    assert (payout.state, payout.iban, Transfer.objects.count()) == ("paid", FIRST, 1)
    assert reached(bank) == {FIRST: 100_000}
    assert balances() == {"bank": -100_000, "support:capital_municipality": 100_000}
    assert told(world.heads.owner) == ["agreed", "paid"]
    assert not prove_ledger().faults
    assert queries.standing(finance[0]).ready == 0


def test_nothing_goes_to_a_bank_that_is_not_there(
    world: World, finance: tuple[Scope, Scope], settings: Settings
) -> None:
    owe(world)
    release(finance)
    settings.ISKAN_TREASURY_IBAN = ""
    follow()
    assert not PaymentFile.objects.exists()
    settings.ISKAN_TREASURY_IBAN, settings.ISKAN_TREASURY_URL = SECOND, "http://127.0.0.1:9"
    follow()
    assert PaymentFile.objects.get().state == "made"
    settings.ISKAN_TREASURY_IBAN = ""
    assert bank_answers.read_statements(at=AT + timedelta(days=2)) == 0


def test_money_waits_for_an_account_and_while_one_is_changing(world: World, finance: tuple[Scope, Scope]) -> None:
    owe(world)
    owe(world, event="test:2", payee=world.cast.stranger)
    assert (queries.standing(finance[0]).ready, queries.standing(finance[0]).without_account) == (1, 1)
    ContactChange.objects.create(user=world.heads.owner, iban=SECOND, asked_at=AT, due_at=AT + timedelta(days=3))
    waits = queries.standing(finance[0])
    assert (waits.ready, waits.without_account, waits.account_changes) == (0, 1, 1)
    with pytest.raises(NothingToRelease):
        release(finance)


def test_a_release_is_of_what_both_saw_to_the_fils(world: World, finance: tuple[Scope, Scope]) -> None:
    payout = owe(world)
    terms = {"until": payout.pk, "count": 1, "fils": 99_999}
    with pytest.raises(PayoutsChanged):
        propose_act(scope=finance[0], act=RELEASE_PAYOUTS, subject="payouts", terms=terms, reason="", at=AT)
    act = propose_act(
        scope=finance[0], act=RELEASE_PAYOUTS, subject="payouts", terms=terms | {"fils": 100_000}, reason="", at=AT
    )
    owe(world, event="test:2")  # what came later is not of it
    User.objects.filter(pk=world.heads.owner.pk).update(iban="")
    with pytest.raises(PayoutsChanged):
        agree_to_act(scope=finance[1], proposed_id=act.pk, at=AT)


def test_a_refused_account_asks_its_holder_for_another_and_is_paid_again_by_two(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout, owner = owe(world), world.heads.owner
    behave(bank, refuses={FIRST: "AC04"})
    release(finance)
    follow()
    payout.refresh_from_db()
    assert (payout.state, told(owner)) == ("refused", ["agreed", "refused"])
    assert balances()["payable"] == 100_000
    assert queries.payout_of(finance[0], payout.reference).reason == "AC04"
    said: dict[str, Any] = {"act": PAY_AGAIN, "subject": payout.reference, "terms": {}, "reason": "حساب جديد", "at": AT}
    with pytest.raises(SameAccount):
        propose_act(scope=finance[0], **said)
    User.objects.filter(pk=owner.pk).update(iban=SECOND)
    own = Scope(user_id=finance[0].user_id, roles=finance[0].roles, own_cpr=owner.cpr)
    with pytest.raises(OwnHousehold):
        propose_act(scope=own, **said)
    act = propose_act(scope=finance[0], **said)
    with pytest.raises(SameEyes):
        agree_to_act(scope=finance[0], proposed_id=act.pk, at=AT)
    agree_to_act(scope=finance[1], proposed_id=act.pk, at=AT)
    with pytest.raises(NotRefusedByBank):
        require_payable_again(payout.reference)
    release(finance)
    follow(AT + timedelta(hours=1))
    assert [(one.iban, one.outcome) for one in Transfer.objects.order_by("pk")] == [
        (FIRST, "refused"),
        (SECOND, "paid"),
    ]
    assert reached(bank) == {SECOND: 100_000}
    assert told(owner) == ["agreed", "refused", "paid"]
    assert not prove_ledger().faults


def test_a_refusal_for_another_reason_asks_nothing_of_the_citizen(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout = owe(world)
    behave(bank, refuses={FIRST: "AM04"})
    release(finance)
    follow()
    assert told(world.heads.owner) == ["agreed"]
    assert require_payable_again(payout.reference) == payout
    for unknown in ("none", ""):
        with pytest.raises(OutOfScope):
            require_payable_again(unknown)


def test_an_answer_held_back_comes_later_and_twice_and_counts_once(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout = owe(world)
    behave(bank, holds=True, twice=True)
    release(finance)
    follow()
    payout.refresh_from_db()
    assert (payout.state, PaymentFile.objects.get().state) == ("in_file", "handed")
    bank.post("/control/answers").raise_for_status()
    follow()
    follow()
    payout.refresh_from_db()
    assert (payout.state, PaymentFile.objects.get().state) == ("paid", "answered")
    assert list(BankDocument.objects.order_by("pk").values_list("told_count", "strange")) == [(1, []), (1, []), (1, [])]
    assert balances() == {"bank": -100_000, "support:capital_municipality": 100_000}


def test_the_statement_tells_what_no_answer_did_and_what_came_back(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout = owe(world)
    release(finance)
    now = datetime.now(UTC)
    payment_files.make_files(at=now)
    payment_files.hand_over_files(at=now)
    number = Transfer.objects.get().end_to_end
    assert bank_answers.read_statements(at=now) == 0, "the day is not over"
    assert bank_answers.read_statements(at=now + timedelta(days=1)) == 1
    assert bank_answers.read_statements(at=now + timedelta(days=1)) == 0
    payout.refresh_from_db()
    assert payout.state == "paid"
    bank.post("/control/returns", json={"end_to_end": number, "reason": "AC04"}).raise_for_status()
    key = {"Authorization": "Bearer iskan-development"}
    content = bank.get(f"/statements/{now.astimezone(BAHRAIN):%Y-%m-%d}", headers=key).content
    for _time in range(2):
        bank_answers.take_statement(day=date(2026, 5, 5), content=content, at=now)
    payout.refresh_from_db()
    assert (payout.state, Transfer.objects.get().outcome) == ("refused", "returned")
    assert balances() == {"payable": 100_000, "support:capital_municipality": 100_000}
    assert told(world.heads.owner) == ["agreed", "paid", "refused"]
    assert not prove_ledger().faults
    bank_answers.read_answers(at=now)
    assert [one.strange for one in BankDocument.objects.order_by("pk")] == [[], [], []]


def _file_with(world: World, finance: tuple[Scope, Scope], count: int) -> PaymentFile:
    for number in range(count):
        owe(world, event=f"test:{number}")
    release(finance)
    payment_files.make_files(at=AT)
    return PaymentFile.objects.get()


def _status(file: PaymentFile, *lines: tuple[str, str], order: str = "") -> bytes:
    return status_document(order or file.message_id, 1, AT, [TransferLine(n, 0, FIRST, code, "") for n, code in lines])


@pytest.mark.usefixtures("bank")
def test_what_a_bank_cannot_mean_changes_nothing_and_is_shown(world: World, finance: tuple[Scope, Scope]) -> None:
    file = _file_with(world, finance, 3)
    one, two, three = Transfer.objects.order_by("pk").values_list("end_to_end", flat=True)
    take = bank_answers.take_answer
    numbers = iter(range(1, 9))

    def said(content: bytes) -> list[str]:
        kept = take(message_id=file.message_id, number=next(numbers), content=content, at=AT)
        return [words.partition(": ")[2] for words in kept.strange]

    assert said(b"<a>") == ["not well-formed"]
    assert said(_status(file, (one, "ACSC"), order="another")) == ["an answer to another order"]
    assert said(_status(file, (one, "ACSC"), (two, "RJCT"), ("nobodys", "ACSC"))) == ["not of this order"]
    assert said(_status(file, (one, "RJCT"), (two, "ACSC"))) == [
        "refused after it was paid",
        "paid after it was refused",
    ]
    assert dict(Transfer.objects.values_list("end_to_end", "outcome")) == {one: "paid", two: "refused", three: ""}
    returned = [(TransferLine(two, 100_000, FIRST, "", "AC01"), False), (TransferLine(three, 1, FIRST, "", ""), True)]
    kept = bank_answers.take_statement(day=AT.date(), content=statement_document(AT.date(), FIRST, AT, returned), at=AT)
    assert kept.strange == [f"{two}: came back after it was refused", f"{three}: another amount"]
    shown = queries.files(finance[0])[0]
    assert (shown.paid, shown.refused, len(shown.strange)) == (1, 1, 5)


@pytest.mark.usefixtures("bank")
def test_what_came_back_unheard_of_was_paid_first(world: World, finance: tuple[Scope, Scope]) -> None:
    _file_with(world, finance, 1)
    number = Transfer.objects.get().end_to_end
    came = [(TransferLine(number, 100_000, FIRST, "", "AC01"), False)]
    bank_answers.take_statement(day=AT.date(), content=statement_document(AT.date(), FIRST, AT, came), at=AT)
    assert Transfer.objects.get().outcome == "returned"
    assert not prove_ledger().faults


@pytest.mark.usefixtures("bank")
def test_an_order_refused_as_a_whole_refuses_each_payment(world: World, finance: tuple[Scope, Scope]) -> None:
    file = _file_with(world, finance, 2)
    content = _status(file).replace(b"ACTC", b"RJCT")
    bank_answers.take_answer(message_id=file.message_id, number=1, content=content, at=AT)
    assert set(Transfer.objects.values_list("outcome", flat=True)) == {"refused"}
    assert set(Payout.objects.values_list("state", flat=True)) == {"refused"}


def test_a_file_the_bank_will_not_take_stays_and_is_tried_again(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    bank.put("/control/moods", json={"treasury": {"mood": "refusing", "times": 2}}).raise_for_status()
    file = _file_with(world, finance, 1)
    assert payment_files.hand_over_files(at=AT) == 0
    assert payment_files.hand_over_files(at=AT) == 0
    file.refresh_from_db()
    assert (file.state, Transfer.objects.get().outcome) == ("refused", "")
    assert payment_files.hand_over_files(at=AT) == 1
    bank.put("/control/moods", json={"treasury": "failing"}).raise_for_status()
    assert bank_answers.read_answers(at=AT) == 0


@pytest.mark.usefixtures("bank")
def test_files_have_so_many_lines_and_are_never_another_document(
    world: World, finance: tuple[Scope, Scope], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payment_files, "LINES_A_FILE", 2)
    for number in range(3):
        owe(world, event=f"test:{number}")
    release(finance)
    assert payment_files.make_files(at=AT) == 2
    assert list(PaymentFile.objects.order_by("pk").values_list("count", flat=True)) == [2, 1]
    assert payment_files._hand_over(PaymentFile.objects.latest("pk").pk, AT)
    assert not payment_files._hand_over(PaymentFile.objects.latest("pk").pk, AT)
    PaymentFile.objects.update(debtor="Somebody")
    with pytest.raises(FileChanged):
        payment_files.hand_over_files(at=AT)


@pytest.mark.usefixtures("bank")
def test_the_database_keeps_a_second_transfer_and_another_account_out(
    world: World, finance: tuple[Scope, Scope]
) -> None:
    _file_with(world, finance, 1)
    transfer = Transfer.objects.get()
    with pytest.raises(IntegrityError, match="one_live_transfer_a_payout"), transaction.atomic():
        Transfer.objects.create(
            end_to_end="again", payout=transfer.payout, file=transfer.file, holder="z", iban=SECOND, fils=1
        )
    for change in ({"iban": SECOND}, {"fils": 1}, {"outcome": "returned"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Transfer.objects.filter(pk=transfer.pk).update(**change)
    with pytest.raises(IntegrityError, match="released_payout_has_its_account"), transaction.atomic():
        Payout.objects.update(iban="")


def test_a_deposit_goes_back_to_an_account_in_parts_and_never_more_than_was_paid(world: World) -> None:
    charge, case = world.heads.charge, world.heads.case
    pay_in_full(charge, AT)
    first, second = world.cast.scope("reviewer"), world.cast.scope("approver")
    terms = {"charge": charge.reference, "fils": 2000, "way": TO_ACCOUNT}
    said: dict[str, Any] = {"act": GIVE_BACK, "subject": case.reference, "terms": terms, "reason": "انتهى", "at": AT}
    agree_to_act(scope=second, proposed_id=propose_act(scope=first, **said).pk, at=AT)
    agree_to_act(scope=second, proposed_id=propose_act(scope=first, **said).pk, at=AT)
    assert left_of(charge) == Money(1000)
    with pytest.raises(NothingToGiveBack):
        pay_back(
            scope=second, charge_reference=charge.reference, case_reference=case.reference, amount=Money(1001), at=AT
        )
    assert list(Payout.objects.values_list("fils", "account__code")) == [(2000, charge.account.code)] * 2


@pytest.mark.parametrize("use", ["settles", "surplus"])
def test_a_refused_refund_is_work_and_is_paid_to_an_account_by_two(
    world: World, finance: tuple[Scope, Scope], use: str
) -> None:
    charge = world.heads.charge
    pay_in_full(charge, AT)
    capture = charge.payments.get().captures.get()
    if use == "surplus":
        capture = charge.payments.get().captures.create(
            provider_id="second", use="surplus", fils=5000, method="debit", captured_at=AT, recorded_at=AT
        )
    refund = Refund.objects.create(
        reference="R-1", capture=capture, fils=3000, reason="agreed", state="refused", asked_at=AT, ended_at=AT
    )
    assert [one.is_settled for one in refused_refunds(finance[0])] == [False]
    said: dict[str, Any] = {"act": PAY_REFUND, "subject": "R-1", "terms": {}, "reason": "رُفض", "at": AT}
    act = propose_act(scope=finance[0], **said)
    agree_to_act(scope=finance[1], proposed_id=act.pk, at=AT)
    payout = Payout.objects.get()
    owed = charge.account.code if use == "settles" else "owed_to_payers"
    assert (payout.refund, payout.account.code, payout.fils) == (refund, owed, 3000)
    assert [one.is_settled for one in refused_refunds(finance[0])] == [True]
    with pytest.raises(NothingToGiveBack):
        require_refused("R-1")
    with pytest.raises(OutOfScope):
        require_refused("none")


def test_a_refused_refund_that_was_given_back_otherwise_is_not_paid_again(world: World) -> None:
    charge = world.heads.charge
    pay_in_full(charge, AT)
    Refund.objects.create(
        reference="R-1", capture=charge.payments.get().captures.get(), fils=3000, reason="agreed", state="refused",
        asked_at=AT, ended_at=AT,
    )  # fmt: skip
    pay_back(
        scope=SYSTEM, charge_reference=charge.reference, case_reference=charge.case_reference, amount=Money(4000), at=AT
    )
    with pytest.raises(NothingToGiveBack):
        require_refused("R-1")


def test_who_does_not_answer_for_money_reads_none_of_it() -> None:
    for read in (queries.standing, queries.files, refused_refunds, lambda scope: queries.payouts(scope, "", 1)):
        with pytest.raises(OutOfScope):
            read(NOBODY)


@pytest.mark.usefixtures("bank")
def test_the_desk_shows_each_and_proposes_on_it(world: World, finance: tuple[Scope, Scope]) -> None:
    payout = owe(world)
    desk, other = signed_in(world.cast.treasurer), signed_in(_second())
    assert desk.post("/en/staff/payments/out/").status_code == 302
    act = ProposedAct.objects.get(act=RELEASE_PAYOUTS.code)
    assert "100 BHD" in other.get(f"/en/staff/acts/{act.pk}/").content.decode()
    agree_to_act(scope=finance[1], proposed_id=act.pk, at=AT)
    follow()
    file = PaymentFile.objects.get()
    address = f"/en/staff/payments/out/{payout.reference}/"
    for page in ("out/", "out/?state=paid", "out/?state=agreed&page=2", "files/", "refunds/"):
        assert desk.get(f"/en/staff/payments/{page}").status_code == 200, page
    assert file.message_id in desk.get("/en/staff/payments/files/").content.decode()
    assert desk.post(address, {"reason": "x"}).status_code == 409
    assert "Propose to pay it again" not in desk.get(address).content.decode()
    assert desk.get("/en/staff/payments/out/none/").status_code == 404


def test_what_is_refused_waits_on_the_desk_of_finance_and_is_mended_there(
    world: World, finance: tuple[Scope, Scope], bank: httpx.Client
) -> None:
    payout = owe(world)
    behave(bank, refuses={FIRST: "AC04"})
    release(finance)
    follow()
    charge = world.heads.charge
    pay_in_full(charge, AT)
    Refund.objects.create(
        reference="RRRRR-11111", capture=charge.payments.get().captures.get(), fils=3000, reason="agreed",
        state="refused", asked_at=AT, ended_at=AT,
    )  # fmt: skip
    PaymentFile.objects.create(
        message_id="ISKAN-X", made_at=AT, execute_on=AT.date(), debtor="M", debtor_iban=FIRST, count=1, fils=1,
        digest="x", state="refused",
    )  # fmt: skip
    owe(world, event="test:2")
    desk = signed_in(world.cast.treasurer)
    inbox = desk.get("/en/staff/").content.decode() + desk.get("/en/staff/inbox/").content.decode()
    for words in (
        "The bank refused a payment", "The provider refused a refund", "The bank does not take a payment file",
        "Payments to release",
    ):  # fmt: skip
        assert words in inbox, words
    User.objects.filter(pk=world.heads.owner.pk).update(iban=SECOND)
    address = f"/en/staff/payments/out/{payout.reference}/"
    assert "The account is closed" in desk.get(address).content.decode()
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert desk.post(address, {"reason": "حساب جديد"}).status_code == 302
    assert desk.post("/en/staff/payments/refunds/RRRRR-11111/", {"reason": ""}).status_code == 422
    assert desk.post("/en/staff/payments/refunds/RRRRR-11111/", {"reason": "رُفض"}).status_code == 302
    for act in ProposedAct.objects.filter(act__in=[PAY_AGAIN.code, PAY_REFUND.code]):
        assert signed_in(_second()).get(f"/en/staff/acts/{act.pk}/").status_code == 200
        agree_to_act(scope=finance[1], proposed_id=act.pk, at=AT)
    assert "Goes to a bank account" in desk.get("/en/staff/payments/refunds/").content.decode()
    auditor = signed_in(world.cast.auditor)
    assert "Propose" not in auditor.get("/en/staff/payments/refunds/").content.decode()


@pytest.mark.usefixtures("bank")
def test_the_jobs_do_all_of_it(world: World, finance: tuple[Scope, Scope]) -> None:
    owe(world)
    release(finance)
    follow_payouts(timestamp=0)
    read_statements(timestamp=0)
    assert Payout.objects.get().state == "paid"
