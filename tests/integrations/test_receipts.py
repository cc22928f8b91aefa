"""Receipts: the database refuses to change or delete them, and the person they are about reads them."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.integrations.conftest import set_moods

from iskan.integrations import discovery, registry
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.exchange import Inquiry, RegisterRefused
from iskan.integrations.models import Exchange
from iskan.integrations.queries import exchanges_about, exchanges_for_case
from iskan.integrations.synthetic import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(registers_url: str, inquiry: Inquiry) -> Exchange:  # noqa: ARG001 -- the simulators must run
    registry.ask("labour", inquiry)
    return Exchange.objects.get()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE integrations_exchange SET subject_cpr = '000000000'",
        "UPDATE integrations_exchange SET outcome = outcome",
        "DELETE FROM integrations_exchange",
    ],
)
def test_a_receipt_stays_as_it_was_written(receipt: Exchange, statement: str) -> None:
    with pytest.raises(DatabaseError, match="added to only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Exchange.objects.get() == receipt


def test_an_answer_without_its_digest_is_not_a_receipt(receipt: Exchange) -> None:
    forged = {field.attname: getattr(receipt, field.attname) for field in Exchange._meta.concrete_fields}
    forged |= {"id": None, "request_id": "00000000-0000-0000-0000-000000000000", "answer_digest": ""}
    with pytest.raises(IntegrityError, match="exchange_answer_has_digest"), transaction.atomic():
        Exchange.objects.create(**forged)


def test_a_receipt_reads_as_a_line(receipt: Exchange) -> None:
    assert str(receipt) == f"{receipt.request_id} labour.work answered"


def test_people_see_who_asked_what_about_them(registers_url: str, inquiry: Inquiry) -> None:
    registry.ask("labour", inquiry)
    set_moods(registers_url, health="refusing")
    with pytest.raises(RegisterRefused):
        registry.ask("health", inquiry)
    registry.ask("labour", inquiry.about(cast.QUALIFIES_FOR_PLOT))
    lines = exchanges_about(inquiry.subject_cpr)
    assert [line.outcome for line in lines] == [ExchangeOutcome.REFUSED, ExchangeOutcome.ANSWERED]
    assert lines[1].register == discovery.register("labour").name
    assert lines[1].keeper.en == "Ministry of Labour"
    assert (lines[1].purpose, lines[1].asked_as) == (inquiry.purpose.words, "reviewer")


@pytest.mark.usefixtures("registers_url")
def test_a_case_shows_its_exchanges(inquiry: Inquiry) -> None:
    registry.ask("labour", inquiry)
    registry.ask("labour", replace(inquiry, case_reference="another"))
    assert [line.case_reference for line in exchanges_for_case("another")] == ["another"]


@pytest.mark.usefixtures("registers_url")
@pytest.mark.parametrize("count", [1, 3])
def test_receipts_are_read_in_one_query(
    inquiry: Inquiry, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        registry.ask("labour", inquiry)
    with django_assert_num_queries(1):
        assert len(exchanges_about(inquiry.subject_cpr)) == count
