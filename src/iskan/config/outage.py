"""What a visitor is told when a page fails: what is away for a moment beneath it is no fault of the page."""

import sys

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from iskan.surfaces.ui.views import errors

# The database's, and the documents' store's where that is a bucket.
AWAY = (OperationalError, InterfaceError, NoConnection, HTTPClientError)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503, try again, where the database or the documents' store was away, and 500 for all else."""
    if isinstance(sys.exc_info()[1], AWAY):
        return errors.unavailable(request)
    return errors.failed(request)
