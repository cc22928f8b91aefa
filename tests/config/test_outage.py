"""What is away is told from what is wrong."""

import psycopg
import pytest
from django.db import DataError, InterfaceError, InternalError, OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from iskan.config import outage


@pytest.mark.parametrize("fault", [OperationalError(), InterfaceError()])
def test_a_database_that_is_away_is_told_as_such(fault: Exception) -> None:
    assert outage.is_away(fault)


@pytest.mark.parametrize("fault", [None, DataError(), ValueError(), ConnectorException()])
def test_anything_else_is_a_fault(fault: Exception | None) -> None:
    assert not outage.is_away(fault)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "is_away"), [("SELECT pg_terminate_backend(pg_backend_pid())", True), ("SELECT 1 / 0", False)]
)
def test_a_job_that_could_not_be_queued_is_told_by_its_cause(statement: str, *, is_away: bool) -> None:
    """The queue tells of everything the database does by one fault of its own."""
    with pytest.raises(ConnectorException) as queued:
        app.connector.get_sync_connector().execute_query(statement)
    connection.close()
    assert outage.is_away(queued.value) is is_away


@pytest.mark.parametrize("wrapper", [InternalError, ConnectorException])
@pytest.mark.parametrize(
    ("cause", "is_away"),
    [
        (psycopg.InternalError("received 2 results from command 'COMMIT'"), True),
        (psycopg.errors.InFailedSqlTransaction("a fault of ours"), False),
        (None, False),
    ],
)
def test_a_server_that_goes_in_the_middle_of_an_answer_is_away(
    wrapper: type[Exception], cause: Exception | None, *, is_away: bool
) -> None:
    """The driver's own inner fault has no SQLSTATE; what the server finds wrong has one."""
    fault = wrapper()
    fault.__cause__ = cause
    assert outage.is_away(fault) is is_away
