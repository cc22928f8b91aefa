"""Each night the other registers are asked of whom they have changed something, and only those are read."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import Settings
from tests.apps.household_life.test_comparing import NIGHT, happens, kinds, wife_of
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import answer_registers, filed_case, others_agree
from tests.factories.simulators import registers_in_process

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.household_life.models import HouseholdEvent, HouseholdSetAside, RegisterKnown, RegisterPass
from iskan.apps.household_life.operations import comparing_registers
from iskan.apps.household_life.operations.comparing import compare_households
from iskan.apps.household_life.operations.comparing_registers import compare_registers
from iskan.apps.household_life.queries.events import stopped_by_life
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.household_life import LifeEventKind as Kind
from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.inquiry import RegisterFault
from iskan.integrations.models import Exchange
from iskan.integrations.registry import forget_clients
from iskan.integrations.synthetic import cast as personas
from iskan.policy.household_life import FOLLOWED, RULES

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = personas.QUALIFIES_FOR_UNIT


@pytest.fixture
def registers(settings: Settings) -> Iterator[str]:
    """Answer from a population of this test's own: what happens to people stays with it."""
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        forget_clients()
        yield address
        forget_clients()


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def waiting(cast: Cast, registers: str) -> Case:  # noqa: ARG001 -- the registers answer
    return waits(HEAD)


def waits(cpr: str) -> Case:
    case, _user, _scope = filed_case(cpr, {"programme": "unit", "family_category": "1"})
    others_agree(case)
    answer_registers(case)
    case.refresh_from_db()
    enter_waiting_list(case_id=case.pk, at=AT)
    return case


def feels(registers: str, register: str, mood: str) -> None:
    budgeted_client("registers").put(f"{registers}/control/moods", json={register: mood})
    forget_clients()


def test_a_quiet_night_reads_nobody_and_asks_each_register_once(waiting: Case) -> None:
    before = Exchange.objects.count()
    assert compare_registers(at=NIGHT) == 0
    asked = Exchange.objects.order_by("pk")[before:]
    assert [(one.register, one.service, one.subject_cpr) for one in asked] == [
        (check.register, "changes", "") for check in FOLLOWED
    ]
    assert (kinds(), RegisterKnown.objects.count()) == ([], 0)
    assert compare_registers(at=NIGHT + timedelta(hours=2)) == 0
    assert Exchange.objects.count() == before + len(FOLLOWED), "what was compared tonight is not compared again"
    assert waiting.pk == RegisterPass.objects.get(register="land_registry").reached


def test_a_house_bought_is_read_with_its_receipt_told_and_stops_the_certificate(waiting: Case, registers: str) -> None:
    happens(registers, "property", wife_of(waiting), area_m2="400", on="2026-11-03")
    assert compare_registers(at=NIGHT) == 1
    (event,) = HouseholdEvent.objects.all()
    assert (event.kind, event.cpr, event.happened_on) == (Kind.PROPERTY_BOUGHT, wife_of(waiting), date(2026, 11, 3))
    assert (event.source, event.asks_decision) == ("land_registry", True)
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    told = Message.objects.get(event=f"household-event:{event.pk}")
    assert "The land register now says" in told.body_en
    assert "سُجّل في السجل العقاري" in told.body_ar
    read = Exchange.objects.filter(service="properties", case_reference=waiting.reference, asked_at__isnull=False)
    assert wife_of(waiting) in set(read.values_list("subject_cpr", flat=True))
    compare_registers(at=NIGHT + timedelta(days=1))
    assert kinds() == [Kind.PROPERTY_BOUGHT]
    happens(registers, "sale", wife_of(waiting), on="2026-11-28")
    compare_registers(at=NIGHT + timedelta(days=2))
    assert kinds() == [Kind.PROPERTY_BOUGHT, Kind.PROPERTY_SOLD]


def test_each_register_tells_what_happened_and_each_kind_has_its_rule(waiting: Case, registers: str) -> None:
    child = waiting.household.members.filter(relation="child")[0].person.cpr  # type: ignore[union-attr] -- made with one
    happens(registers, "property", HEAD, area_m2="150", on="2026-11-03", by="inheritance")
    happens(registers, "wage", HEAD, basic="1250", employer_ar="وزارة الصحة", employer_en="Ministry of Health")
    happens(registers, "emigration", wife_of(waiting))
    happens(registers, "custody", HEAD, child=child, custodian=HEAD, on="2026-11-05")
    happens(registers, "disability", child, type="autism", on="2026-11-06")
    happens(registers, "home_finance", wife_of(waiting), on="2026-11-07")
    assert compare_registers(at=NIGHT) == 6
    found = {event.kind: event.cpr for event in HouseholdEvent.objects.all()}
    assert found == {
        Kind.PROPERTY_INHERITED: HEAD, Kind.WORK_CHANGED: HEAD, Kind.INCOME_CHANGED: HEAD,
        Kind.MOVED_ABROAD: wife_of(waiting), Kind.CUSTODY_GIVEN: HEAD, Kind.DISABILITY: child,
        Kind.HOME_FINANCE: wife_of(waiting),
    }  # fmt: skip
    lines = CaseFact.objects.get(case=waiting, code="disability.registered").value
    assert any("Autism" in line["en"] or "autism" in line["en"].lower() for line in lines)
    assert set(Kind) == set(RULES)
    untold = HouseholdEvent.objects.filter(kind__in=(Kind.WORK_CHANGED, Kind.INCOME_CHANGED)).values_list(
        "pk", flat=True
    )
    assert not Message.objects.filter(event__in=[f"household-event:{pk}" for pk in untold]).exists()


