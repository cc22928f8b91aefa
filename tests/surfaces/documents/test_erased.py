"""A file whose time is over says so in words, to whom it was open alone; lists name it so and lead nowhere."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.world import World, make_world

from iskan.apps.cases.models import Case
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations.storing import erase_file
from iskan.policy.retention import REFUSED_UPLOADS

pytestmark = pytest.mark.django_db
GONE = {
    "ar": "حُذف هذا الملف بتاريخ 2 مارس 2026 بانقضاء مدة الحفظ المقررة لهذا النوع: "
    "الملفات المرفوعة في المعاملات المرفوضة أو المسحوبة.",
    "en": "This file was erased on 2 March 2026, when the time for keeping such files was over: "
    "Files uploaded to cases that were refused, withdrawn or closed without a grant.",
}
NAMES = ("document", "document-as-sent", "document-thumbnail")


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 -- its rows
    return make_world(make_cast(), AT)


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


@pytest.fixture
def erased(world: World) -> Document:
    document = world.heads.attached.document
    assert erase_file(document_id=document.pk, rule=REFUSED_UPLOADS, at=AT)
    Case.objects.filter(pk=world.heads.case.pk).update(stage="rejected", closed_at=AT)
    document.refresh_from_db()
    return document


def words(client: Client, address: str, language: str) -> tuple[int, str]:
    answer = client.get(address if language == "ar" else f"/en{address}")
    return answer.status_code, " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("role", ["head", "delegate", "reviewer", "auditor"])
@pytest.mark.parametrize("name", NAMES)
def test_who_could_open_it_is_told_which_rule_erased_it_and_when(
    cast: Cast, erased: Document, name: str, role: str, language: str
) -> None:
    status, said = words(cast.client(role), reverse(name, args=[erased.pk]).removeprefix("/en"), language)
    assert status == 410
    assert GONE[language] in said


@pytest.mark.parametrize("role", ["stranger", "administrator", "outsider"])
def test_others_are_not_told_that_there_was_one(cast: Cast, erased: Document, role: str) -> None:
    assert cast.client(role).get(reverse("document", args=[erased.pk])).status_code == 404


def test_of_a_file_erased_before_this_was_kept_only_that_it_was_is_told(cast: Cast, erased: Document) -> None:
    Document.objects.filter(pk=erased.pk).update(erased_at=None, erased_by="")
    status, said = words(cast.client("head"), reverse("document", args=[erased.pk]), "ar")
    assert (status, "حُذف هذا الملف بانقضاء مدة حفظه." in said) == (410, True)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("role", "page"), [("head", "portal:case"), ("head", "portal:application"), ("reviewer", "backoffice:case")]
)
def test_lists_say_so_and_lead_nowhere(world: World, erased: Document, role: str, page: str, language: str) -> None:
    address = reverse(page, args=[world.heads.case.reference]).removeprefix("/en")
    status, said = words(world.cast.client(role), address, language)
    assert status == 200
    assert GONE[language] in said
    assert str(erased.pk) not in said


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desks_page_of_it_shows_no_broken_picture(world: World, erased: Document, language: str) -> None:
    item = world.heads.attached
    address = reverse("backoffice:document", args=[world.heads.case.reference, item.pk]).removeprefix("/en")
    status, said = words(world.cast.client("reviewer"), address, language)
    assert status == 200
    assert GONE[language] in said
    assert str(erased.pk) not in said
