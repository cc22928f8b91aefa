"""Unusual conduct and alarms of the trail that wait for an auditor's word."""

from iskan.apps.anchors.queries.waiting import ALARMS_WAITING
from iskan.apps.anomalies.enums import AnomalyKind
from iskan.apps.anomalies.queries.waiting import ANOMALIES_WAITING
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.backoffice.presenters.alarms import FAULTS
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

ALARMS = Tray(
    part=ALARMS_WAITING, position=120, page="audit",
    listed=lambda: url("backoffice:trail-alarms"), leads_to=lambda line: url("backoffice:trail-alarm", line.key),
    words=lambda line: t(FAULTS[line.what]) if line.what in FAULTS else line.what,
)  # fmt: skip
ANOMALIES = Tray(
    part=ANOMALIES_WAITING, position=130, page="anomalies",
    listed=lambda: url("backoffice:anomalies"), leads_to=lambda line: url("backoffice:anomaly", line.key),
    words=lambda line: str(AnomalyKind(line.what).label),
)  # fmt: skip
