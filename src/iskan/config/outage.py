"""What a visitor is told when a page fails: what is away for a moment beneath it is no fault of the page."""

import sys

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from procrastinate.exceptions import ConnectorException
from psycopg import InterfaceError as DriverInterfaceError
from psycopg import InternalError as DriverInternalError
from psycopg import OperationalError as DriverOperationalError
from psycopg.errors import ReadOnlySqlTransaction

from iskan.foundation.replica import copy_read
from iskan.surfaces.ui.views import errors

# The database's, and the documents' store's where that is a bucket.
AWAY = (OperationalError, InterfaceError, NoConnection, HTTPClientError)
# Beneath the fault by which queueing a job tells of whatever the database did.
QUEUE_AWAY = (DriverOperationalError, DriverInterfaceError)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503, try again, where the database or the documents' store was away, and 500 for all else."""
    if is_away(sys.exc_info()[1]):
        response = errors.unavailable(request)
        response.is_away = True  # type: ignore[attr-defined] # for whoever could make the page from a copy
        return response
    return errors.failed(request)


def is_away(fault: BaseException | None) -> bool:
    """Say whether a fault tells of something that was away, and not of something wrong."""
    if isinstance(fault, (ConnectorException, InternalError)) and _is_cut_off(fault.__cause__):
        return True
    if isinstance(fault, ConnectorException):
        return isinstance(fault.__cause__, QUEUE_AWAY)
    if copy_read() and isinstance(fault, InternalError):
        return isinstance(fault.__cause__, ReadOnlySqlTransaction)
    return isinstance(fault, AWAY)


def _is_cut_off(cause: BaseException | None) -> bool:
    """Say whether the driver, and not the server, tells of an inner fault.

    A server that is told to stop while a commit waits for a replica answers it and says goodbye at once: the driver
    reads two answers to one question, "received 2 results from command 'COMMIT'", and no SQLSTATE.
    """
    return isinstance(cause, DriverInternalError) and cause.sqlstate is None
