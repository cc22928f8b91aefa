"""A waiting application passes to somebody else or to another service: once, and with its seniority."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.apps.conftest import MakeCase
from tests.factories.cast import Cast, citizen, make_cast

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Application, Case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import ChangeGround, ChangeKind
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.apps.waiting_lists.operations.cancellations import NotWaiting
from iskan.apps.waiting_lists.operations.transferring import (
    NewHolderWaits,
    WaitsForItAlready,
    change_service,
    transfer_application,
    transfer_to_heir,
)
from iskan.apps.waiting_lists.queries.transferring import NONE_WAITS, deceased_lacking
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FILED = date(2016, 1, 1)
WIFE = "900202024"


@pytest.fixture
def cast(make_case: MakeCase) -> Cast:  # noqa: ARG001 -- the database, with its version of the service
    return make_cast()


@pytest.fixture
def waiting(cast: Cast, make_case: MakeCase) -> Case:
    """Have the head's application wait since 2016."""
    return _waits(make_case, cast.head)


def _waits(make_case: MakeCase, owner: User, filed: date = FILED, **named: str) -> Case:
    case = make_case(filed, **named)
    case.applicant, case.service_code, case.stage, case.closed_at = owner, "new_housing_application", "approved", AT
    case.service_version_id = ensure_version(service=catalogue.service(case.service_code), at=AT)
    case.save()
    Application.objects.create(case=case, answers={"programme": "unit", "family_category": "1"}, edited_at=AT)
    waiting_list.enter_waiting_list(case_id=case.pk, at=AT)
    return case


def _wish(make_case: MakeCase, owner: User, about: Case | None, programme: str = "", **answers: Any) -> Case:
    wish = make_case(date(2026, 3, 1))
    wish.applicant, wish.about, wish.programme, wish.service_code = owner, about, programme, "application_transfer"
    wish.service_version_id = ensure_version(service=catalogue.service(wish.service_code), at=AT)
    wish.save()
    Application.objects.update_or_create(case=wish, defaults={"answers": answers, "edited_at": AT})
    return wish


def _entry(case: Case) -> WaitingListEntry:
    return WaitingListEntry.objects.select_related("case__person", "case__application").get(case=case)


def _household(case: Case, **relations: MemberRelation) -> None:
    people = {
        cpr: Person.objects.create(cpr=cpr, name_ar=cpr, sex="f", birth_date=FILED, registered_at=AT)
        for cpr in relations
    }
    case.household = Household.objects.create(head=people[case.applicant.cpr], declared_at=AT)
    case.save()
    for cpr, relation in relations.items():
        HouseholdMember.objects.create(household=case.household, person=people[cpr], relation=relation)


def _relations(case: Case) -> dict[str, str]:
    return dict(case.household.members.values_list("person__cpr", "relation"))


def test_it_passes_to_the_spouse_with_its_seniority_and_a_card_in_her_name(
    cast: Cast, waiting: Case, make_case: MakeCase
) -> None:
    head = str(cast.head.cpr)
    _household(waiting, **{head: MemberRelation.HEAD, WIFE: MemberRelation.SPOUSE})
    wish = _wish(make_case, cast.head, waiting, new_holder_cpr=WIFE, new_category="1")
    transfer_application(case_id=wish.pk, scope=cast.scope("approver"), at=AT)
    entry, wife = _entry(waiting), User.objects.get(cpr=WIFE)
    assert (entry.applicant, entry.case.applicant, entry.seniority_on, entry.place) == (wife, wife, FILED, 1)
    assert entry.case.person.cpr == WIFE
    assert entry.case.application.answers["family_category"] == "1"
    assert _relations(entry.case) == {head: MemberRelation.SPOUSE, WIFE: MemberRelation.HEAD}
    cards = IssuedDocument.objects.filter(case_reference=waiting.reference)
    assert list(cards.values_list("holder", "status")) == [(wife.pk, IssueStatus.VALID)]
    assert Message.objects.filter(user=wife, subject_en__contains=waiting.reference).exists()
    assert AuditEntry.objects.get(action="case.transferred").detail == {"by": wish.reference}
    page = cast.client("reviewer").get(f"/en/staff/cases/{waiting.reference}/").content.decode()
    assert "Transferred to another holder or category" in page


