"""Whoever a page of the desk shows to an official, the trail says so: walked over every address of the desk."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.architecture.access import OFFICIALS, Access, undone
from tests.architecture.access_table import TABLE
from tests.factories.cast import AT, make_cast
from tests.factories.nominations import certified, small_market
from tests.factories.world import World, make_world

from iskan.apps.allocation.models import Distribution, Offer
from iskan.apps.cases.models import Case
from iskan.apps.notifications.models import Delivery
from iskan.foundation.models import AuditEntry

pytestmark = [pytest.mark.no_cover, pytest.mark.django_db]
REFERENCE = re.compile(r"\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b")
DESK = sorted(name for name in TABLE if name.startswith(("backoffice:", "filing:")))
# What is published to everybody by reference alone is no look at a file.
PUBLIC = {"backoffice:draw", "backoffice:draw-file"}


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 -- it is kept in the database
    cast = make_cast(AT)
    made = make_world(cast, AT)
    small_market(cast)
    certified(cast)
    _undelivered(made)
    return made


def _undelivered(world: World) -> None:
    for theirs in (world.heads, world.strangers):
        theirs.message.case_reference = theirs.case.reference
        theirs.message.save()
        Delivery.objects.create(
            message=theirs.message, route="sms", status="failed", fault="", attempt_count=9, changed_at=AT
        )


@pytest.mark.usefixtures("signing_key")
@pytest.mark.parametrize("role", sorted(OFFICIALS))
def test_everybody_shown_stands_in_the_trail(world: World, role: str) -> None:
    browser = world.cast.client(role)
    silent = [f"{path}: {sorted(missing)}" for path in _paths(world) if (missing := _untold(browser, path))]
    assert silent == []


def test_the_walk_meets_lists_that_show_people(world: World) -> None:
    browser = world.cast.client("auditor")
    showing = {name for name in ("offers", "exceptions", "cancellations", "unreached", "acts", "worklist")
               if _shown(browser.get(reverse(f"backoffice:{name}") + "?state=certified").content.decode())}  # fmt: skip
    assert showing == {"offers", "exceptions", "cancellations", "unreached", "acts", "worklist"}


def _untold(browser: Client, path: str) -> set[str]:
    """Return the cases a page showed of which the trail says nothing."""
    with undone(browser):
        last = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        answer = browser.get(path)
        is_text = answer.headers["Content-Type"].startswith("text/html")
        body = b"".join(answer) if is_text else b""
        return _shown(body.decode()) - set(_told(last))


def _shown(page: str) -> set[str]:
    """Return the cases a page names: those whose applicant it shows, or whose reference."""
    found = set(REFERENCE.findall(page))
    return found & set(Case.objects.values_list("reference", flat=True))


def _told(after: int) -> Iterator[str]:
    for line in AuditEntry.objects.filter(id__gt=after):
        yield line.subject
        yield from line.detail.get("shown", [])


def _paths(world: World) -> Iterator[str]:
    for name in DESK:
        if name not in PUBLIC:
            for named in _names(name, TABLE[name], world):
                yield from _reversed(name, named)


def _names(name: str, access: Access, world: World) -> Iterator[dict[str, object]]:
    if access.objects is not None:
        yield from (access.objects(theirs) for theirs in (world.heads, world.strangers))
    yield dict(access.named)
    if name.startswith("backoffice:distribution"):
        yield {"reference": Distribution.objects.get().reference}
    if "offer_id" in access.named:
        yield dict(access.named) | {"offer_id": Offer.objects.order_by("pk")[0].pk}


def _reversed(name: str, named: dict[str, object]) -> Iterator[str]:
    try:
        path = reverse(name, kwargs=named)
    except NoReverseMatch:
        return
    yield path
    if name == "backoffice:offers":
        yield f"{path}?state=certified"
