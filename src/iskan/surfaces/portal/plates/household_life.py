"""What happened to a citizen's household, in the case's history."""

from iskan.apps.household_life.queries.events import HAPPENED, EventLine
from iskan.policy.household_life import TOLD_DECISION
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase, TimelineEvent


def _show(case: ShownCase) -> PlateView | None:
    happened = case.related[HAPPENED]
    return PlateView(events=tuple(map(_event, happened))) if happened else None


def _event(line: EventLine) -> TimelineEvent:
    text = t(line.rule.follows)
    return TimelineEvent(
        title=t(line.text),
        at=line.found_at,
        text=f"{text} {t(TOLD_DECISION)}" if line.is_open else text,
        tone="info",
        icon="users",
        current=False,
    )


HOUSEHOLD_LIFE = Plate(code="household_life", position=40, reads=(HAPPENED,), show=_show)