def test_what_a_new_wife_owns_is_looked_at_though_the_register_changed_nothing(waiting: Case, registers: str) -> None:
    compare_registers(at=NIGHT)
    happens(registers, "divorce", HEAD, spouse=wife_of(waiting))
    happens(registers, "marriage", HEAD, spouse="910304567", name_ar="نورة علي", name_en="Noora Ali", born="1991-03-04")
    compare_households(at=NIGHT + timedelta(days=1))
    before = Exchange.objects.count()
    assert compare_registers(at=NIGHT + timedelta(days=1)) >= 1
    read = Exchange.objects.order_by("pk")[before:]
    assert "910304567" in {one.subject_cpr for one in read if one.service == "properties"}


def test_a_register_that_is_down_holds_up_no_other_and_goes_on_where_it_stopped(
    waiting: Case, registers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = waits(personas.QUALIFIES_FOR_PLOT)
    monkeypatch.setattr(comparing_registers, "AT_ONCE", 1)
    happens(registers, "emigration", HEAD)
    happens(registers, "property", personas.QUALIFIES_FOR_PLOT, area_m2="400", on="2026-11-03")
    RegisterPass.objects.create(register="land_registry", began_at=NIGHT, reached=waiting.pk)
    feels(registers, "land_registry", "refusing")
    with pytest.raises(RegisterFault):
        compare_registers(at=NIGHT)
    assert kinds() == [Kind.MOVED_ABROAD]
    assert RegisterPass.objects.get(register="land_registry").done_at is None
    feels(registers, "land_registry", "normal")
    assert compare_registers(at=NIGHT + timedelta(hours=1)) == 1
    assert HouseholdEvent.objects.get(kind=Kind.PROPERTY_BOUGHT).case == second


def test_a_household_that_cannot_be_kept_is_set_aside_named_and_tried_again(
    waiting: Case, registers: str, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    second = waits(personas.QUALIFIES_FOR_PLOT)
    for cpr in (HEAD, personas.QUALIFIES_FOR_PLOT):
        happens(registers, "property", cpr, area_m2="400", on="2026-11-03")
        happens(registers, "nationality", cpr, to="QA")
    kept = {"comparing": compare_households, "comparing_registers": compare_registers}
    for module, compare in kept.items():
        path = f"iskan.apps.household_life.operations.{module}.keep_event"
        keep = comparing_registers.keep_event

        def fails(*, case: Case, keep: object = keep, **more: object) -> object:
            if case.pk == waiting.pk:
                raise ZeroDivisionError
            return keep(case=case, **more)  # type: ignore[operator] -- a function

        with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
            patched.setattr(path, fails)
            compare(at=NIGHT)
    assert {event.case_id for event in HouseholdEvent.objects.all()} == {second.pk}
    found = HouseholdSetAside.objects.order_by("register")
    assert [(one.case_id, one.register, one.fault, one.tries) for one in found] == [
        (waiting.pk, "civil_registry", "ZeroDivisionError", 1),
        (waiting.pk, "land_registry", "ZeroDivisionError", 1),
    ]
    shown = cast.client("administrator").get("/en/staff/operations/").content.decode()
    assert waiting.reference in shown
    assert "ZeroDivisionError" in shown
    assert HEAD not in shown
    assert HEAD not in caplog.text
    for compare in kept.values():
        compare(at=NIGHT + timedelta(days=1))
    assert not HouseholdSetAside.objects.exists()
    mine = HouseholdEvent.objects.filter(case=waiting).values_list("kind", flat=True)
    assert set(mine) == {Kind.NATIONALITY_LOST, Kind.PROPERTY_BOUGHT}


def test_who_has_agreed_to_nothing_is_not_asked_about_at_the_credit_bureau(registers: str, cast: Cast) -> None:  # noqa: ARG001 -- they answer
    case, _user, _scope = filed_case(HEAD, {"programme": "unit", "family_category": "1"})
    enter_waiting_list(case_id=case.pk, at=AT)
    happens(registers, "home_finance", wife_of(case), on="2026-11-07")
    before = Exchange.objects.filter(service="home-finance").count()
    compare_registers(at=NIGHT)
    assert (kinds(), Exchange.objects.filter(service="home-finance").count()) == ([], before)
