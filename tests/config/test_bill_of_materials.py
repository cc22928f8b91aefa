"""What is shipped is listed whole, in a form others read, and under licences we allow."""

import importlib.util
import json
from types import ModuleType

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from iskan.config import locks
from iskan.config.setup_steps import PROJECT_ROOT


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = PROJECT_ROOT / "scripts" / "bill_of_materials.py"
    spec = importlib.util.spec_from_file_location("bill_of_materials", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_of_the_locks_is_in_it_with_its_hashes(script: ModuleType) -> None:
    shipped = script.shipped()
    python = [one for one in shipped if one.kind == "pypi"]
    assert len(python) >= locks.pinned(PROJECT_ROOT / "requirements" / "runtime.txt")
    assert all(one.digests for one in python)
    assert {"django", "psycopg-binary", "prometheus-client"} <= {one.name for one in python}
    front_end = json.loads((PROJECT_ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {one.name for one in shipped if one.kind == "npm"} == {
        path.rpartition("node_modules/")[2] for path in front_end if path
    }


def test_it_is_cyclonedx(script: ModuleType) -> None:
    written = script.bill(script.shipped())
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    names = {component["purl"] for component in json.loads(written)["components"]}
    assert any(purl.startswith("pkg:pypi/django@5.2") for purl in names)


def test_what_is_shipped_is_under_a_licence_we_allow(script: ModuleType) -> None:
    assert script.unlicensed(script.shipped()) == []
    shipped = {one.name: one.licence for one in script.shipped()}
    for name, why in script.EXCEPTIONS.items():
        assert why.startswith(f"{shipped[name]}: "), "an exception outlived its package or its licence"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True), ("(MIT OR GPL-3.0)", True), ("MIT AND GPL-3.0", False), ("GPL-3.0-only", False),
        ("AGPL-3.0", False), ("", False), ("BSD License; Apache Software License", True), ("SSPL-1.0", False),
    ],
)  # fmt: skip
def test_what_is_allowed(script: ModuleType, licence: str, *, allowed: bool) -> None:
    package = script.Shipped("pypi", "drill", "1", (), licence)
    assert (script.unlicensed([package]) == []) is allowed


def test_what_is_not_looked_at_is_said_aloud(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "PROJECT", PROJECT_ROOT / "nowhere")
    assert script.advisories() == 0
    assert "NOT CHECKED for known advisories" in capsys.readouterr().out


def test_a_known_fault_fails_and_what_nobody_knows_of_is_no_clean_bill(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = {"name": "first", "skip_reason": "not found"}
    clean = {"name": "second", "version": "1", "vulns": []}
    faulty = {"name": "third", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    assert script.judged(json.dumps({"dependencies": [clean]})) == 0
    assert capsys.readouterr().out == ""
    assert script.judged(json.dumps({"dependencies": [unknown, clean]})) == 0
    assert "NOT CHECKED for known advisories: 1 of 2 packages" in capsys.readouterr().out
    assert script.judged(json.dumps({"dependencies": [faulty]})) == 1
    assert "third 1: CVE-1, mended in 2" in capsys.readouterr().out
    assert script.judged("the network is unreachable") == 0
    assert "did not answer" in capsys.readouterr().out
