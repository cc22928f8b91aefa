"""During an upgrade the code of the release before goes on, on the schema of this one."""

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.migrated import migrated_database
from tests.upgrade import baseline
from tests.upgrade.baseline import Shape

from iskan.config.setup_steps import PROJECT_ROOT, SOURCE_ROOT

# What the release before does while both run: an application is filed, the worker asks the registers, it is decided.
ITS_TESTS = ("tests/apps/cases/test_journey.py", "tests/foundation/test_jobs.py")
# What binds tables the earlier code writes, and why it can live with that: `table: the new rule NAME binds it`.
ALLOWED: dict[str, str] = {
    "catalogue_publishedfigure: the new rule figure_withdrawn_unsettled binds it": (
        "of a new column it leaves empty; no release may settle what was withdrawn"
    ),
    "catalogue_publishedfigure: the new rule withdrawn_stands binds it": "no release may settle what was withdrawn",
    "catalogue_publishedfigure: the new rule catalogue_publishedfigure_instrument_copy_key binds it": (
        "of a new column it leaves empty"
    ),
    "cases_case: the new rule sealed_to_readers binds it": "of two new columns, which it leaves empty alike",
    "documents_document: the new rule documents_document_sent_size_check binds it": "of a new column it leaves empty",
    "waiting_lists_waitinglistentry: the new rule one_live_place_an_applicant binds it": (
        "no release may give an applicant a second place"
    ),
    "waiting_lists_waitinglistentry: the new rule filled_in binds it": "fills in the one new column",
    "waiting_lists_waitinglistentry: the new rule seniority_filled binds it": "fills in two new columns",
    "waiting_lists_listchange: the new rule seniority_filled binds it": "fills in two new columns",
    "housing_stock_stockimport: the new rule housing_stock_stockimport_unreadable_count_check binds it": (
        "of a new column that fills itself"
    ),
    "accounts_user: the new rule partners_people_have_their_roles binds it": "of roles that no release before knows",
}
# The release before gives nobody the roles these keep apart.
NEW_ROLES = ("treasurer", "inspector", "partner_officer", "partner_admin")


@pytest.mark.django_db
def test_the_code_of_the_release_before_can_live_with_every_table() -> None:
    _commit, before = baseline.kept()
    found = baseline.troubles(before, baseline.shape_of_database())
    assert [trouble for trouble in found if trouble not in ALLOWED and not _keeps_new_roles_apart(trouble)] == []


def _keeps_new_roles_apart(trouble: str) -> bool:
    return trouble.startswith("accounts_user: the new rule never_") and any(role in trouble for role in NEW_ROLES)


def shape(**columns: list[object]) -> Shape:
    """Return the shape of a table with these columns, each its type, length, whether empty, whether it fills itself."""
    return Shape({"cases": {"id": ["bigint", 0, False, True], **columns}}, {"cases": ["one_open"]})


BEFORE = shape(words=["character varying", 16, False, False], note=["text", 0, True, False])


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({"note": ["text", 0, True, False]}, "cases.words is gone"),
        ({"words": ["character varying", 8, False, False]}, "cases.words changed its type"),
        ({"words": ["integer", 0, False, False]}, "cases.words changed its type"),
        ({"note": ["text", 0, False, False]}, "cases.note may no longer be left out"),
        ({"fresh": ["text", 0, False, False]}, "cases.fresh must be filled, and it does not know it"),
        ({"fresh": ["text", 0, False, True]}, None),
        ({"fresh": ["text", 0, True, False]}, None),
        ({"words": ["character varying", 32, False, False]}, None),
        ({"words": ["character varying", 16, True, False]}, None),
    ],
)
def test_what_it_would_stumble_over(now: dict[str, list[object]], told: str | None) -> None:
    kept = {} if told == "cases.words is gone" else {"words": ["character varying", 16, False, False]}
    after = shape(**{**kept, "note": ["text", 0, True, False], **now})
    assert baseline.troubles(BEFORE, after) == ([told] if told else [])


def test_a_new_rule_on_a_table_it_writes_is_told_and_on_a_new_table_is_not() -> None:
    after = dataclasses.replace(BEFORE, rules={"cases": ["one_open", "one_more"], "homes": ["other"]})
    assert baseline.troubles(BEFORE, after) == ["cases: the new rule one_more binds it"]


@pytest.mark.no_cover
@pytest.mark.django_db
def test_the_code_of_the_release_before_files_works_and_decides(tmp_path: Path) -> None:
    """Its own tests run on a copy of the database this code has migrated.

    A clone that does not reach back so far has only the tables to compare, which the test above does.
    """
    commit, _shape = baseline.kept()
    if not _is_here(commit):
        assert _is_shallow(), f"{commit} of tests/upgrade/baseline.json is no commit of this repository"
        return
    tree = tmp_path / "before"
    _check_out(commit, tree)
    done = _its_tests(tree)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=PROJECT_ROOT, capture_output=True, check=False)  # noqa: S607 -- PATH's own


def _is_here(commit: str) -> bool:
    return _git("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def _is_shallow() -> bool:
    return _git("rev-parse", "--is-shallow-repository").stdout.strip() != b"false"


def _check_out(commit: str, tree: Path) -> None:
    tree.mkdir()
    packed = _git("archive", commit)
    assert packed.returncode == 0, packed.stderr
    subprocess.run(["tar", "-x"], input=packed.stdout, cwd=tree, check=True)  # noqa: S607 -- PATH's own
    made = [SOURCE_ROOT / "surfaces" / "ui" / "static" / "built", *(SOURCE_ROOT / "locale").glob("*/*/*.mo")]
    for path in made:
        place = tree / path.relative_to(PROJECT_ROOT)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, place)


def _its_tests(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the earlier release's tests in its own tree, its database copied from the one of this code."""
    (tree / "conftest.py").write_text(COPIED.format(name=migrated_database()), encoding="utf-8")
    for path, words in SHIPPED_NO_MORE.items():
        (tree / "src" / path).parent.mkdir(exist_ok=True)
        (tree / "src" / path).write_text(words, encoding="utf-8")
    env = os.environ | {
        "PYTHONPATH": str(tree / "src"), "ISKAN_DATA_DIR": str(_data_dir()),
        "ISKAN_TEST_DATABASE": f"iskan_before_{os.getpid()}",
    }  # fmt: skip
    command = [sys.executable, "-m", "pytest", *ITS_TESTS, "-q", "-x", "-n", "0", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, timeout=400, check=False)


def _data_dir() -> Path:
    from django.conf import settings  # noqa: PLC0415 -- of the run at hand

    folder: Path = settings.INSTALLED_DATA_DIR
    return folder


# What the earlier release loads of packages this one no longer ships: the names alone, as none of its tests here calls
# them. A release that runs beside this one has its own packages.
SHIPPED_NO_MORE = {
    "clamav_client/__init__.py": "",
    "clamav_client/clamd.py": (
        "class ClamdError(Exception): ...\nclass BufferTooLongError(ClamdError): ...\nScanResults = dict\n"
    ),
    "clamav_client/scanner.py": "class ClamdScanner: ...\n",
}

# Stands at the root of the earlier tree and is read before its own: what names the database to copy names this one.
COPIED = """
from tests.factories import migrated

migrated.migrated_database = lambda: "{name}"
"""