def test_an_old_card_is_revoked_and_another_relative_is_no_spouse(
    cast: Cast, waiting: Case, make_case: MakeCase
) -> None:
    _household(waiting, **{str(cast.head.cpr): MemberRelation.HEAD, WIFE: MemberRelation.CHILD})
    first = _wish(make_case, cast.head, waiting, new_category="2")
    transfer_application(case_id=first.pk, scope=SYSTEM, at=AT)
    assert _entry(waiting).applicant == cast.head, "it stays theirs, in another category"
    assert not Message.objects.filter(event__endswith=":yours").exists()
    second = _wish(make_case, cast.head, waiting, new_holder_cpr=WIFE, new_category="3")
    transfer_application(case_id=second.pk, scope=SYSTEM, at=AT)
    cards = IssuedDocument.objects.filter(case_reference=waiting.reference).order_by("pk")
    assert [card.status for card in cards] == [IssueStatus.REVOKED, IssueStatus.VALID]
    assert _relations(_entry(waiting).case)[str(cast.head.cpr)] == MemberRelation.OTHER


def test_nobody_holds_two_and_what_waits_no_more_is_not_passed_on(
    cast: Cast, waiting: Case, make_case: MakeCase
) -> None:
    other = _waits(make_case, cast.stranger, date(2018, 1, 1))
    wish = _wish(make_case, cast.head, waiting, new_holder_cpr=cast.stranger.cpr, new_category="1")
    with pytest.raises(NewHolderWaits):
        transfer_application(case_id=wish.pk, scope=SYSTEM, at=AT)
    assert _entry(waiting).case.applicant == cast.head
    waiting_list.leave_list(case_id=other.pk, at=AT)
    again = _wish(make_case, cast.stranger, other, new_category="2")
    with pytest.raises(NotWaiting):
        transfer_application(case_id=again.pk, scope=SYSTEM, at=AT)


def test_an_heir_takes_over_once_the_death_is_on_record(cast: Cast, waiting: Case, make_case: MakeCase) -> None:
    heir = citizen(WIFE, at=AT)
    wish = _wish(make_case, heir, None, deceased_cpr=cast.head.cpr, new_category="2")
    service = catalogue.service("heirs_transfer")
    assert deceased_lacking(wish, service) == NONE_WAITS
    with pytest.raises(NotWaiting):
        transfer_to_heir(case_id=wish.pk, scope=SYSTEM, at=AT)
    User.objects.filter(pk=cast.head.pk).update(died_on=date(2026, 2, 1))
    assert deceased_lacking(wish, service) is None
    transfer_to_heir(case_id=wish.pk, scope=SYSTEM, at=AT)
    entry = _entry(waiting)
    assert (entry.applicant, entry.case.person, entry.seniority_on) == (heir, None, FILED)


def test_a_change_of_service_moves_lists_and_keeps_the_years(cast: Cast, waiting: Case, make_case: MakeCase) -> None:
    younger = _waits(make_case, cast.stranger, date(2018, 1, 1))
    younger_entry = _entry(younger)
    waiting_list.move_to_list(entry=younger_entry, programme="plot", ground=ChangeGround.CHANGED, at=AT)
    was = _entry(waiting).programme
    same = _wish(make_case, cast.head, waiting, programme=was)
    with pytest.raises(WaitsForItAlready):
        change_service(case_id=same.pk, scope=SYSTEM, at=AT)
    wish = _wish(make_case, cast.head, waiting, programme="plot")
    change_service(case_id=wish.pk, scope=SYSTEM, at=AT)
    entry = _entry(waiting)
    assert (entry.programme, entry.seniority_on, entry.place) == ("plot", FILED, 1)
    assert (entry.case.programme, entry.case.application.answers["programme"]) == ("plot", "plot")
    moved = ListChange.objects.filter(reference=waiting.reference, ground=ChangeGround.CHANGED).order_by("pk")
    assert list(moved.values_list("kind", "programme")) == [(ChangeKind.LEFT, was), (ChangeKind.ENTERED, "plot")]
    waiting_list.rank_lists(at=AT)
    assert (_entry(waiting).place, _entry(younger).place) == (1, 2)
    page = cast.client("head").get(f"/en/cases/{waiting.reference}/").content.decode()
    assert "The application moved to another service" in page
