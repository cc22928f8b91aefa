"""Production serves no database into which a demonstration was loaded."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings
from tests.factories.cast import AT

from iskan.demo.models import DemoLoad


def found() -> list[object]:
    return [message.id for message in run_checks(databases=["default"]) if str(message.id).startswith("demo.")]


@pytest.mark.django_db
def test_a_demonstration_is_refused_in_production_alone(settings: Settings) -> None:
    assert found() == []
    DemoLoad.objects.create(seed=1, people=1, cases=1, loaded_at=AT)
    assert found() == []
    settings.PRODUCTION = True
    assert found() == ["demo.E001"]
