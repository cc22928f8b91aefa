"""Before production serves: every check of a deployment, and all that is wrong said in one list."""

import logging
from collections.abc import Sequence

import django
from django.core.checks import CheckMessage, Info, run_checks
from django.db import OperationalError, connections

from iskan.config import environment

logger = logging.getLogger(__name__)
# Django warns of what production must not be without; our own warnings are of what can wait.
FRAMEWORK = "security."


class UnfitProduction(RuntimeError):
    """This installation must not serve; the message lists everything that is wrong with it."""


def require_fit_for_production() -> None:
    """Refuse a production that is unfit, after looking at everything; elsewhere nothing is asked.

    Raises:
        UnfitProduction: something is wrong.
    """
    if not environment.flag("ISKAN_PRODUCTION"):
        return
    django.setup()
    found = _everything_checked()
    wrong = [message for message in found if _forbids(message)]
    for message in found:
        if message not in wrong and not isinstance(message, Info):
            logger.warning("%s", message)
    if wrong:
        raise UnfitProduction(_told(wrong))


def _everything_checked() -> list[CheckMessage]:
    """Run every check; a database that does not answer yet is waited for later, and the rest is said now."""
    try:
        return run_checks(include_deployment_checks=True, databases=["default"])
    except OperationalError as fault:
        logger.warning("The database does not answer, so what it holds was not checked (%s).", type(fault).__name__)
        return run_checks(include_deployment_checks=True)
    finally:
        # The processes that serve are started from this one, and share no connection.
        connections.close_all()


def _forbids(message: CheckMessage) -> bool:
    return not message.is_silenced() and (message.is_serious() or str(message.id).startswith(FRAMEWORK))


def _told(wrong: Sequence[CheckMessage]) -> str:
    lines = [f"  - {fault.msg} {fault.hint or ''} ({fault.id})" for fault in wrong]
    return "\n".join([f"production does not start; {len(wrong)} things are wrong:", *lines])
