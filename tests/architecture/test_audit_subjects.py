"""Whatever a line of the audit trail is about has a name in both languages."""

import ast

from tests.architecture.recorded import argument, calls
from tests.architecture.sources import SOURCE, modules, tree

from iskan.surfaces.backoffice.audit_subjects import ASKED, KINDS

RECORDERS = {"record", "record_many", "record_read"}


def kinds_recorded() -> set[str]:
    """Return every kind the sources write out, in the call or as a constant of the module."""
    found = set()
    for path in modules(SOURCE):
        named = {
            target.id: node.value.value
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for name, call, _inside in calls(path):
            kind = argument(call, "subject_kind", -1)
            if name.removeprefix("audit.") in RECORDERS and isinstance(kind, ast.Constant):
                found.add(str(kind.value))
            elif name.removeprefix("audit.") in RECORDERS and isinstance(kind, ast.Name) and kind.id in named:
                found.add(str(named[kind.id]))
    return found


def test_every_kind_of_subject_has_words() -> None:
    found = kinds_recorded()
    assert len(found) > 20
    assert found <= set(KINDS)


def test_pages_lead_to_kinds_the_trail_is_asked_for() -> None:
    given = [one for path in modules(SOURCE) for one in ast.walk(tree(path)) if isinstance(one, ast.keyword)]
    led = [one.value for one in given if one.arg == "trail_of" and isinstance(one.value, ast.Tuple)]
    kinds = {ast.literal_eval(pair.elts[0]) for pair in led}
    assert kinds == set(ASKED) - {"figure"}, "a figure's own link stands in the list of figures"


def test_no_two_kinds_are_called_the_same() -> None:
    for language in ("ar", "en"):
        said = [words.in_(language) for words in KINDS.values()]
        assert sorted(said) == sorted(set(said))
