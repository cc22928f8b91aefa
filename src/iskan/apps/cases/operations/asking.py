"""The applicant asks others for their consent before filing, once everything else is complete."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.operations.consenting import ask_consents
from iskan.apps.cases.operations.drafting import IncompleteApplication, locked_draft
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.queries.completeness import faults_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import version_of
from iskan.core.consents import ConsentPoint
from iskan.foundation.scope import Scope


@transaction.atomic
def ask_before_filing(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> None:
    """Ask everybody whose consent must come before the filing; those already asked for this version are left in peace.

    Raises:
        StaleEdit: an answer has changed since the version the viewer read.
        IncompleteApplication: something else is still missing, so that what others agree to would change.
        DeathOnRecord: the applicant has died.
    """
    case = locked_draft(scope, reference)
    require_applicant_alive(case)
    service = service_of(case)
    if version is not None and version != version_of(case):
        raise StaleEdit
    if faults := faults_of(case, service, timezone.localdate(at)):
        raise IncompleteApplication(faults)
    ask_consents(case=case, service=service, at=at, points=frozenset({ConsentPoint.SUBMIT}))
