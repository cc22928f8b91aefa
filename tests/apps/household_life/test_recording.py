"""An official records by hand what happened to a household, and reads before it what follows."""

import io
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.apps.household_life.test_comparing import happens, kinds, wife_of
from tests.apps.household_life.test_comparing_registers import HEAD, cast, registers, waiting, waits  # noqa: F401 -- fixtures are found by name
from tests.factories.cast import AT, Cast
from tests.factories.settling import propose_settling

from iskan.apps.accounts.models import User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.cases.models import Case
from iskan.apps.cases.retention import ERASERS
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import discard_document
from iskan.apps.documents.operations.storing import DocumentInUse
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.apps.household_life.operations.comparing import compare_households
from iskan.apps.household_life.operations.comparing_registers import compare_registers
from iskan.apps.household_life.operations.settling import ChangeTakesTwo, NotRecordedByHand, settle_event
from iskan.apps.household_life.queries.events import stopped_by_life
from iskan.apps.households.queries import is_dead
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list, leave_list
from iskan.core.household_life import LifeEventKind as Kind
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.integrations.models import Exchange
from iskan.policy.household_life import RULES, STOPPING
from iskan.policy.recorded_life import RECORDABLE
from iskan.policy.retention import LOOSE_UPLOADS

pytestmark = pytest.mark.django_db(transaction=True)
GROUND = {"ground": "شهادة رقم 12 لسنة 2026"}


def address(case: Case) -> str:
    return f"/en/staff/cases/{case.reference}/household-event/"


def picture() -> SimpleUploadedFile:
    sent = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(sent, "PNG")
    return SimpleUploadedFile("شهادة.png", sent.getvalue(), "image/png")


def record(client: Client, case: Case, **words: object) -> str:
    """Record something; return the page that follows, or the one it was refused on."""
    return str(client.post(address(case), {**GROUND, **words}, follow=True).content.decode())


