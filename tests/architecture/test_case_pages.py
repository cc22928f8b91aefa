"""The pages of a case know no app above the cases: each app shows itself there by its plate."""

import ast

import pytest
from tests.architecture.sources import SOURCE, tree

FLOOR = {"accounts", "cases", "catalogue", "households", "notifications"}


def apps_named(path: str) -> set[str]:
    imports = [node for node in ast.walk(tree(SOURCE / path)) if isinstance(node, ast.ImportFrom)]
    named = [(node.module or "").split(".") for node in imports]
    return {parts[2] for parts in named if parts[:2] == ["iskan", "apps"]}


@pytest.mark.parametrize(
    "page",
    [
        "surfaces/portal/presenters/case_status.py",
        "surfaces/portal/presenters/head.py",
        "surfaces/portal/presenters/case_list.py",
        "surfaces/backoffice/presenters/case.py",
        "surfaces/ui/plates.py",
    ],
)
def test_a_cases_page_knows_no_app_above_the_cases(page: str) -> None:
    assert apps_named(page) <= FLOOR


@pytest.mark.parametrize("app", ["allocation", "documents", "waiting_lists"])
@pytest.mark.parametrize("surface", ["portal", "backoffice"])
def test_an_app_shows_itself_by_its_plate(surface: str, app: str) -> None:
    assert app in apps_named(f"surfaces/{surface}/plates/{app}.py")
