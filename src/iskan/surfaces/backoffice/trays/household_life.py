"""Changes in households that wait for a decision."""

from iskan.apps.household_life.queries.inbox import EVENTS_WAITING
from iskan.core.household_life import LifeEventKind
from iskan.core.text import Text
from iskan.foundation.waiting import WaitingLine
from iskan.policy.household_life import RULES
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

SOMEBODY = Text(ar="فرد من الأسرة", en="a member of the household")


def _to_decide(line: WaitingLine) -> str:
    """Return what the law leaves to a person, else what happened; whom it happened to, its own page tells."""
    rule = RULES[LifeEventKind(line.what)]
    return t(rule.decide or rule.name.format(name=SOMEBODY))


EVENTS = Tray(
    part=EVENTS_WAITING, position=70, page="household-events",
    listed=lambda: url("backoffice:household-events"),
    leads_to=lambda line: url("backoffice:household-event", line.key),
    words=_to_decide,
)  # fmt: skip
