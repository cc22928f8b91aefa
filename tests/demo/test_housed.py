"""The demonstration's households on their way to the keys: somebody at every step, made by the operations of life."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from tests.demo.conftest import AT

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.enums import NominationState, OfferState
from iskan.apps.allocation.models import Handover, HandoverAppointment, Offer, OfferEvent, Snag
from iskan.apps.allocation.queries.offers import file_of, offer_of
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.draws.enums import DrawStatus
from iskan.apps.draws.models import Draw, DrawTicket
from iskan.apps.draws.queries import draws, tickets
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.demo.housed import PROJECT, SHOWN, households_shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_somebody_stands_at_every_step() -> None:
    states = set(Offer.objects.values_list("state", flat=True))
    assert states >= set(OfferState) - {OfferState.DOUBTFUL}
    assert len(dict(households_shown())) == len(SHOWN)


def test_keys_are_given_with_snags_open_and_mended_and_flats_due_and_returned() -> None:
    assert Snag.objects.filter(mended_on__isnull=True).exists()
    assert Snag.objects.filter(mended_on__isnull=False).exists()
    assert Handover.objects.filter(flat_due_on__gte=AT.date(), flat_returned_on__isnull=True).exists()
    assert Handover.objects.filter(flat_returned_on__isnull=False).exists()
    assert not Handover.objects.filter(structure_until__isnull=True).exists()
    assert HandoverAppointment.objects.filter(slot__starts_at__gt=AT, cancelled_at__isnull=True).exists()


def test_each_home_is_where_its_household_stands() -> None:
    homes = dict(Unit.objects.filter(project__code=PROJECT).values_list("code", "state"))
    with_keys = Offer.objects.filter(state=OfferState.HANDED_OVER)
    assert {homes[code] for code in with_keys.values_list("unit_code", flat=True)} == {UnitState.HANDED_OVER}
    promised = Offer.objects.filter(state__in=[OfferState.DRAWN, OfferState.CONTRACTED, OfferState.APPOINTED])
    assert {homes[code] for code in promised.values_list("unit_code", flat=True)} == {UnitState.ALLOCATED}
    housed = WaitingListEntry.objects.filter(case_id__in=with_keys.values("case_id"))
    assert set(housed.values_list("status", flat=True)) == {EntryStatus.LEFT}


def test_the_home_is_the_one_the_ticket_drew() -> None:
    held = Draw.objects.get(project_code=PROJECT)
    assert draws.status_of(held) == DrawStatus.DRAWN
    offer = Offer.objects.filter(state=OfferState.HANDED_OVER).order_by("pk")[0]
    drawn = tickets.result_of(offer.case_id)
    assert drawn is not None
    assert drawn.result is not None
    assert drawn.result.unit == offer.unit_code
    assert IssuedDocument.objects.filter(case_reference=offer.case.reference, code="usufruct_contract").count() == 1


def test_nobody_housed_or_nominated_takes_part_in_the_other_draws() -> None:
    others = DrawTicket.objects.exclude(draw__project_code=PROJECT).values("case_id")
    assert not Offer.objects.filter(nomination__project_code=PROJECT, case_id__in=others).exclude(
        nomination__state__in=[NominationState.REFUSED, NominationState.EXPIRED, NominationState.DROPPED]
    ).exists()  # fmt: skip


def test_steps_follow_one_another_and_none_is_of_tomorrow() -> None:
    for offer in Offer.objects.filter(nomination__project_code=PROJECT):
        told = list(OfferEvent.objects.filter(offer=offer).order_by("pk").values_list("at", flat=True))
        assert told == sorted(told)
        assert told[-1] <= AT
    assert OfferEvent.objects.filter(code="nominated", at__lt=AT - timedelta(days=100)).exists()


def test_nobody_is_nominated_before_coming_to_the_list() -> None:
    for offer in Offer.objects.filter(nomination__project_code=PROJECT).select_related("case__waiting_list_entry"):
        assert offer.case.waiting_list_entry.entered_at < offer.opened_at
    assert not WaitingListEntry.objects.filter(programme__startswith="later").exists()


def test_the_cast_names_a_household_with_keys_who_may_see_its_home() -> None:
    said = StringIO()
    call_command("demo", "cast", stdout=said)
    cpr = next(cpr for cpr, told in households_shown() if told == SHOWN[OfferState.HANDED_OVER])
    assert f"{cpr}  تسلمت الأسرة المفاتيح" in said.getvalue()
    scope = scope_of(User.objects.get(cpr=cpr), AT.date())
    case = Offer.objects.get(case__applicant__cpr=cpr).case
    offer = offer_of(scope, case.reference)
    assert offer.state == OfferState.HANDED_OVER
    assert file_of(offer, internal=False).handover is not None
