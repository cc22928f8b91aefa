"""What is declared, found by its code."""

from dataclasses import replace
from pathlib import Path

import pytest

from iskan.policy import registry
from iskan.policy.registry import DeclaredTwice, MisnamedService

EXTRA = """
from dataclasses import replace
from iskan.policy.services.update_contact_details import SERVICE as BASE
SERVICE = replace(BASE, code="{code}", position=1)
"""


def test_services_are_listed_by_position() -> None:
    assert next(iter(registry.services())) == "new_housing_application"
    assert [service.position for service in registry.services().values()] == sorted(
        service.position for service in registry.services().values()
    )


def test_every_service_file_is_found() -> None:
    folder = Path(registry.services_package.__path__[0])
    assert set(registry.services()) == {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_services_of_a_further_folder_join(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "trial_service.py").write_text(EXTRA.format(code="trial_service"))
    found = registry.services((tmp_path,))
    assert next(iter(found)) == "trial_service"
    assert set(registry.services()) < set(found)


def test_a_file_named_otherwise_than_its_service_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one_name.py").write_text(EXTRA.format(code="another_name"))
    with pytest.raises(MisnamedService, match="one_name"):
        registry.services((tmp_path,))


def test_a_file_without_a_service_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_text("")
    with pytest.raises(MisnamedService, match="empty"):
        registry.services((tmp_path,))


def test_a_code_declared_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "update_contact_details.py").write_text(EXTRA.format(code="update_contact_details"))
    with pytest.raises(DeclaredTwice, match="update_contact_details"):
        registry.services((tmp_path,))


def test_the_same_thing_met_twice_counts_once() -> None:
    service = registry.services()["update_contact_details"]
    assert registry.by_code([service, service]) == {service.code: service}
    with pytest.raises(DeclaredTwice):
        registry.by_code([service, replace(service, position=99)])


def test_criteria_figures_and_lifecycles_of_the_services_are_registered() -> None:
    for service in registry.services().values():
        assert registry.lifecycles()[service.lifecycle.code] is service.lifecycle
        if service.promise is not None:
            assert registry.figures()[service.promise.code] is service.promise
        for criterion in (*service.criteria, *(c for p in service.programmes for c in p.criteria)):
            assert registry.criteria()[criterion.code] is criterion
            assert all(registry.figures()[figure.code] is figure for figure in criterion.figures)


def test_schemes_of_points_are_found_by_their_code() -> None:
    registry.schemes.cache_clear()  # another test may have read them already, and this reads the files
    found = registry.schemes()
    assert found
    assert all(scheme.code == code for code, scheme in found.items())
