"""A case whose place is looked at, with an inspector of its department, led by operations to where a test begins."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import fill_in
from tests.factories.review import begin_review

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.inspections.models import OrderedInspection, Visit
from iskan.apps.inspections.operations.reporting import FoundAtPlace
from iskan.apps.inspections.operations.visiting import VisitHours, appoint_visit, assign_inspector
from iskan.foundation.scope import Scope

FOLDER = Path(__file__).parent / "services"
CODE = "boundary_works"
VISITED = AT + timedelta(days=2)
HOURS = VisitHours(day=VISITED.date(), from_time=time(9), until_time=time(11))
IN_ORDER = FoundAtPlace(result="in_order", answers={"as_drawn": ["yes"]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A case in review whose inspection is ordered."""

    cast: Cast
    case: Case
    at: datetime = AT

    @property
    def inspection(self) -> OrderedInspection:
        return OrderedInspection.objects.filter(case_reference=self.case.reference).order_by("-pk")[0]

    @property
    def reference(self) -> str:
        return self.inspection.reference

    def scope(self, role: str) -> Scope:
        return self.cast.scope(role)

    def assigned(self) -> "Inspected":
        """Have the inspector take it."""
        scope = self.scope("inspector")
        assign_inspector(scope=scope, reference=self.reference, inspector_id=scope.acting_id, at=self.at)
        return self

    def appointed(self, hours: VisitHours = HOURS) -> Visit:
        """Have the inspector take it and appoint the visit."""
        self.assigned()
        return appoint_visit(scope=self.scope("inspector"), reference=self.reference, hours=hours, at=self.at)


def inspected_case(cast: Cast | None = None, at: datetime = AT) -> Inspected:
    """Return a case somebody filed and an official took into review."""
    cast = cast or make_cast(at)
    scope = scope_of(cast.head, at.date())
    draft = start_case(scope=scope, service_code=CODE, at=at)
    fill_in(scope, draft.reference, {"road": "2803", "block": "428"}, at)
    case = submit_case(scope=scope, reference=draft.reference, declared=frozenset(), at=at)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=at)
    case.refresh_from_db()
    return Inspected(cast=cast, case=case, at=at)
