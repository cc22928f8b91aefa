"""A sealed case is nowhere on the desk for whoever is no reader: walked over every address of the desk."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.architecture.access import undone
from tests.architecture.test_people_shown import (  # noqa: F401 -- the same world, and the same addresses
    _paths,
    world,
)
from tests.factories.cast import AT
from tests.factories.world import World

from iskan.apps.cases.models import Case

pytestmark = [pytest.mark.no_cover, pytest.mark.django_db]
ALL_OPEN = "/staff/?tab=all"
OTHERS = ("second_reviewer", "supervisor", "auditor", "administrator", "outsider")


@pytest.fixture
def sealed(world: World) -> World:  # noqa: F811 -- the fixture of the walk
    readers = sorted([world.cast.reviewer.pk, world.cast.approver.pk])
    Case.objects.filter(applicant=world.cast.head, filed_at__isnull=False).update(sealed_at=AT, sealed_readers=readers)
    return world


def _told(sealed: World) -> Iterator[str]:
    head = sealed.cast.head
    yield from (head.name_ar, head.name_en, head.cpr or "")
    yield from Case.objects.filter(sealed_at__isnull=False).values_list("reference", flat=True)


@pytest.mark.usefixtures("signing_key")
@pytest.mark.parametrize("role", OTHERS)
def test_a_sealed_case_is_nowhere_for_others(sealed: World, role: str) -> None:
    assert _met(sealed, role) == []


@pytest.mark.usefixtures("signing_key")
def test_the_walk_meets_it_as_a_reader(sealed: World) -> None:
    met = {path.split(": ")[0] for path in _met(sealed, "reviewer")}
    lists = {reverse(f"backoffice:{name}") for name in ("cancellations", "exceptions", "household-events")}
    assert {ALL_OPEN, reverse("backoffice:case", args=[sealed.heads.case.reference]), *lists} <= met


def _met(sealed: World, role: str) -> list[str]:
    browser, told = sealed.cast.client(role), list(_told(sealed))
    found = []
    for path in (*_paths(sealed), ALL_OPEN):
        with undone(browser):
            answer = browser.get(path)
            body = b"".join(answer).decode(errors="replace") if answer.status_code == 200 else ""
        found += [f"{path}: {words}" for words in told if words in body]
    return found


def test_its_page_is_not_found_by_others_and_says_so_to_readers(sealed: World) -> None:
    path = reverse("backoffice:case", args=[sealed.heads.case.reference])
    assert {role: sealed.cast.client(role).get(path).status_code for role in OTHERS if role != "administrator"} == {
        role: 404 for role in OTHERS if role != "administrator"
    }
    page = sealed.cast.client("reviewer").get(path).content.decode()
    assert "محجوبة" in page
    assert (
        "محجوبة"
        not in sealed.cast.client("head")
        .get(reverse("portal:case", args=[sealed.heads.case.reference]))
        .content.decode()
    )


@pytest.mark.parametrize("words", ["name_ar", "cpr"])
def test_a_search_finds_nothing_of_it(sealed: World, words: str) -> None:
    for role, finds in (("second_reviewer", False), ("auditor", False), ("reviewer", True)):
        browser = sealed.cast.client(role)
        browser.post(reverse("backoffice:search"), {"q": getattr(sealed.cast.head, words)})
        found = browser.get(reverse("backoffice:search"), follow=True).content.decode()
        assert (sealed.heads.case.reference in found) is finds


def test_an_auditor_reads_its_trail_without_its_names(sealed: World) -> None:
    trail = f"{reverse('backoffice:audit')}?reference={sealed.heads.case.reference}"
    sealed.cast.client("reviewer").get(reverse("backoffice:case", args=[sealed.heads.case.reference]))
    page = sealed.cast.client("auditor").get(trail).content.decode()
    assert sealed.cast.reviewer.name_ar in page
    assert sealed.cast.head.name_ar not in page
