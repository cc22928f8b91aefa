"""The set-up of the front end: done once, done again when its sources change, plain when a step fails."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.checks.registry import registry
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from iskan.config import locks, progress, setup_steps
from iskan.demo.models import DemoLoad
from iskan.foundation import clock

# A program that writes down how it was called and answers as the test asks it to; the shell alone is enough for it.
RECORDING = """#!/bin/sh
echo "${{0##*/}} $*" >> "{log}"
{then}
"""


@dataclass(frozen=True)
class Machine:
    """A project without its front end, on a machine whose programs the test chooses."""

    project: Path
    programs: Path
    log: Path

    def has(self, name: str, then: str = "") -> Path:
        """Give the machine a program."""
        program = self.programs / name
        program.write_text(RECORDING.format(log=self.log, then=then), encoding="utf-8")
        program.chmod(0o755)
        return program

    @property
    def called(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    project, programs, own = tmp_path / "project", tmp_path / "programs", tmp_path / "own"
    for folder in (project / "requirements", project / "node_modules", programs, own):
        folder.mkdir(parents=True)
    (project / "package-lock.json").write_text("{}", encoding="utf-8")
    (project / "requirements" / "node.txt").write_text("nodejs==1.0", encoding="utf-8")
    monkeypatch.setattr(setup_steps, "PROJECT_ROOT", project)
    monkeypatch.setattr(setup_steps, "PACKAGES", project / "node_modules")
    monkeypatch.setattr(setup_steps, "PROGRAMS", own)
    monkeypatch.setenv("PATH", str(programs))
    machine = Machine(project, programs, tmp_path / "called.txt")
    machine.has("npm")
    machine.has("node", "echo v22.11.0")
    return machine


def npm_runs(machine: Machine) -> int:
    return sum(line.startswith("npm ci") for line in machine.called)


def test_packages_are_installed_once_and_again_when_the_lock_changes(machine: Machine) -> None:
    setup_steps.install_front_end()
    setup_steps.install_front_end()
    assert npm_runs(machine) == 1
    (machine.project / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    setup_steps.install_front_end()
    assert npm_runs(machine) == 2


def test_a_step_that_fails_says_what_its_command_said_and_is_tried_again(machine: Machine) -> None:
    machine.has("npm", "echo 'the lock and package.json disagree' >&2; exit 1")
    with pytest.raises(progress.StepFailed, match=r"`npm ci .*` failed:\nthe lock and package\.json disagree"):
        setup_steps.install_front_end()
    machine.has("npm")
    setup_steps.install_front_end()
    assert npm_runs(machine) == 2


@pytest.mark.parametrize("node", ["echo v12.22.9", "echo unheard of", None])
def test_without_a_recent_node_one_is_installed_by_its_pins(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, node: str | None
) -> None:
    if node is None:
        (machine.programs / "node").unlink()
    else:
        machine.has("node", node)
    python = machine.has("python", f': > "{setup_steps.PROGRAMS}/npm"')
    monkeypatch.setattr(sys, "executable", str(python))
    setup_steps._ensure_npm()
    setup_steps._ensure_npm()
    pins = machine.project / "requirements" / "node.txt"
    asked = [line for line in machine.called if line.startswith("python -m pip")]
    assert len(asked) == 1
    assert asked[0].endswith(f" {' '.join(locks.EXACTLY)} -r {pins}")


def test_the_pages_parts_are_built_once_and_again_when_a_source_changes(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = machine.project / "src"
    ui = source / "surfaces" / "ui"
    for folder in (ui / "static" / "built", ui / "theme", source / "locale" / "ar" / "LC_MESSAGES"):
        folder.mkdir(parents=True)
    words = source / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    words.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    (ui / "build.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(setup_steps, "SOURCE_ROOT", source)
    monkeypatch.setattr(setup_steps, "UI", ui)
    monkeypatch.setattr(sys, "executable", str(machine.has("python", f': > "{words.with_suffix(".mo")}"')))

    def builds() -> int:
        setup_steps.build_assets()
        return machine.called.count("python -m iskan.surfaces.ui.build")

    assert [builds(), builds()] == [1, 1]
    words.with_suffix(".mo").unlink()
    assert [builds(), builds()] == [2, 2]
    (ui / "theme" / "colours.json").write_text("{}", encoding="utf-8")
    assert [builds(), builds()] == [3, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("elsewhere", "remedy"), [("", "`make reset`"), ("postgresql://db/iskan", "an empty database")]
)
def test_a_database_of_another_development_version_is_refused_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, elsewhere: str, remedy: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    assert not setup_steps.require_known_history(), "every migration is there"
    MigrationRecorder(connection).record_unapplied("draws", "0002_guards")
    assert setup_steps.require_known_history()
    MigrationRecorder(connection).record_applied("allocation", "0003_draws")
    with pytest.raises(progress.RunFault, match=rf"allocation\.0003_draws is not of this one.*{remedy}"):
        setup_steps.require_known_history()


def test_a_start_proves_all_but_what_it_does_anyway() -> None:
    proved = set(setup_steps._proved_at_start())
    assert {"catalogue", "database", "models", "privacy", "security"} <= proved
    assert not proved & {"urls", "releases"}
    untagged = {check.__module__ for check in registry.get_checks() if not check.tags}  # type: ignore[attr-defined] # the registry's own mark
    ours = {module for module in untagged if module.startswith("iskan.")}
    assert not ours, "what has no tag is not proved at a start"


@pytest.mark.parametrize("kept", ["key.pem", "certificate.pem", ""])
def test_a_certificate_is_made_where_there_is_none(tmp_path: Path, kept: str) -> None:
    if kept:
        (tmp_path / kept).touch()
    with override_settings(
        ISKAN_SIGNING_KEY=str(tmp_path / "key.pem"), ISKAN_SIGNING_CERT=str(tmp_path / "certificate.pem")
    ):
        assert setup_steps._has_certificate() is bool(kept)


@pytest.mark.django_db
def test_a_demonstration_that_is_there_is_not_loaded_again(capsys: pytest.CaptureFixture[str]) -> None:
    DemoLoad.objects.create(seed=1, people=1, cases=1, loaded_at=clock.now())
    setup_steps.load_demo()
    assert capsys.readouterr().out.startswith("  · Demonstration data … 0.")
    with progress.step("Data") as told:
        print("    2.5 s  people", file=setup_steps.StepStream(told))
    assert "\n    2.5 s  people 0." in capsys.readouterr().out
