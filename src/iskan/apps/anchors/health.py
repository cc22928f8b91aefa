"""How the proof of the trail stands; an alarm is for auditors to close, and takes no page away."""

from datetime import timedelta

from iskan.apps.anchors.queries.anchors import last_verification, open_alarm_count
from iskan.foundation import clock
from iskan.foundation.health import ComponentHealth, part

VERIFIED_WITHIN = timedelta(hours=26)


@part("trail")
def _trail() -> ComponentHealth:
    """Say when the trail was last verified, and how many alarms are open."""
    last, alarms = last_verification(), open_alarm_count()
    if alarms:
        return ComponentHealth(fit=True, why=f"{alarms} alarms are open")
    is_old = last is not None and clock.now() - last.at > VERIFIED_WITHIN
    return ComponentHealth(fit=True, why="the trail was not verified last night" if is_old else "")
