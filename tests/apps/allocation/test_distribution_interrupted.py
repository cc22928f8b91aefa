"""An approval killed at any step leaves nothing behind and can then be made; sent twice at once it is made once."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connections
from tests.apps.draws.test_draw_interrupted import database_url
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.nominations import recommended, small_market

from iskan.apps.allocation.enums import DistributionState
from iskan.apps.allocation.models import Distribution, Nomination, ReserveTurn
from iskan.apps.allocation.operations import distribution as operations
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Scope

KILLED = """
import json, os, signal, sys
from datetime import datetime
import django
django.setup()
from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.operations import distribution
said = json.loads(sys.argv[1])
at = datetime.fromisoformat(said["at"])
real = getattr(distribution, said["step"])
def killed(*given, **named):
    real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(distribution, said["step"], killed)
scope = scope_of(User.objects.get(pk=said["user"]), at.date())
distribution.approve_distribution(scope=scope, reference=said["reference"], at=at)
"""
STEPS = ("recomputed", "_require_as_prepared", "nominate", "_keep_reserve", "_record")


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- other processes and threads read what is committed
    made = make_cast()
    small_market(made)
    return made


def kept(found: Distribution) -> tuple[str, int, int, int]:
    """Return how the distribution stands, its nominations, the reserve's turns, and the approval's audit lines."""
    found.refresh_from_db()
    audited = AuditEntry.objects.filter(action="distribution.approve").count()
    return found.state, Nomination.objects.count(), ReserveTurn.objects.count(), audited


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_leaves_nothing_and_is_then_approved(cast: Cast, step: str) -> None:
    found, scope = recommended(cast), cast.scope("approver")
    said = {"reference": found.reference, "user": scope.user_id, "step": step, "at": AT.isoformat()}
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, json.dumps(said)], env=environment, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert kept(found) == (DistributionState.RECOMMENDED, 0, 0, 0)
    operations.approve_distribution(scope=scope, reference=found.reference, at=AT)
    state, nominated, _reserve, audited = kept(found)
    assert (state, nominated, audited) == (DistributionState.APPROVED, 3, 1)


def test_sent_twice_at_once_it_is_approved_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found, scope = recommended(cast), cast.scope("approver")
    outcomes: list[str] = []
    both_here = threading.Barrier(2, timeout=20)
    real = operations._locked

    def met(scope: Scope, reference: str, *states: DistributionState) -> Distribution:
        both_here.wait()
        return real(scope, reference, *states)

    def press() -> None:
        try:
            operations.approve_distribution(scope=scope, reference=found.reference, at=AT)
            outcomes.append("approved")
        finally:
            connections.close_all()

    monkeypatch.setattr(operations, "_locked", met)
    pressed = [threading.Thread(target=press) for _ in range(2)]
    for one in pressed:
        one.start()
    for one in pressed:
        one.join(30)

    assert outcomes == ["approved", "approved"]
    state, nominated, _reserve, audited = kept(found)
    assert (state, nominated, audited) == (DistributionState.APPROVED, 3, 1)


def test_another_official_is_told_that_it_has_moved_on(cast: Cast) -> None:
    found = recommended(cast)
    operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=AT)
    cast.supervisor.roles = ["approver"]
    cast.supervisor.save()
    with pytest.raises(operations.DistributionMovedOn):
        operations.approve_distribution(scope=cast.scope("supervisor"), reference=found.reference, at=AT)
    assert kept(found)[3] == 1
