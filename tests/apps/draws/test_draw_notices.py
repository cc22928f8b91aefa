"""Those who take part are told once for each stage of their draw, in both languages."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.conftest import AT
from tests.factories.cast import citizen
from tests.factories.draws import DrawOffice, make_draw_office, plain_cases

from iskan.apps.draws import tasks
from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations import draw_notices, draws
from iskan.apps.notifications.models import Message

UNITS = [("U-1", "house-4br")]


@pytest.fixture
def office(db: None) -> DrawOffice:  # noqa: ARG001 -- a fixture is asked for by name
    return make_draw_office(AT)


@pytest.fixture
def draw(office: DrawOffice) -> Draw:
    return office.freeze(plain_cases(citizen("850312407", at=AT), 2, AT), UNITS)


def test_each_stage_is_told_once(office: DrawOffice, draw: Draw) -> None:
    assert draw_notices.tell_candidates(draw_id=draw.pk, at=AT) == 0
    office.announce(draw.reference)
    assert draw_notices.tell_candidates(draw_id=draw.pk, at=AT) == 2
    assert draw_notices.tell_candidates(draw_id=draw.pk, at=AT) == 0
    assert all(draw.reference in body for body in Message.objects.values_list("body_ar", flat=True))
    office.reveal(draw.reference)
    office.take_beacon(draw)
    office.run(draw.reference)
    tasks.tell_candidates(draw.pk)
    told = list(Message.objects.filter(event__contains=":drawn:").values_list("body_en", flat=True))
    assert sorted("U-1" in body for body in told) == [False, True]
    assert sum("reserve, at place 2" in body for body in told) == 1


def test_a_cancellation_is_told_with_its_reason(office: DrawOffice, draw: Draw) -> None:
    office.announce(draw.reference)
    draws.cancel_draw(scope=office.scope(office.approver), reference=draw.reference, reason="نقص", at=AT)
    assert draw_notices.tell_candidates(draw_id=draw.pk, at=AT) == 2
    assert all("نقص" in body for body in Message.objects.values_list("body_ar", flat=True))


def test_a_draw_nobody_heard_of_is_called_off_in_silence(office: DrawOffice, draw: Draw) -> None:
    draws.cancel_draw(scope=office.scope(office.approver), reference=draw.reference, reason="نقص", at=AT)
    assert draw_notices.tell_candidates(draw_id=draw.pk, at=AT) == 0


def test_the_telling_is_queued_with_the_step(office: DrawOffice, draw: Draw) -> None:
    before = ProcrastinateJob.objects.filter(task_name=draw_notices.TELL).count()
    office.announce(draw.reference)
    assert ProcrastinateJob.objects.filter(task_name=draw_notices.TELL).count() == before + 1
