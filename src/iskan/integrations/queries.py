"""Reading the receipts: who looked up what about a person, and what was asked for a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from iskan.core.text import Text
from iskan.integrations.discovery import register as register_of
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.models import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine:
    """One exchange as the person it was about may read it."""

    register: Text
    keeper: Text
    service: str
    purpose: Text
    legal_ground: Text
    asked_as: str
    asked_by_id: int | None
    case_reference: str
    asked_at: datetime
    answered_at: datetime
    outcome: ExchangeOutcome
    answer_digest: str


def exchanges_about(cpr: str) -> tuple[ExchangeLine, ...]:
    """Return every exchange about one person, latest first; the caller has made sure it is the viewer's own number."""
    return _lines(Exchange.objects.filter(subject_cpr=cpr))


def exchanges_for_case(reference: str) -> tuple[ExchangeLine, ...]:
    """Return every exchange made for one case, latest first; the caller has checked that the viewer may see it."""
    return _lines(Exchange.objects.filter(case_reference=reference))


def _lines(exchanges: QuerySet[Exchange]) -> tuple[ExchangeLine, ...]:
    return tuple(_line(exchange) for exchange in exchanges.order_by("-asked_at", "-pk"))


def _line(exchange: Exchange) -> ExchangeLine:
    register = register_of(exchange.register)
    return ExchangeLine(
        register=register.name,
        keeper=register.keeper,
        service=exchange.service,
        purpose=Text(exchange.purpose_ar, exchange.purpose_en),
        legal_ground=Text(exchange.legal_ground_ar, exchange.legal_ground_en),
        asked_as=exchange.asked_as,
        asked_by_id=exchange.asked_by_id,
        case_reference=exchange.case_reference,
        asked_at=exchange.asked_at,
        answered_at=exchange.answered_at,
        outcome=ExchangeOutcome(exchange.outcome),
        answer_digest=exchange.answer_digest,
    )