def test_what_follows_is_read_before_anything_is_recorded(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    client = cast.client("reviewer")
    shown = client.get(f"/en/staff/cases/{waiting.reference}/").content.decode()
    assert address(waiting) in shown
    asked = client.get(address(waiting)).content.decode()
    assert all(f'value="{kind.value}"' in asked for kind in RECORDABLE)
    assert wife_of(waiting) in asked
    page = client.get(address(waiting), {"kind": "divorced", "who": wife_of(waiting)}).content.decode()
    assert "What follows once it is recorded" in page
    assert "The population register is asked about the family on the coming night" in page
    assert "Which family category fits now" in page
    assert "The ministry has recorded: Divorce from" in page
    assert "An official looks at it" in page
    quiet = client.get(address(waiting), {"kind": "applicant_died"}).content.decode()
    assert "Nothing is sent to the applicant." in quiet
    assert "No more messages are sent to the applicant" in quiet
    assert not HouseholdEvent.objects.exists()


def test_the_way_to_record_stands_on_an_open_case_too_for_whoever_may(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    page = f"/en/staff/cases/{waiting.reference}/"
    for stage, closed_at in (("approved", AT), ("in_review", None)):
        Case.objects.filter(pk=waiting.pk).update(stage=stage, closed_at=closed_at)
        assert address(waiting) in cast.client("reviewer").get(page).content.decode(), stage
        assert address(waiting) not in cast.client("auditor").get(page).content.decode(), stage


def test_it_is_kept_with_its_document_told_and_decided_on(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    client, wife = cast.client("reviewer"), wife_of(waiting)
    page = record(
        client, waiting, kind="property_bought", who=wife, on="2026-10-04", words="بلاغ من البلدية", document=picture()
    )
    event = HouseholdEvent.objects.get()
    assert (event.kind, event.cpr, event.happened_on) == (Kind.PROPERTY_BOUGHT, wife, date(2026, 10, 4))
    assert (event.source, event.document, event.words) == ("official", GROUND["ground"], "بلاغ من البلدية")
    assert event.recorded_by_id == cast.reviewer.pk
    assert "The change is recorded with the application." in page
    assert GROUND["ground"] in page
    assert "بلاغ من البلدية" in page
    assert cast.reviewer.name_en in page
    assert f"/documents/{event.file_id}/" in page
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    told = Message.objects.get(event=f"household-event:{event.pk}")
    assert "سُجّل لدى الوزارة: شراء عقار" in told.body_ar
    assert told.user_id == waiting.applicant_id
    line = AuditEntry.objects.get(action="household.event")
    assert (line.detail["source"], line.detail["kind"]) == ("official", "property_bought")


def test_its_document_is_open_to_who_reads_the_case_and_is_neither_discarded_nor_erased(
    waiting: Case,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- fixtures
) -> None:
    record(cast.client("reviewer"), waiting, kind="disability", who=HEAD, document=picture())
    kept = HouseholdEvent.objects.get().file
    assert kept is not None
    assert cast.client("approver").get(f"/en/documents/{kept.pk}/").status_code == HTTPStatus.OK
    assert cast.client("outsider").get(f"/en/documents/{kept.pk}/").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(DocumentInUse):
        discard_document(scope=cast.scope("reviewer"), document_id=kept.pk, at=clock.now())
    loose = next(eraser for eraser in ERASERS if eraser.rule == LOOSE_UPLOADS)
    assert str(kept.pk) not in loose.due(clock.now() + timedelta(days=4000))


def test_what_may_not_be_recorded_is_said_and_its_document_not_kept(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    client, wife = cast.client("reviewer"), wife_of(waiting)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    for words, said in (
        ({"kind": "came_of_age"}, "Choose what happened."),
        ({"kind": "divorced", "who": HEAD}, "Choose whom of the household it happened to."),
        ({"kind": "member_died", "who": HEAD}, "Choose whom of the household it happened to."),
        ({"kind": "divorced", "who": wife, "on": tomorrow}, "Enter a day that is not after today."),
        ({"kind": "member_died", "who": wife}, "Enter the day of the death."),
        ({"kind": "divorced", "who": wife, "ground": " "}, "Say what shows it"),
        ({"kind": "married"}, "Enter this person&#39;s name and personal number."),
        ({"kind": "married", "name": "نورة", "cpr": "123"}, "A personal number has nine digits"),
        ({"kind": "married", "name": "نورة", "cpr": wife}, "is of this household already"),
        ({"kind": "divorced", "who": wife, "document": SimpleUploadedFile("a.pdf", b"MZ\x90")}, "Nothing was recorded"),
    ):
        answer = client.post(address(waiting), {**GROUND, "document": picture(), **words})
        assert said in answer.content.decode(), words
        assert answer.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT}, words
    assert not HouseholdEvent.objects.exists()
    assert not Document.objects.filter(uploaded_by=cast.reviewer).exists()
    record(client, waiting, kind="divorced", who=wife)
    assert "This has been recorded already." in record(client, waiting, kind="divorced", who=wife)
    assert HouseholdEvent.objects.count() == 1


def test_who_may_not_record(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    words = {**GROUND, "kind": "divorced", "who": wife_of(waiting)}
    assert cast.client("auditor").post(address(waiting), words).status_code == HTTPStatus.FORBIDDEN
    assert cast.client("outsider").post(address(waiting), words).status_code == HTTPStatus.NOT_FOUND
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr=wife_of(waiting))
    for answer in (
        cast.client("reviewer").get(address(waiting)),
        cast.client("reviewer").post(address(waiting), words),
    ):
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "household" in answer.content.decode()
    assert not HouseholdEvent.objects.exists()


def test_a_claim_that_has_ended_takes_no_more_of_it(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    waiting.waiting_list_entry.delete()
    Case.objects.filter(pk=waiting.pk).update(closed_at=clock.now())
    answer = cast.client("reviewer").get(address(waiting))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "an application for a home that still stands" in answer.content.decode()


def test_a_death_ends_messages_and_touches_each_application_that_names_the_person(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    """The wife has an application of her own, still open: there she is the applicant."""
    wife = wife_of(waiting)
    hers, user, _scope = filed_case_of_wife(wife)
    page = cast.client("reviewer").get(address(waiting), {"kind": "member_died", "who": wife}).content.decode()
    assert hers.reference in page
    record(cast.client("reviewer"), waiting, kind="member_died", who=wife, on="2026-10-04")
    found = dict(HouseholdEvent.objects.values_list("case_id", "kind"))
    assert found == {waiting.pk: Kind.MEMBER_DIED, hers.pk: Kind.APPLICANT_DIED}
    user.refresh_from_db()
    assert user.died_on == date(2026, 10, 4)


def test_a_death_recorded_by_mistake_is_taken_back_by_another_official(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    wife = wife_of(waiting)
    account = User.objects.get(cpr=wife)  # she has declared on her own sign-in
    record(cast.client("reviewer"), waiting, kind="member_died", who=wife, on="2026-10-04")
    event = HouseholdEvent.objects.get()
    page, said = f"/en/staff/household-events/{event.pk}/", {"reason": "تشابه أسماء", "mistake": "yes"}
    assert 'name="mistake"' not in cast.client("reviewer").get(page).content.decode()
    assert cast.client("reviewer").post(page, said).status_code == HTTPStatus.FORBIDDEN
    account.refresh_from_db()
    assert account.died_on == date(2026, 10, 4)
    assert 'name="mistake"' in cast.client("second_reviewer").get(page).content.decode()
    proposed = cast.client("second_reviewer").post(page, said, follow=True).content.decode()
    assert "It was recorded by mistake and did not happen" in proposed
    assert is_dead(wife), "nobody takes it back alone"
    agree_to_act(scope=cast.scope("approver"), proposed_id=ProposedAct.objects.get().pk, at=clock.now())
    assert "It was recorded by mistake and did not happen" in cast.client("reviewer").get(page).content.decode()
    account.refresh_from_db()
    assert account.died_on is None
    assert not is_dead(wife)
    assert AuditEntry.objects.filter(action="account.death_withdrawn", subject=str(account.pk)).exists()


def test_what_a_register_told_is_not_taken_back_here(waiting: Case, registers: str, cast: Cast) -> None:  # noqa: F811 -- fixtures
    happens(registers, "death", wife_of(waiting), on="2026-11-20")
    compare_households(at=AT + timedelta(days=1))
    event = HouseholdEvent.objects.get()
    with pytest.raises(NotRecordedByHand):
        propose_settling(cast, event.pk, "سبب", clock.now(), is_mistake=True)
    assert not EventSettlement.objects.exists()


def test_what_stops_a_nomination_says_so(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    for kind in sorted(STOPPING & set(RECORDABLE)):
        who = wife_of(waiting) if kind is Kind.DIVORCED else HEAD
        page = cast.client("reviewer").get(address(waiting), {"kind": kind.value, "who": who}).content.decode()
        assert "no nomination is certified until this is decided" in page.lower(), kind


def filed_case_of_wife(cpr: str) -> tuple[Case, User, object]:
    """File for the wife as though the families were not known to be one."""
    user = User.objects.filter(cpr=cpr).first() or User.objects.create(
        username=f"citizen-{cpr}", password="!", cpr=cpr, name_ar="زوجة", name_en="Wife", joined_at=AT
    )
    like = Case.objects.get(applicant__cpr=HEAD)
    hers = Case.objects.create(
        reference="WFEAA-BBCCD", service_code=like.service_code, service_version_id=like.service_version_id,
        programme="unit", applicant=user, stage="in_review", stage_since=AT, created_at=AT, filed_at=AT,
        department=like.department,
    )  # fmt: skip
    return hers, user, None


def test_the_registers_are_asked_that_night_and_what_they_say_too_is_not_kept_twice(
    waiting: Case,  # noqa: F811 -- a fixture
    registers: str,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- fixtures
) -> None:
    night = clock.now() + timedelta(days=1)
    compare_households(at=clock.now())
    compare_registers(at=clock.now())
    wife = wife_of(waiting)
    record(cast.client("reviewer"), waiting, kind="divorced", who=wife)
    happens(registers, "divorce", HEAD, spouse=wife)
    before = Exchange.objects.count()
    compare_households(at=night)
    compare_registers(at=night)
    read = {one.service for one in Exchange.objects.order_by("pk")[before:] if one.subject_cpr}
    assert {"properties", "person"} & read
    assert kinds() == [Kind.DIVORCED], "an official's word and the register's are one event"
    waiting.refresh_from_db()
    assert waiting.household is not None
    assert not waiting.household.members.filter(relation="spouse").exists(), "the family is as the register names it"


MARRIAGE = {"kind": "married", "name": "نورة علي", "cpr": "910304567"}


def test_a_wife_who_has_an_application_of_her_own_is_said_to_both_at_the_marriage(
    waiting: Case,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- a fixture
) -> None:
    hers, her, _scope = filed_case_of_wife(MARRIAGE["cpr"])
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    mine, other = HouseholdEvent.objects.filter(kind=Kind.SECOND_CLAIM).order_by("pk")
    assert (mine.case_id, mine.cpr, other.case_id, other.cpr) == (waiting.pk, MARRIAGE["cpr"], hers.pk, HEAD)
    for event, reader in ((mine, waiting.applicant), (other, her)):
        told = Message.objects.get(event=f"household-event:{event.pk}")
        assert told.user_id == reader.pk
        assert "للأسرة طلب مسكن آخر قائم باسم أحد أفرادها" in told.body_ar
        assert "Whoever filed either may withdraw it" in told.body_en
        assert hers.reference not in told.body_ar or reader == her, "of it the applicant is told nothing else"
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    page = cast.client("reviewer").get(f"/en/staff/household-events/{mine.pk}/").content.decode()
    assert hers.reference in page
    assert "not decided yet" in page
    Case.objects.filter(pk=hers.pk).update(department=cast.finance)
    assert hers.reference not in cast.client("reviewer").get(f"/en/staff/household-events/{mine.pk}/").content.decode()


def test_a_claim_that_waits_is_told_of_the_other_at_once_and_once(
    waiting: Case,  # noqa: F811 -- a fixture
    registers: str,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- a fixture
) -> None:
    hers, her, _scope = filed_case_of_wife(MARRIAGE["cpr"])
    enter_waiting_list(case_id=hers.pk, at=AT)
    happens(
        registers, "marriage", HEAD, spouse=MARRIAGE["cpr"], name_ar="نورة علي", name_en="Noora Ali", born="1991-03-04"
    )
    compare_households(at=AT + timedelta(days=1))
    events = HouseholdEvent.objects.filter(case=waiting).values_list("kind", flat=True)
    assert set(events) >= {Kind.MARRIED, Kind.SECOND_CLAIM}
    other = HouseholdEvent.objects.get(case=hers)
    assert (other.kind, other.cpr) == (Kind.SECOND_CLAIM, HEAD)
    assert Message.objects.get(event=f"household-event:{other.pk}").user_id == her.pk
    page = cast.client("reviewer").get("/en/staff/household-events/").content.decode()
    assert f"/staff/household-events/{other.pk}/" in page
    record(cast.client("reviewer"), hers, kind="married", name="أحمد", cpr=HEAD)
    assert HouseholdEvent.objects.filter(kind=Kind.SECOND_CLAIM).count() == 2, "each is told once, whoever tells it"
    assert HouseholdEvent.objects.filter(case=hers, kind=Kind.MARRIED).exists()


def test_a_claim_that_led_to_a_home_is_told_of_no_other(
    waiting: Case,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- a fixture
) -> None:
    hers, _her, _scope = filed_case_of_wife(MARRIAGE["cpr"])
    enter_waiting_list(case_id=hers.pk, at=AT)
    leave_list(case_id=hers.pk, at=AT, ground=ChangeGround.HOUSED)
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    assert HouseholdEvent.objects.get(kind=Kind.SECOND_CLAIM).case_id == waiting.pk


def take_back(cast: Cast, event: HouseholdEvent) -> None:  # noqa: F811 -- no fixture here
    propose_settling(cast, event.pk, "سُجّل على أسرة أخرى", clock.now(), role="second_reviewer", is_mistake=True)
    agree_to_act(scope=cast.scope("approver"), proposed_id=ProposedAct.objects.latest("pk").pk, at=clock.now())


def test_what_asks_no_decision_is_taken_back_by_two_others_and_the_applicant_is_told(
    waiting: Case,  # noqa: F811 -- a fixture
    registers: str,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- a fixture
) -> None:
    child = {"kind": "child_born", "name": "نورة أحمد", "cpr": "261104567", "on": "2026-11-04"}
    record(cast.client("reviewer"), waiting, **child)
    event = HouseholdEvent.objects.get()
    page, reader = f"/en/staff/household-events/{event.pk}/", waiting.applicant
    assert "<textarea" not in cast.client("reviewer").get(page).content.decode(), "who recorded it asks a colleague"
    shown = cast.client("second_reviewer").get(page).content.decode()
    assert "Take back what was recorded by mistake" in shown
    assert "Propose it" in shown
    nothing_to_decide = cast.client("second_reviewer").post(page, {"reason": "سبب"})
    assert nothing_to_decide.status_code == HTTPStatus.NOT_FOUND
    take_back(cast, event)
    assert event.settlement.is_mistake
    after = cast.client("reviewer").get(page).content.decode()
    assert "Recorded by mistake" in after
    assert "<textarea" not in after
    Case.objects.filter(pk=waiting.pk).update(stage="approved", closed_at=AT)
    assert (
        "Recorded by mistake" in cast.client("reviewer").get(f"/en/staff/cases/{waiting.reference}/").content.decode()
    )
    told = Message.objects.get(event=f"household-event-taken-back:{event.pk}")
    assert (told.user_id, "ولادة نورة أحمد" in told.body_ar) == (reader.pk, True)
    assert "by mistake. It is taken back, and has no effect on the application." in told.body_en
    history = Client()
    history.force_login(reader)
    assert "by mistake. It is taken back" in history.get(f"/en/cases/{waiting.reference}/").content.decode()
    happens(registers, "birth", HEAD, child=child["cpr"], name_ar="نورة أحمد", name_en="Noora Ahmed", on="2026-11-04")
    compare_households(at=clock.now() + timedelta(days=1))
    assert kinds() == [Kind.CHILD_BORN, Kind.CHILD_BORN], "what a register tells after that has happened"


def test_what_was_taken_back_may_be_recorded_anew(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    take_back(cast, HouseholdEvent.objects.get())
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    assert kinds() == [Kind.MARRIED, Kind.MARRIED]


def test_a_marriage_taken_back_takes_the_second_claim_with_it(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    hers, her, _scope = filed_case_of_wife(MARRIAGE["cpr"])
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    assert stopped_by_life([waiting.pk, hers.pk]) == {waiting.pk, hers.pk}
    take_back(cast, HouseholdEvent.objects.get(kind=Kind.MARRIED))
    assert not stopped_by_life([waiting.pk, hers.pk])
    assert not EventSettlement.objects.filter(is_mistake=False).exists()
    (hers_told,) = Message.objects.filter(event__startswith="household-event-taken-back:", user=her)
    assert "للأسرة طلب مسكن آخر قائم باسم أحد أفرادها" in hers_told.body_ar
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    assert stopped_by_life([waiting.pk, hers.pk]) == {waiting.pk, hers.pk}, "said anew if it is so after all"


def test_a_death_taken_back_is_so_with_each_application_it_touched_that_the_official_sees(
    waiting: Case,  # noqa: F811 -- a fixture
    cast: Cast,  # noqa: F811 -- a fixture
) -> None:
    hers, _her, _scope = filed_case_of_wife(wife_of(waiting))
    record(cast.client("reviewer"), waiting, kind="member_died", who=wife_of(waiting), on="2026-10-04")
    take_back(cast, HouseholdEvent.objects.get(case=waiting))
    assert not stopped_by_life([hers.pk])
    assert not Message.objects.filter(event__startswith="household-event-taken-back:").exists(), "nobody was told of it"
    assert not is_dead(wife_of(waiting))


def test_who_recorded_what_stops_nothing_does_not_settle_it_alone(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    """Which category a household is of decides which home it may have."""
    record(cast.client("reviewer"), waiting, kind="custody_given")
    event = HouseholdEvent.objects.get()
    page = f"/en/staff/household-events/{event.pk}/"
    assert "Propose it" in cast.client("reviewer").get(page).content.decode()
    assert "Settle it" in cast.client("second_reviewer").get(page).content.decode()
    with pytest.raises(ChangeTakesTwo):
        settle_event(scope=cast.scope("reviewer"), event_id=event.pk, reason="تبقى الفئة", at=clock.now())
    cast.client("reviewer").post(page, {"reason": "تبقى الفئة"})
    assert not EventSettlement.objects.exists()
    agree_to_act(scope=cast.scope("approver"), proposed_id=ProposedAct.objects.get().pk, at=clock.now())
    assert EventSettlement.objects.get().by_id == cast.approver.pk


def test_what_another_recorded_and_stops_nothing_is_settled_by_one(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    record(cast.client("reviewer"), waiting, kind="custody_given")
    event = HouseholdEvent.objects.get()
    cast.client("second_reviewer").post(f"/en/staff/household-events/{event.pk}/", {"reason": "تبقى الفئة"})
    assert EventSettlement.objects.get().by_id == cast.second_reviewer.pk


def test_a_newcomer_without_an_application_says_nothing_of_one(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    record(cast.client("reviewer"), waiting, **MARRIAGE)
    assert kinds() == [Kind.MARRIED]


def test_a_newcomer_is_named_by_the_official(waiting: Case, cast: Cast) -> None:  # noqa: F811 -- fixtures
    page = record(
        cast.client("approver"), waiting, kind="child_born", name="نورة أحمد", cpr="261104567", on="2026-11-04"
    )
    event = HouseholdEvent.objects.get()
    assert (event.cpr, event.name_ar, event.asks_decision) == ("261104567", "نورة أحمد", False)
    assert "نورة أحمد was born" in page


def test_each_recordable_kind_has_a_rule_and_a_name() -> None:
    assert set(RECORDABLE) < set(RULES)
    assert not {kind for kind in RECORDABLE if kind.value.startswith("declared_")}


@pytest.mark.parametrize("said", [{}, {"mistake": "yes"}, {"category": "2"}], ids=["settled", "mistake", "moved"])
def test_an_event_that_does_not_exist_is_not_found(cast: Cast, said: dict[str, str]) -> None:  # noqa: F811 -- a fixture
    answer = cast.client("reviewer").post("/en/staff/household-events/999999/", said | {"reason": "سبب"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
