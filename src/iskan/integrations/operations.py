"""Writing receipts of exchanges with registers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.models import Exchange


def record_exchange(
    *,
    register: str,
    service: str,
    inquiry: Inquiry,
    request_id: UUID,
    asked_at: datetime,
    answered_at: datetime,
    outcome: ExchangeOutcome,
    http_status: int | None,
    answer_digest: str,
    request_hash: str,
    attempts: int,
) -> Exchange:
    """Add the receipt in a transaction of its own, so that nothing that fails afterwards can take it back."""
    with transaction.atomic(durable=True):
        return Exchange.objects.create(
            register=register,
            service=service,
            subject_cpr=inquiry.subject_cpr,
            asked_by_id=inquiry.asked_by,
            asked_as=inquiry.asked_as,
            case_reference=inquiry.case_reference,
            purpose_code=inquiry.purpose.code,
            purpose_ar=inquiry.purpose.words.ar,
            purpose_en=inquiry.purpose.words.en,
            legal_ground_ar=inquiry.purpose.legal_ground.ar,
            legal_ground_en=inquiry.purpose.legal_ground.en,
            request_id=request_id,
            asked_at=asked_at,
            answered_at=max(asked_at, answered_at),
            outcome=outcome,
            http_status=http_status,
            answer_digest=answer_digest,
            request_hash=request_hash,
            attempts=attempts,
        )
