"""A change of contact details is told where its owner is reached now, waits, and may be stopped by them alone."""

from datetime import timedelta

import pytest
from pytest_django import Settings
from tests.factories.answers import IBAN
from tests.factories.cast import AT, Cast, citizen

from iskan.apps.accounts import operations as ops
from iskan.apps.accounts import queries
from iskan.apps.accounts.enums import ContactOutcome
from iskan.apps.accounts.models import ContactChange, User
from iskan.apps.notifications.models import Delivery, Message
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, OutOfScope

pytestmark = pytest.mark.django_db
DUE = AT + timedelta(hours=72)


def change(cast: Cast, *, phone: str = "+97336001234", email: str = "", iban: str = "", language: str = "") -> None:
    ops.keep_contact(
        user_id=cast.head.pk, phone=phone, email=email, iban=iban, language=language, scope=cast.scope("head"), at=AT
    )


def reached(cast: Cast) -> tuple[str, str, str]:
    user = User.objects.get(pk=cast.head.pk)
    return user.phone, user.email, user.iban


def test_what_was_not_known_is_known_at_once(cast: Cast) -> None:
    User.objects.filter(pk=cast.head.pk).update(phone="", email="", iban="")
    change(cast, email="new@example.test", iban=IBAN, language="en")
    assert reached(cast) == ("+97336001234", "new@example.test", IBAN)
    assert not ContactChange.objects.exists()
    assert not Message.objects.exists()


def test_what_replaces_a_detail_waits_and_its_owner_is_told_where_they_are_reached_now(cast: Cast) -> None:
    before = reached(cast)
    change(cast, email="thief@example.test", iban=IBAN, language="en")
    assert reached(cast) == (*before[:2], IBAN)
    coming = queries.contact_change_of(cast.scope("head"))
    assert coming is not None
    assert (coming.phone, coming.email, coming.iban, coming.due_at) == ("+97336001234", "thief@example.test", "", DUE)
    told = Message.objects.get(user=cast.head)
    assert "2026" in told.body_en
    assert Delivery.objects.filter(message=told).count() == 2
    assert queries.contact_of(cast.scope("head")).language == "en"
    entries = AuditEntry.objects.filter(subject=str(cast.head.pk)).values_list("action", "detail")
    assert "example" not in str(list(entries))
    assert "contact.change_asked" in {action for action, _detail in entries}


def test_it_takes_effect_once_its_time_has_come_and_is_told_there(cast: Cast) -> None:
    change(cast, email="new@example.test")
    assert ops.apply_contact_changes(at=DUE - timedelta(seconds=1)) == 0
    assert ops.apply_contact_changes(at=DUE) == 1
    assert ops.apply_contact_changes(at=DUE) == 0
    assert reached(cast)[:2] == ("+97336001234", "new@example.test")
    assert ContactChange.objects.get().outcome == ContactOutcome.APPLIED
    assert Message.objects.filter(user=cast.head).count() == 2


def test_its_owner_alone_stops_it(cast: Cast) -> None:
    before = reached(cast)
    change(cast)
    for role in ("stranger", "delegate", "reviewer", "administrator"):
        with pytest.raises(OutOfScope):
            ops.stop_contact_change(scope=cast.scope(role), at=AT)
    with pytest.raises(OutOfScope):
        ops.stop_contact_change(scope=NOBODY, at=AT)
    ops.stop_contact_change(scope=cast.scope("head"), at=AT)
    assert ops.apply_contact_changes(at=DUE) == 0
    assert reached(cast) == before
    assert queries.contact_change_of(cast.scope("head")) is None
    with pytest.raises(OutOfScope):
        ops.stop_contact_change(scope=cast.scope("head"), at=AT)


def test_a_later_change_takes_the_place_of_one_that_waits(cast: Cast) -> None:
    change(cast)
    change(cast, phone="+97336009999")
    coming = queries.contact_change_of(cast.scope("head"))
    assert coming is not None
    assert coming.phone == "+97336009999"
    assert set(ContactChange.objects.values_list("outcome", flat=True)) == {"", ContactOutcome.REPLACED}


def test_what_is_the_same_changes_nothing(cast: Cast) -> None:
    change(cast, phone=cast.head.phone)
    assert not ContactChange.objects.exists()


def test_where_no_wait_is_set_it_takes_effect_at_once(cast: Cast, settings: Settings) -> None:
    settings.ISKAN_CONTACT_WAIT_HOURS = 0
    change(cast)
    assert reached(cast)[0] == "+97336001234"


def test_a_citizen_without_an_account_is_not_read_for_others(cast: Cast) -> None:
    change(cast)
    assert queries.contact_change_of(cast.scope("stranger")) is None
    assert queries.contact_change_of(NOBODY) is None
    assert citizen("770101001").contact_changes.count() == 0
