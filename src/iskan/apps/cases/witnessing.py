"""What an official took down in somebody else's name: where nobody decides, a second one confirms it first."""

from datetime import datetime

from iskan.apps.agreements.queries import has_agreed_since, has_declined_since
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.cases.queries.filings import ATTENDED
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Need
from iskan.core.text import Text
from iskan.policy.acts import CONFIRM_COUNTER

_AWAITED = Text(
    ar="سُجّل في الفرع طلب أو رد باسم صاحبه، وينتظر اعتماد موظف ثانٍ.",
    en="An official took down the application or an answer at a branch; a second official has yet to confirm it.",
)
_NOT_DECLINED = Text(
    ar="لم يرفض موظف ثانٍ اعتماد ما سُجّل في الفرع.",
    en="No second official has declined to confirm what was taken down at a branch.",
)


def taken_down_at(case: Case) -> datetime | None:
    """Return when an official last took down in the case what its system acts on; nothing where none did.

    A no is not counted: nothing is done on it.
    """
    given = case.consent_requests.filter(answer=ConsentAnswer.GIVEN).exclude(identification="")
    answered = list(given.values_list("answered_at", flat=True))
    filed = [case.filed_at] if case.channel in ATTENDED and case.filed_at else []
    return max((*filed, *(at for at in answered if at)), default=None)


def awaits_second(service: Service) -> bool:
    """Say whether some move of a service waits for a second official where one took something down."""
    return any(Need.WITNESSED in transition.needs for transition in service.lifecycle.transitions)


@answers_for(Need.WITNESSED)
def unwitnessed(case: Case, service: Service) -> Text | None:  # noqa: ARG001 -- asked of every need
    """Say that what an official took down awaits a second one; nothing where all of it came from its own people."""
    at = taken_down_at(case)
    return None if at is None or has_agreed_since(CONFIRM_COUNTER, case.reference, at) else _AWAITED


@answers_for(Need.UNCONFIRMED)
def not_declined(case: Case, service: Service) -> Text | None:  # noqa: ARG001 -- asked of every need
    """Say that nobody declined to confirm what an official took down; nothing where a second official did."""
    at = taken_down_at(case)
    declined = at is not None and has_declined_since(CONFIRM_COUNTER, case.reference, at)
    return None if declined else _NOT_DECLINED
