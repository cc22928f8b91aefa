"""What starts loads no more than it uses; a web process has loaded all a request may use.

A test cannot measure a start on a busy machine; what is loaded it can name.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from procrastinate.contrib.django import app as jobs
from tests.factories.draw_vector import VECTOR, vector_files, written

PROJECT = Path(__file__).resolve().parents[2]
SERVICE = "new_housing_application"
# The console, told to name on its last line what it has loaded.
CONSOLE = """
import atexit, json, sys
atexit.register(lambda: sys.stderr.write("\\n" + json.dumps(sorted(sys.modules))))
from iskan.config.console import main
main()
"""
FRAMEWORK = {"django", "asgiref", "csp", "typing_extensions", "iskan"}
OF_THE_SERVICES = {"dateutil", "six", "stdnum"}  # Months and years; numbers with check digits.
SIGNATURE = {
    "py_ecc", "eth_hash", "eth_typing", "eth_utils", "cytoolz", "toolz", "pydantic", "pydantic_core",
    "annotated_types", "typing_inspection",
}  # fmt: skip
# What the installed apps, their models and the drivers bring to every command that sets Django up.
OF_ANY_COMMAND = {
    "PIL", "allauth", "attr", "attrs", "botocore", "brotli", "cattrs", "certifi", "charset_normalizer",
    "croniter", "dateutil", "django_htmx", "hijridate", "idna", "packaging", "procrastinate", "psycopg",
    "psycopg_binary", "psycopg_pool", "requests", "segno", "six", "sqlparse", "stdnum", "urllib3",
}  # fmt: skip
# Large libraries a command loads where it uses them, and a web process before its first request.
LOADED_WHERE_USED = {"numpy", "shapely", "httpx", "holidays", "cryptography", "phonenumbers"}
# Loaded in the sandbox, and by jobs that sign: no web process carries them.
LOADED_ELSEWHERE = {"aiohttp", "pikepdf", "pillow_heif", "pyhanko", "pypdfium2"}
ADMINISTRATION = ("acts", "audit", "cases", "catalogue", "clients", "demo", "draw", "officials", "stock")
# Loaded by the interpreter for the machine, by the tests' tracing and by compiled modules, not by us.
OF_THE_MACHINE = ("_", "coverage", "$coverage", "a1_coverage", "sitecustomize", "usercustomize", "cython_runtime")


def run(*arguments: str, folder: Path, given: str = "", program: str = CONSOLE) -> tuple[str, set[str]]:
    """Run a command as a shell would, and return what it printed and every module it loaded."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=kept | {"ISKAN_DATA_DIR": str(folder)},
        input=given, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout, set(json.loads(done.stderr.rpartition("\n")[2]))


def packages(loaded: set[str]) -> set[str]:
    """Return the installed packages among the modules."""
    roots = {name.partition(".")[0] for name in loaded if not name.startswith(OF_THE_MACHINE)}
    return roots - sys.stdlib_module_names


@pytest.fixture
def draw_folder(tmp_path: Path) -> Path:
    return written(vector_files(), tmp_path)


def test_a_draw_is_run_and_verified_with_the_signatures_library_alone(draw_folder: Path) -> None:
    told, loaded = run("draw", "run", str(draw_folder), folder=draw_folder / "data")
    assert VECTOR["result_hash"] in told
    assert packages(loaded) - FRAMEWORK - SIGNATURE == set()
    told, loaded = run("draw", "verify", str(draw_folder), folder=draw_folder / "data")
    assert "The draw is verified." in told
    assert packages(loaded) - FRAMEWORK - SIGNATURE == set()
    assert "django.db.models" not in loaded


def test_a_household_is_tested_with_nothing_but_the_declared_law(tmp_path: Path) -> None:
    facts = json.dumps({"bahraini": True, "family_category": 1, "programme": "unit"})
    told, loaded = run("eligibility", "check", SERVICE, "-", folder=tmp_path, given=facts)
    assert json.loads(told)["findings"]
    assert packages(loaded) - FRAMEWORK - OF_THE_SERVICES == set()
    assert "django.db.models" not in loaded


def test_the_rfcs_example_is_selected(tmp_path: Path) -> None:
    told, loaded = run("draw", "rfc3797", "--example", folder=tmp_path)
    assert told.startswith("key ")
    assert packages(loaded) - FRAMEWORK == set()


# Queueing the first job loads every task there is.
QUEUED = """
import atexit, json, os, sys
atexit.register(lambda: sys.stderr.write("\\n" + json.dumps(sorted(sys.modules))))
os.environ["DJANGO_SETTINGS_MODULE"] = "iskan.config.settings.base"
import django
django.setup()
from procrastinate.contrib.django import app
import iskan.apps.draws.operations.drawing
app.perform_import_paths()
"""
SERVED = """
import atexit, json, sys
atexit.register(lambda: sys.stderr.write("\\n" + json.dumps(sorted(sys.modules))))
import iskan.config.wsgi
"""


@pytest.mark.parametrize("command", ["services list", *(f"{name} --help" for name in ADMINISTRATION)])
def test_a_command_loads_no_more_than_the_framework_needs(command: str, tmp_path: Path) -> None:
    _told, loaded = run(*command.split(), folder=tmp_path)
    assert packages(loaded) - FRAMEWORK - OF_ANY_COMMAND == set()
    assert not {name for name in loaded if name.startswith("iskan.") and name.endswith((".tasks", ".views", ".urls"))}


def test_whoever_queues_a_job_loads_nothing_that_jobs_compute_with(tmp_path: Path) -> None:
    _told, loaded = run(folder=tmp_path, program=QUEUED)
    assert "iskan.apps.allocation.tasks" in loaded
    assert packages(loaded) & LOADED_WHERE_USED == set()


def test_no_command_of_ours_waits_for_what_only_serving_checks() -> None:
    ours = {name: load_command_class(app, name) for name, app in get_commands().items() if app.startswith("iskan.")}
    assert "migrate" in ours
    assert {name for name, command in ours.items() if command.requires_system_checks == "__all__"} == set()


def test_a_web_process_has_loaded_all_a_request_may_use(tmp_path: Path) -> None:
    _told, loaded = run(folder=tmp_path, program=SERVED)
    assert packages(loaded) >= LOADED_WHERE_USED
    assert packages(loaded) & LOADED_ELSEWHERE == set()
    assert jobs.import_paths
    assert set(jobs.import_paths) <= loaded
