"""The demonstration's draws: one held and verified, one waiting, one cancelled; made once."""

from pathlib import Path

import pytest
from django.core.management import call_command
from tests.demo.conftest import AT

from iskan.apps.draws.enums import DrawStatus
from iskan.apps.draws.models import Draw
from iskan.apps.draws.queries import draws as queries
from iskan.demo.draws import write_draws
from iskan.foundation.scope import NOBODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_there_is_one_of_each(tmp_path: Path) -> None:
    by_status = {line.status: line for line in queries.draws(NOBODY)}
    assert set(by_status) == {DrawStatus.ANNOUNCED, DrawStatus.DRAWN, DrawStatus.CANCELLED}
    assert by_status[DrawStatus.CANCELLED].reason
    assert by_status[DrawStatus.ANNOUNCED].draws_at > AT
    held = by_status[DrawStatus.DRAWN]
    for name in queries.file_sizes(Draw.objects.get(reference=held.reference).pk):
        (tmp_path / name).write_bytes(queries.file_of(NOBODY, held.reference, name))
    call_command("draw", "verify", str(tmp_path))


def test_they_are_made_once() -> None:
    assert write_draws(at=AT) == Draw.objects.count() == 4
