"""The first-day tour as its page shows it: each step, where it leads, whether it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from iskan.foundation.scope import Scope
from iskan.policy.first_day import TOUR, TourStep
from iskan.surfaces.backoffice.presenters.shell import PAGES
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStepView:
    """One step; without ``href`` its page does not open to the reader."""

    code: str
    name: str
    words: str
    href: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TourView:
    """The whole tour."""

    steps: tuple[TourStepView, ...]

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(step.done_at is not None for step in self.steps)


def tour_view(scope: Scope, done: Mapping[str, datetime]) -> TourView:
    """Return the tour for an official."""
    closed = {f"backoffice:{name}" for name, _label, _icon, opens in PAGES if not opens(scope)}
    return TourView(steps=tuple(_step(step, closed, done) for step in TOUR))


def _step(step: TourStep, closed: set[str], done: Mapping[str, datetime]) -> TourStepView:
    return TourStepView(
        code=step.code,
        name=t(step.name),
        words=t(step.words),
        href="" if step.page in closed or step.page == "backoffice:first-day" else url(step.page),
        done_at=done.get(step.code),
    )
