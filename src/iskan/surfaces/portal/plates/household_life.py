"""What happened to a citizen's household, in the case's history."""

from django.utils.timezone import localdate

from iskan.apps.household_life.queries.events import HAPPENED, EventLine
from iskan.core.days import day_text
from iskan.policy.recorded_life import DECIDED, TAKEN_BACK, TOLD_DECISION
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase, TimelineEvent


def _show(case: ShownCase) -> PlateView | None:
    happened = case.related[HAPPENED]
    return PlateView(events=tuple(map(_event, happened))) if happened else None


def _event(line: EventLine) -> TimelineEvent:
    return TimelineEvent(
        title=t(line.text_to_applicant),
        at=line.found_at,
        text=_what_came_of(line),
        tone="info",
        icon="users",
        current=False,
    )


def _what_came_of(line: EventLine) -> str:
    """Say what follows, until it is decided; then when it was, and no more that anything waits for it."""
    if line.is_mistake:
        return t(TAKEN_BACK)
    if line.settled_at is not None:
        return t(DECIDED.format(day=day_text(localdate(line.settled_at))))
    return f"{t(line.follows)} {t(TOLD_DECISION)}" if line.is_open else t(line.follows)


HOUSEHOLD_LIFE = Plate(code="household_life", position=40, reads=(HAPPENED,), show=_show)
