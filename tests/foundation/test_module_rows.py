"""Rows made once for a module: each test finds them as they were made, and none may commit."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.factories.cast import citizen
from tests.factories.module_rows import CommitsInThisModule, ModuleRows, RowMaker, refuse_commits

from iskan.apps.accounts.models import User


@pytest.fixture(scope="module")
def module_citizen(row_maker: RowMaker) -> ModuleRows[User]:
    return row_maker(lambda: citizen("850312407", name_en="Zainab"))


@pytest.mark.parametrize("_time", ["first", "second"])
@pytest.mark.usefixtures("db")
def test_each_test_finds_what_was_laid(module_citizen: ModuleRows[User], _time: str) -> None:
    found = module_citizen.copy()
    assert (User.objects.get().name_en, found.name_en) == ("Zainab", "Zainab")
    found.name_en = "Changed"
    found.save()
    citizen("900105526")


class Item:
    """A test as far as the check looks at it."""

    path = "tests/a.py"
    nodeid = "tests/a.py::test_one"

    def __init__(self, *fixtures: str, **marked: bool) -> None:
        self.fixturenames = fixtures
        self._marker = SimpleNamespace(kwargs=marked) if marked else None

    def get_closest_marker(self, _name: str) -> object:
        return self._marker


@pytest.mark.parametrize("item", [Item("transactional_db"), Item("live_server"), Item("db", transaction=True)])
def test_a_module_that_commits_lays_nothing(item: Item) -> None:
    request = SimpleNamespace(path=Item.path, session=SimpleNamespace(items=[Item("db"), item]))
    with pytest.raises(CommitsInThisModule, match="test_one"):
        refuse_commits(cast("Any", request))
