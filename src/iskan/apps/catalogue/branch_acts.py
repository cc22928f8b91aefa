"""What two officials do together to the branches people come to: enter one, correct it, close it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from iskan.apps.catalogue.branches import branch_of, require_branch
from iskan.apps.catalogue.operations import enter_branch
from iskan.core.acts import JointAct
from iskan.core.branches import Branch
from iskan.core.branches_json import from_json
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import ENTER_BRANCH
from iskan.policy.branches import branch_lines

Shown = Sequence[tuple[Text, Text | str]]
_BEFORE: Final = Text(ar="{label} قبل التعديل", en="{label} before the change")


class _EnterBranch:
    """Its subject is the branch's code."""

    act: JointAct = ENTER_BRANCH

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a branch names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:
        """Refuse nobody: a branch is nobody's own."""

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        require_branch(from_json(terms, subject))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        enter_branch(scope=scope, branch=from_json(terms, subject), at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        branch, stands = from_json(terms, subject), branch_of(subject)
        lines = branch_lines(branch)
        return (*lines, *(_before(stands, lines) if stands and stands.version < branch.version else ()))


def _before(stands: Branch, lines: Shown) -> Shown:
    """Return what would no longer hold, in words."""
    after = dict(lines)
    return tuple((_BEFORE.format(label=label), value) for label, value in branch_lines(stands) if after[label] != value)


carries_out_act(_EnterBranch())
