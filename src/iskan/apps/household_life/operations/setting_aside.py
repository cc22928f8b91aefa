"""Setting a household aside whose comparison fails: it stops nobody else's night, and is tried again each night."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.db.models import F

from iskan.apps.household_life.models import HouseholdSetAside
from iskan.integrations import registry
from iskan.integrations.inquiry import RegisterUnavailable

logger = logging.getLogger(__name__)


@contextmanager
def sets_aside(case_id: int, register: str, at: datetime, *, passes_outage: bool = False) -> Iterator[None]:
    """Set the household aside if what is done within the block fails, and go on.

    Where the register is away for everybody, or the database is, nobody's would succeed: that goes on to whoever runs
    the night. With ``passes_outage`` a failure about this household alone does, too: somebody waits for its comparison.
    """
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        if isinstance(fault, RegisterUnavailable) and (passes_outage or registry.is_left_in_peace(register)):
            raise
        # Whatever fails for one household may be right for the next: it is named as work, and tried again.
        logger.exception("The household of case %s was set aside", case_id)
        kind = type(fault).__name__[:60]
        found = HouseholdSetAside.objects.filter(case_id=case_id, register=register)
        if not found.update(last_at=at, fault=kind, tries=F("tries") + 1):
            HouseholdSetAside.objects.create(case_id=case_id, register=register, fault=kind, first_at=at, last_at=at)


@contextmanager
def keeps_going(case_id: int, register: str, at: datetime, *, passes_outage: bool = False) -> Iterator[None]:
    """Compare one household within the block: it is set aside if that fails, and no longer once it succeeds."""
    with sets_aside(case_id, register, at, passes_outage=passes_outage):
        yield
        HouseholdSetAside.objects.filter(case_id=case_id, register=register).delete()
