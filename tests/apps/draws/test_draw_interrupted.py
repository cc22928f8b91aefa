"""A draw killed at any step leaves nothing behind and can then be held; two who start it at once hold it once."""

import json
import os
import signal
import subprocess
import sys
import threading
from urllib.parse import urlencode

import pytest
from django.db import connection, connections, transaction
from tests.apps.conftest import AT
from tests.factories.draws import DrawOffice, make_draw_office

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.models import ServiceVersion
from iskan.apps.draws.models import Draw, DrawFile, DrawOutcome, DrawResult
from iskan.apps.draws.operations import draw_refusals as refusals
from iskan.apps.draws.operations import drawing
from iskan.foundation.models import AuditEntry

UNITS = [(f"U-{number}", "house-4br") for number in range(4)]
KILLED = """
import json, os, signal, sys
import django
django.setup()
from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations.drawing import run_draw
said = json.loads(sys.argv[1])
draw = Draw.objects.get(reference=said["draw"])
scope = scope_of(User.objects.get(pk=said["user"]), draw.draws_at.date())
def reached(step):
    if step == said["step"]:
        os.kill(os.getpid(), signal.SIGKILL)
run_draw(scope=scope, reference=draw.reference, at=draw.draws_at, reached=reached)
"""


@pytest.fixture
def office(transactional_db: None) -> DrawOffice:  # noqa: ARG001 -- other processes and threads read what is committed
    return make_draw_office(AT)


@pytest.fixture
def draw(office: DrawOffice) -> Draw:
    version = ServiceVersion.objects.create(
        code="new_housing_application", digest="0" * 64, declaration={}, in_force_at=AT
    )
    applicant = User.objects.create(username="800101234", cpr="800101234", joined_at=AT)
    cases = [
        Case.objects.create(
            reference=f"CASE{number:03}", service_code=version.code, service_version=version, programme="unit",
            department=ensure_department(code="housing_requests", at=AT),
            applicant=applicant, stage="approved", stage_since=AT, created_at=AT, filed_at=AT, closed_at=AT,
        )
        for number in range(6)
    ]  # fmt: skip
    return office.ready(cases, UNITS)


def database_url() -> str:
    told = connection.settings_dict
    parts = {"host": told["HOST"], **({"port": told["PORT"]} if told["PORT"] else {})}
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@/{told['NAME']}?{urlencode(parts)}"


def kept() -> tuple[int, int, int, int]:
    """Return how much of a held draw the database holds: results, outcomes, published files, audit lines."""
    audited = AuditEntry.objects.filter(action="draw.run").count()
    return DrawResult.objects.count(), DrawOutcome.objects.count(), DrawFile.objects.count() - 3, audited


def wait_for_the_servers_end_of(draw: Draw) -> None:
    """Wait until the server has noticed the death of its client and let go of the draw's row."""
    with transaction.atomic():
        Draw.objects.select_for_update().get(pk=draw.pk)


NOTHING, EVERYTHING = (0, 0, 0, 0), (6, 1, 5, 1)


@pytest.mark.parametrize("step", drawing.STEPS)
def test_killed_at_any_step_it_leaves_nothing_and_is_then_held(office: DrawOffice, draw: Draw, step: str) -> None:
    said = json.dumps({"draw": draw.reference, "user": office.supervisor.pk, "step": step})
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", KILLED, said], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    wait_for_the_servers_end_of(draw)
    assert kept() == NOTHING
    office.run(draw.reference)
    assert kept() == EVERYTHING


def test_two_operators_at_once_hold_it_once(office: DrawOffice, draw: Draw) -> None:
    second_tried, refused = threading.Event(), []

    def first(step: str) -> None:
        if step == "drawn":
            assert second_tried.wait(20)

    def second() -> None:
        try:
            drawing.run_draw(scope=office.scope(office.approver), reference=draw.reference, at=draw.draws_at)
        except refusals.DrawInProgress as fault:
            refused.append(fault.text)
        finally:
            second_tried.set()
            connections.close_all()

    def meanwhile(step: str) -> None:
        if step == "locked":
            threading.Thread(target=second).start()
        first(step)

    drawing.run_draw(
        scope=office.scope(office.supervisor), reference=draw.reference, at=draw.draws_at, reached=meanwhile
    )
    assert [text.ar for text in refused] == [refusals.DrawInProgress.text.ar]
    assert kept() == EVERYTHING
    with pytest.raises(refusals.AlreadyDrawn):
        drawing.run_draw(scope=office.scope(office.approver), reference=draw.reference, at=draw.draws_at)
