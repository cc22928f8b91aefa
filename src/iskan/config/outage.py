"""What a visitor is told when a page fails: what is away for a moment beneath it is no fault of the page."""

import sys

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from procrastinate.exceptions import ConnectorException
from psycopg import InterfaceError as DriverInterfaceError
from psycopg import OperationalError as DriverOperationalError

from iskan.surfaces.ui.views import errors

# The database's, and the documents' store's where that is a bucket.
AWAY = (OperationalError, InterfaceError, NoConnection, HTTPClientError)
# Beneath the fault by which queueing a job tells of whatever the database did.
QUEUE_AWAY = (DriverOperationalError, DriverInterfaceError)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503, try again, where the database or the documents' store was away, and 500 for all else."""
    if is_away(sys.exc_info()[1]):
        return errors.unavailable(request)
    return errors.failed(request)


def is_away(fault: BaseException | None) -> bool:
    """Say whether a fault tells of something that was away, and not of something wrong."""
    if isinstance(fault, ConnectorException):
        return isinstance(fault.__cause__, QUEUE_AWAY)
    return isinstance(fault, AWAY)
