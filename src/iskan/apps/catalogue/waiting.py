"""The proposed figures that wait for an official as the second of the two."""

from datetime import datetime

from iskan.core.text import Text
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import PUBLISH_FIGURE

_ROWS = """
SELECT f.figure AS key, '' AS reference, NULL::bigint AS person_id, f.figure AS what, f.proposed_at AS since,
    '' AS on_whom
FROM catalogue_publishedfigure f
WHERE f.approved_at IS NULL AND f.declined_at IS NULL AND f.withdrawn_at IS NULL AND f.proposed_by_id <> %(me)s
"""


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_ROWS, {"me": scope.user_id}) if may_agree(scope, PUBLISH_FIGURE) else None


FIGURES_WAITING = exposed(
    WaitingPart(code="figures", name=Text(ar="قيم قانونية للاعتماد", en="Figures to approve"), rows=_rows)
)
