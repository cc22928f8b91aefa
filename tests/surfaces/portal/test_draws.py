"""The public pages of a draw: files to the byte, nothing before the announcement, no look-up that asks too much."""

import hashlib
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import Cast
from tests.factories.draws import DAY, DrawOffice, make_draw_office, plain_cases

from iskan.apps.cases.models import Case
from iskan.apps.draws.models import Draw, DrawFile
from iskan.core.draw import verify_draw
from iskan.foundation import clock

UNITS = [("U-1", "house-4br"), ("U-2", "house-4br")]


@pytest.fixture
def office(cast: Cast) -> DrawOffice:
    del cast
    return make_draw_office(clock.now() - 5 * DAY)


@pytest.fixture
def held(cast: Cast, office: DrawOffice) -> Draw:
    draw = office.ready(plain_cases(cast.head, 3, office.at), UNITS)
    office.run(draw.reference)
    return draw


def test_the_cases_page_leads_to_its_ticket(cast: Cast, office: DrawOffice, waiting: Case) -> None:
    draw = office.ready([waiting, *plain_cases(cast.head, 1, office.at)], UNITS)
    body = cast.client("head").get(f"/cases/{waiting.reference}/").content.decode()
    assert f'href="/draws/{draw.reference}/mine/"' in body


def test_files_are_served_to_the_byte(client: Client, held: Draw) -> None:
    for file in DrawFile.objects.filter(draw=held):
        answer = client.get(f"/draws/{held.reference}/files/{file.name}")
        assert answer.content == bytes(file.content)
        assert "public" in answer.headers["Cache-Control"]
        assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"/draws/{held.reference}/files/salt").status_code == 404


def test_the_verifier_served_is_the_one_that_runs_here(client: Client) -> None:
    served = client.get("/draws/verify_draw.py").content
    assert hashlib.sha256(served).digest() == hashlib.sha256(Path(verify_draw.__file__).read_bytes()).digest()


def test_a_frozen_draw_is_nobodys_business_yet(cast: Cast, client: Client, office: DrawOffice) -> None:
    draw = office.freeze(plain_cases(cast.head, 3, office.at), UNITS)
    for page in ("", "live/", "verify/", "results/", "files/candidates.tsv"):
        assert client.get(f"/draws/{draw.reference}/{page}").status_code == 404
        assert cast.client("supervisor").get(f"/draws/{draw.reference}/{page}").status_code == 404
    assert draw.reference not in client.get("/draws/").content.decode()


def test_results_are_found_by_ticket_and_class(client: Client, held: Draw) -> None:
    ticket = held.results.order_by("position").first()
    assert ticket is not None
    address = f"/en/draws/{held.reference}/results/"
    found = client.get(address, {"ticket": f" {ticket.ticket[:10].upper()} "}).content.decode()
    assert ticket.ticket in found
    assert found.count('role="rowheader"') == 1
    assert "digits and the letters" in client.get(address, {"ticket": "hello"}).content.decode()
    assert client.get(address, {"class": "nothing", "page": "99"}).content.decode().count('role="rowheader"') == 3
    assert client.get(address, {"class": "house-4br"}).status_code == 200


def test_no_page_of_a_draw_asks_the_database_much(client: Client, held: Draw) -> None:
    for page, most in (("", 6), ("live/", 6), ("results/", 6), ("verify/", 5)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/draws/{held.reference}/{page}").status_code == 200
        assert len(asked) <= most, [query["sql"] for query in asked]


def test_the_live_view_is_a_part_for_htmx(client: Client, held: Draw) -> None:
    whole = client.get(f"/draws/{held.reference}/live/").content.decode()
    part = client.get(f"/draws/{held.reference}/live/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert held.reference in part


def test_a_draw_not_held_has_no_results(cast: Cast, client: Client) -> None:
    now = make_draw_office(clock.now(), tag=".now")
    draw = now.freeze(plain_cases(cast.head, 3, now.at), UNITS)
    now.announce(draw.reference)
    assert client.get(f"/draws/{draw.reference}/results/").status_code == 404
    assert client.get(f"/draws/{draw.reference}/").status_code == 200
    assert "hx-get" in client.get(f"/draws/{draw.reference}/live/").content.decode()
    own = cast.client("head").get(f"/en/draws/{draw.reference}/mine/").content.decode()
    assert "Tickets in your class" in own


def test_ones_own_ticket_says_what_it_drew_as_soon_as_the_draw_was_held(cast: Cast, office: DrawOffice) -> None:
    draw = office.ready(plain_cases(cast.head, 2, office.at), UNITS)

    def read(who: str) -> str:
        return cast.client(who).get(f"/en/draws/{draw.reference}/mine/").content.decode()

    assert not any(unit in read("head") for unit, _class in UNITS)
    office.run(draw.reference)
    assert all(unit in read("head") for unit, _class in UNITS)
    assert not any(unit in read("stranger") for unit, _class in UNITS)
