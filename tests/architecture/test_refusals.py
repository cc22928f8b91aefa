"""A refusal is one type: whatever exception says words to a person is a `Refusal`, and each name stands once."""

import inspect
import pkgutil
from collections import Counter
from importlib import import_module

import pytest

import iskan
from iskan.core.refusal import Refusal
from iskan.core.text import Text

LAYERS = ("iskan.core", "iskan.integrations", "iskan.apps", "iskan.surfaces")
RUN_AS_SCRIPTS = ("__main__",)


def _exceptions() -> dict[str, type[Exception]]:
    """Return every exception of ours by module and name."""
    modules = (one.name for one in pkgutil.walk_packages(iskan.__path__, "iskan."))
    wanted = [name for name in modules if name.startswith(LAYERS) and not name.endswith(RUN_AS_SCRIPTS)]
    found = (
        kind
        for name in wanted
        for _name, kind in inspect.getmembers(import_module(name), inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__ == name
    )
    return {f"{kind.__module__}.{kind.__name__}": kind for kind in found}


EXCEPTIONS = _exceptions()
REFUSALS = {name: kind for name, kind in EXCEPTIONS.items() if issubclass(kind, Refusal)}


def test_there_are_refusals_in_each_layer_that_may_refuse() -> None:
    assert len(REFUSALS) > 40
    assert {name.split(".")[1] for name in REFUSALS} == {"core", "integrations", "apps"}


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_what_says_words_to_a_person_is_a_refusal(name: str) -> None:
    kind = EXCEPTIONS[name]
    assert issubclass(kind, Refusal) or not isinstance(getattr(kind, "text", None), Text)


def test_each_refusal_s_name_stands_once() -> None:
    names = Counter(kind.__name__ for kind in REFUSALS.values())
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_refusal_is_answered_as_one(name: str) -> None:
    assert 400 <= REFUSALS[name].status < 600
    assert REFUSALS[name].__doc__
