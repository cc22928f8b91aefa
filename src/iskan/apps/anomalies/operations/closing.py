"""Closing an anomaly: an auditor's written word on what it was."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.anomalies.models import Anomaly, AnomalyClosure
from iskan.apps.anomalies.operations.finding import KIND
from iskan.apps.anomalies.rules import can_look_into_anomalies
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


class AnomalyClosed(Refusal):
    """Somebody has closed it."""

    text = Text(ar="أُغلقت هذه الحالة من قبل.", en="This has been closed already.")
    status = HTTPStatus.CONFLICT


class OwnConduct(Refusal):
    """Nobody closes what was found about themselves."""

    text = Text(ar="لا يغلق أحد حالة تخصه هو.", en="Nobody closes what was found about themselves.")
    status = HTTPStatus.FORBIDDEN


@transaction.atomic
def close_anomaly(*, scope: Scope, anomaly_id: int, reason: str, at: datetime) -> AnomalyClosure:
    """Close an anomaly with the reason; it stays to be read.

    Raises:
        NotForThisRole, OutOfScope, OwnConduct, AnomalyClosed, ReasonMissing.
    """
    if not can_look_into_anomalies(scope):
        raise NotForThisRole
    found = Anomaly.objects.select_for_update().filter(pk=anomaly_id).first()
    if found is None:
        raise OutOfScope
    if found.official_id == scope.acting_id:
        raise OwnConduct
    if AnomalyClosure.objects.filter(anomaly=found).exists():
        raise AnomalyClosed
    if not reason.strip():
        raise ReasonMissing
    closure = AnomalyClosure.objects.create(anomaly=found, by_id=scope.acting_id, at=at, reason=reason.strip())
    audit.record(scope=scope, action="anomaly.closed", subject_kind=KIND, subject=str(found.pk), at=at)
    return closure
