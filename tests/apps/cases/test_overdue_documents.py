"""A document that is not made alarms whoever can mend it, once."""

from datetime import timedelta

import pytest
from tests.factories.cast import AT, Cast

from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import draw_what_is_missing
from iskan.apps.notifications.models import Message


@pytest.mark.django_db
def test_administrators_are_told_once_of_a_document_that_is_not_made(cast: Cast) -> None:
    IssuedDocument.objects.create(
        token="7KQ2M9XW4TPB3C5A", code="card", name_ar="بطاقة", name_en="Card", template="entitlement_card",
        case_reference="ABCDE-FGHIJ", holder=cast.head, contents={}, issued_at=AT, valid_from=AT.date(),
    )  # fmt: skip
    draw_what_is_missing(at=AT + timedelta(minutes=20))
    assert not Message.objects.exists()
    for minutes in (40, 50):
        assert draw_what_is_missing(at=AT + timedelta(minutes=minutes)) == 1
    assert [(m.user_id, m.case_reference) for m in Message.objects.all()] == [(cast.administrator.pk, "ABCDE-FGHIJ")]
