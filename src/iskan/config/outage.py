"""What a visitor is told when a page fails: a database that is away for a moment is no fault of the page."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from iskan.surfaces.ui.views import errors


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503, try again, where the database was away, and 500 for all else."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return errors.unavailable(request)
    return errors.failed(request)
