"""Before an official is proposed: the population register is asked whose number it is, outside any transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from iskan.apps.accounts.operations.officials import check_roles
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text, fold
from iskan.foundation import audit
from iskan.foundation.acts import may_begin
from iskan.foundation.scope import Role, Scope
from iskan.integrations import registry
from iskan.integrations.inquiry import (
    AnswerDeadline,
    Inquiry,
    Purpose,
    RecordNotFound,
    RecordUnreadable,
    RegisterRefused,
    RegisterUnavailable,
)
from iskan.policy.acts import CREATE_OFFICIAL

POPULATION: Final = "civil_registry"
SOMEBODY_WAITS_SECONDS: Final = 5.0
NAMES_AT_LEAST: Final = 2
_PURPOSE: Final = Purpose(
    code="accounts.own_number",
    words=Text(
        ar="التحقق من أن الرقم الشخصي لموظف جديد هو رقمه", en="To check that a new official's number is their own"
    ),
    legal_ground=Text(
        ar="لا يبتّ موظف في طلب أسرته، ولا يُعرف ذلك إلا برقمه",
        en="No official decides on their own household, which is known only by their number",
    ),
)


class NumberUnknown(Refusal):
    """The population register knows no living person of that number under the name given."""

    text = Text(
        ar="لا يوجد في السجل السكاني صاحب لهذا الرقم بهذا الاسم. يرجى التأكد من الرقم ومن كتابة الاسم كما في بطاقة "
        "الهوية.",
        en="The population register does not know this number by this name. Check both against the card.",
    )
    field = "cpr"


class NumberUnconfirmed(Refusal):
    """The population register gives no answer now."""

    text = Text(
        ar="تعذر الاستعلام لدى السجل السكاني الآن، ولا يُضاف موظف قبل التحقق من رقمه. يرجى المحاولة مرة أخرى بعد قليل.",
        en="The population register does not answer now, and no official is added unchecked. Try again shortly.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE
    field = "cpr"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficial:
    """Whom an administrator would add, as what."""

    username: str
    name: Text
    email: str
    cpr: str
    roles: frozenset[Role]
    department_id: int | None


def new_official_terms(*, scope: Scope, official: NewOfficial) -> dict[str, Any]:
    """Return the terms under which an official is proposed, once the register knows the number by that name.

    What the register calls them is not told: nobody turns numbers into names here.

    Raises:
        NotForThisRole, RolesApart, OwnNumberMissing, NumberUnknown, NumberUnconfirmed.
    """
    if not may_begin(scope, CREATE_OFFICIAL):
        raise NotForThisRole
    check_roles(official.roles, official.cpr)
    if not is_named(official.name.ar, _name_by_register(scope, official.cpr)):
        raise NumberUnknown
    return {
        "name_ar": official.name.ar, "name_en": official.name.en, "email": official.email, "cpr": official.cpr,
        "roles": sorted(official.roles), "department_id": official.department_id,
    }  # fmt: skip


def is_named(typed: str, known: str) -> bool:
    """Say whether a name typed, perhaps shortened, is one the register gives: first and last, each in its order."""
    given, full = _names(typed), iter(_names(known))
    return len(given) >= NAMES_AT_LEAST and given[:1] == _names(known)[:1] and all(word in full for word in given)


def _names(words: str) -> list[str]:
    return fold(words).split()


def _name_by_register(scope: Scope, cpr: str) -> str:
    inquiry = Inquiry(
        subject_cpr=cpr, purpose=_PURPOSE, asked_by=scope.user_id, asked_as=audit.role_of(scope),
        deadline=AnswerDeadline.within(SOMEBODY_WAITS_SECONDS),
    )  # fmt: skip
    try:
        record = registry.person_of(POPULATION, inquiry)
    except RecordNotFound as unknown:
        raise NumberUnknown from unknown
    except (RegisterUnavailable, RegisterRefused, RecordUnreadable) as silent:
        raise NumberUnconfirmed from silent
    return record.name_ar if record.is_alive else ""


def proposed_roles(roles: Iterable[Role]) -> dict[str, Any]:
    """Return the terms under which a change of roles is proposed."""
    return {"roles": sorted(Role(role).value for role in roles)}
