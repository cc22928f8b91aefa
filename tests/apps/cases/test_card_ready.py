"""The holder of a document hears once that it can be opened, in their language, and is led to the case."""

import pytest
from pytest_django import Settings
from tests.apps.documents.conftest import CARD, CARD_NAME, makes, signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.cast import AT, Cast

from iskan.apps.cases.effects import tell_holder
from iskan.apps.documents.kinds import kinds
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import draw_document, issue_document, replace_document, revoke_document
from iskan.apps.documents.press.signing import SigningKeyMissing
from iskan.apps.notifications.letters import email_for, sms_for
from iskan.apps.notifications.models import Delivery, Message
from iskan.foundation.scope import SYSTEM

REFERENCE = "7K3M9-2BD4X"


@pytest.fixture
def card(cast: Cast) -> IssuedDocument:
    return issue_document(
        scope=SYSTEM, code="entitlement_card", template="entitlement_card", case_reference=REFERENCE,
        holder_id=cast.head.pk, contents=CARD, name=CARD_NAME, is_feminine=True, at=AT,
    )  # fmt: skip


@pytest.mark.usefixtures("signing_key")
def test_the_holder_is_told_once_by_every_way_that_is_open(cast: Cast, card: IssuedDocument) -> None:
    cast.head.email, cast.head.phone = "head@example.test", "+97336001234"
    cast.head.save()
    for _ in range(2):
        draw_document(issued_id=card.pk, at=AT)
    message = Message.objects.get(user=cast.head)
    assert (message.subject_ar, message.subject_en) == ("بطاقة استحقاقك جاهزة", "Your entitlement card is ready")
    assert message.case_reference == REFERENCE
    assert REFERENCE in message.body_ar
    assert sorted(Delivery.objects.filter(message=message).values_list("route", flat=True)) == ["email", "sms"]
    assert "بطاقة استحقاقك جاهزة" in sms_for(message, cast.head)


@pytest.mark.usefixtures("signing_key")
@pytest.mark.parametrize(
    ("language", "said"), [("ar", "بطاقة استحقاقك جاهزة"), ("en", "Your entitlement card is ready")]
)
def test_the_letter_speaks_the_holders_language(cast: Cast, card: IssuedDocument, language: str, said: str) -> None:
    cast.head.email, cast.head.language = "head@example.test", language
    cast.head.save()
    draw_document(issued_id=card.pk, at=AT)
    assert email_for(Message.objects.get(), cast.head).subject == said


def test_a_card_that_could_not_be_signed_is_not_said_to_be_ready(card: IssuedDocument, settings: Settings) -> None:
    settings.ISKAN_SIGNING_KEY = settings.ISKAN_SIGNING_CERT = "/nowhere"
    with pytest.raises(SigningKeyMissing):
        draw_document(issued_id=card.pk, at=AT)
    assert not Message.objects.exists()


@pytest.mark.usefixtures("signing_key", "makes")
def test_of_a_card_that_ended_nothing_is_told_and_of_its_successor_once(card: IssuedDocument) -> None:
    new = replace_document(scope=SYSTEM, issued_id=card.pk, reason="x", at=AT)
    draw_document(issued_id=card.pk, at=AT)
    assert not Message.objects.exists()
    draw_document(issued_id=new.pk, at=AT)
    revoke_document(scope=SYSTEM, issued_id=new.pk, reason="x", at=AT)
    draw_document(issued_id=new.pk, at=AT)
    assert Message.objects.count() == 1


def test_every_kind_has_its_own_words(card: IssuedDocument) -> None:
    told = {}
    for kind in kinds():
        card.template = kind.template
        Message.objects.all().delete()
        tell_holder(card, AT)
        told[kind.template] = Message.objects.get().subject_en
    assert len(set(told.values())) == len(told) >= 4
    assert told["certificate"] == "Your document is ready: Entitlement card"
