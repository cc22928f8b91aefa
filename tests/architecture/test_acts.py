"""The table of acts of two officials, walked: nobody is both, and no page does what takes two."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from tests.architecture.sources import SOURCE, modules, shown, tree

from iskan.apps.agreements.rules import why_not_second
from iskan.core.acts import JointAct
from iskan.core.refusal import SameEyes
from iskan.foundation.acts import ActHandler, handlers
from iskan.foundation.scope import Role, Scope
from iskan.policy.acts import ACTS, PROPOSED

EVERY_ROLE = frozenset(Role) - {Role.AUDITOR}  # whoever audits begins and agrees to nothing
OWN_RECORDS = {
    "waiting_lists.cancel_application": "waiting_lists/operations/cancellations.py",
    "allocation.approve_distribution": "allocation/operations/distribution.py",
    "cases.except_case": "cases/operations/exceptions.py",
    "cases.decide_case": "cases/operations/moves.py",
    "catalogue.publish_figure": "catalogue/operations.py",
    "draws.announce_draw": "draws/operations/draws.py",
}


@pytest.mark.parametrize("act", PROPOSED, ids=lambda act: act.code)
def test_whoever_proposed_an_act_is_not_the_second_whatever_their_roles(act: JointAct) -> None:
    everything = Scope(user_id=7, roles=EVERY_ROLE)
    assert act.may_begin(EVERY_ROLE)
    assert isinstance(why_not_second(everything, act, proposed_by_id=7), SameEyes)


def test_each_act_is_carried_out_by_a_handler_or_keeps_a_record_whose_second_is_another() -> None:
    assert set(handlers()) >= {act.code for act in PROPOSED}
    assert {act.code for act in ACTS if act.has_own_record} == set(OWN_RECORDS)
    refusing = {code: _raised(tree(SOURCE / "apps" / path)) for code, path in OWN_RECORDS.items()}
    assert [code for code, raised in refusing.items() if "SameEyes" not in raised] == []


def _raised(module: ast.Module) -> set[str]:
    raised = (node.exc for node in ast.walk(module) if isinstance(node, ast.Raise) and node.exc)
    return {ast.unparse(fault.func if isinstance(fault, ast.Call) else fault) for fault in raised}


def test_what_takes_two_is_named_by_no_surface() -> None:
    performing = {name for act in PROPOSED for name in _performed(handlers()[act.code])}
    assert {"create_official", "grant_roles", "reset_sign_in", "name_member", "withdraw_nomination"} <= performing
    named = [f"{shown(path)}: {name}" for path in modules(SOURCE / "surfaces") for name in _named_of_apps(path)]
    assert [one for one in named if one.split(": ")[1] in performing] == []


def _performed(handler: ActHandler) -> Iterator[str]:
    """Yield the operations a handler calls to carry its act out."""
    carry_out = ast.parse(dedent(inspect.getsource(type(handler).carry_out)))
    for node in ast.walk(carry_out):
        if isinstance(node, ast.Call) and any(keyword.arg == "scope" for keyword in node.keywords):
            yield ast.unparse(node.func).rpartition(".")[2]


def _named_of_apps(path: Path) -> Iterator[str]:
    """Yield what a module names of the apps: imported, or an attribute of something imported from them."""
    module = tree(path)
    imports = [
        n for n in ast.walk(module) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("iskan.apps")
    ]
    theirs = {alias.asname or alias.name for node in imports for alias in node.names}
    yield from (alias.name for node in imports for alias in node.names)
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in theirs:
            yield node.attr
