"""How the proof of the trail stands; an alarm is for auditors to close, and takes no page away."""

from datetime import timedelta

from iskan.apps.anchors.queries.anchors import last_verification, open_alarm_count
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.health import ComponentHealth, part

VERIFIED_WITHIN = timedelta(hours=26)
_ALARMS = Text(ar="تنبيهات لم تُغلق، عددها {count}", en="{count} alarms are open")
_NOT_VERIFIED = Text(ar="لم يُتحقق من سجل التدقيق الليلة الماضية", en="the trail was not verified last night")


@part("trail")
def _trail() -> ComponentHealth:
    """Say when the trail was last verified, and how many alarms are open."""
    last, alarms = last_verification(), open_alarm_count()
    age = clock.now() - last.at if last is not None else None
    if alarms:
        return ComponentHealth(fit=True, why=_ALARMS.format(count=str(alarms)), age=age)
    is_old = age is not None and age > VERIFIED_WITHIN
    return ComponentHealth(fit=True, why=_NOT_VERIFIED if is_old else None, age=age)
