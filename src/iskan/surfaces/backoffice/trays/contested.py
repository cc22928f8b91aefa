"""Answers entered for applicants that they say are not theirs."""

from iskan.apps.cases.enums import Identified
from iskan.apps.cases.queries.contested import ANSWERS_CONTESTED
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

CONTESTED = Tray(
    part=ANSWERS_CONTESTED, position=8, page="worklist",
    listed=lambda: url("backoffice:contested-answers"),
    leads_to=lambda line: url("backoffice:contested", line.reference, line.key),
    words=lambda line: str(Identified(line.what).label),
)  # fmt: skip
