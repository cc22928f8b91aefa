"""What waits for an official of finance: differences, what may be released, what a bank or the provider refused."""

from datetime import datetime

from iskan.apps.accounts.fragments import PAYABLE_ACCOUNTS
from iskan.apps.payments.rules import can_reckon
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

_ROWS = """
SELECT d.id::text AS key, '' AS reference, NULL::bigint AS person_id, d.kind AS what, d.found_at AS since, '' AS on_whom
FROM payments_difference d
WHERE NOT EXISTS (SELECT FROM payments_differenceclosure closure WHERE closure.difference_id = d.id)
"""


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_ROWS, {}) if can_reckon(scope) else None


DIFFERENCES_WAITING = exposed(
    WaitingPart(code="differences", name=Text(ar="فروق في تسويات الدفع", en="Differences in settlements"), rows=_rows)
)

# What may be released is one piece of work, however many amounts it is.
_READY = f"""
SELECT 'payouts' AS key, '' AS reference, NULL::bigint AS person_id, 'ready' AS what, min(p.agreed_at) AS since,
       '' AS on_whom
FROM payments_payout p JOIN {PAYABLE_ACCOUNTS} payee ON payee.user_id = p.payee_id
WHERE p.state = 'agreed' HAVING count(*) > 0
"""  # noqa: S608 -- composed of constants
_REFUSED = """
SELECT p.reference AS key, p.case_reference AS reference, NULL::bigint AS person_id, 'payout' AS what,
       p.ended_at AS since, '' AS on_whom
FROM payments_payout p WHERE p.state = 'refused'
UNION ALL
SELECT r.reference, h.case_reference, NULL::bigint, 'refund', coalesce(r.ended_at, r.asked_at), ''
FROM payments_refund r JOIN payments_capture t ON t.id = r.capture_id
JOIN payments_payment a ON a.id = t.payment_id JOIN payments_charge h ON h.id = a.charge_id
WHERE r.state = 'refused' AND NOT EXISTS (SELECT FROM payments_payout o WHERE o.refund_id = r.id)
UNION ALL
SELECT f.message_id, '', NULL::bigint, 'file', f.made_at, '' FROM payments_paymentfile f WHERE f.state = 'refused'
"""


def _ready(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_READY, {}) if can_reckon(scope) else None


def _refused(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_REFUSED, {}) if can_reckon(scope) else None


PAYOUTS_READY = exposed(
    WaitingPart(code="payouts_ready", name=Text(ar="مبالغ جاهزة للصرف", en="Payments to release"), rows=_ready)
)
MONEY_REFUSED = exposed(
    WaitingPart(
        code="money_refused",
        name=Text(ar="مبالغ رفضها المصرف أو مزود الدفع", en="Money a bank or the provider refused"),
        rows=_refused,
    )
)
