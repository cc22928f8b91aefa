"""What is left to the colleague who holds a case: read once, then asked of each move."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from iskan.apps.accounts.absences import is_substitute
from iskan.apps.accounts.queries import name_of_official, scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import HeldByAnother, why_partial
from iskan.apps.cases.queries.scoped import service_of
from iskan.core.lifecycle import Lifecycle, Transition
from iskan.core.text import Text
from iskan.foundation.scope import Scope


@dataclass(frozen=True)
class Colleague:
    """The official in whose hands a case is, for a viewer who neither stands in for them nor hands cases out."""

    case: Case
    scope: Scope
    name: Text

    def makes(self, transition: Transition) -> bool:
        """Say whether a move is theirs to make: what they may not make, or once they recommended, is anybody's."""
        if not rules.may_make(self.scope, self.case, transition) or self._steps_aside:
            return False
        if self._lifecycle.weighs(transition) and self._took_answer:
            return False
        return not (self._lifecycle.decides(transition) and self._took_reply)

    @property
    def held(self) -> HeldByAnother:
        return HeldByAnother(self.name)

    @cached_property
    def _lifecycle(self) -> Lifecycle:
        return service_of(self.case).lifecycle

    @cached_property
    def _steps_aside(self) -> bool:
        return rules.has_recommended(self.scope, self.case) or why_partial(self.scope, self.case) is not None

    @cached_property
    def _took_answer(self) -> bool:
        return rules.has_taken_answer(self.scope, self.case)

    @cached_property
    def _took_reply(self) -> bool:
        return rules.has_taken_reply(self.scope, self.case)


def colleague_of(scope: Scope, case: Case, on: date) -> Colleague | None:
    """Return the colleague whose hold on a case binds the viewer on a day; nothing where it is theirs or nobody's."""
    if rules.holds_for_all(scope, case) or case.assignee is None:
        return None
    if is_substitute(scope.user_id, case.assignee.pk, on):
        return None
    return Colleague(case=case, scope=scope_of(case.assignee, on), name=name_of_official(case.assignee))


def check_holder(scope: Scope, case: Case, transition: Transition, on: date) -> None:
    """Refuse an official a move that whoever holds the case makes: they, their substitute or a supervisor.

    Raises:
        HeldByAnother: the case is in a colleague's hands.
    """
    colleague = colleague_of(scope, case, on)
    if colleague is not None and colleague.makes(transition):
        raise colleague.held
