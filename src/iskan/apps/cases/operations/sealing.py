"""Sealing a case to named officials, changing who they are, and lifting the seal: carried out once two agree."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import hand_back
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.queries.sealing import possible_readers
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import Role, Scope
from iskan.policy.acts import SEAL_CASE


class NotAReader(Refusal):
    """Somebody named does not read the department's cases, or belongs to the household concerned."""

    text = Text(
        ar="أحد المختارين لا يطّلع على معاملات هذه الإدارة، أو تخص المعاملة أسرته.",
        en="One of those chosen reads no cases of this department, or the case is of their own household.",
    )
    field = "readers"


class NobodyToDecide(Refusal):
    """Among the readers there are no two who could recommend and decide."""

    text = Text(
        ar="يجب أن يكون بين المصرح لهم موظف مراجعة وموظف اعتماد آخر، حتى يمكن البت في المعاملة.",
        en="Among the readers there must be a reviewing official and another who approves, so that the case can be "
        "decided.",
    )
    field = "readers"


class NotSealed(Refusal):
    """There is no seal to lift."""

    text = Text(ar="هذه المعاملة ليست محجوبة.", en="This case is not sealed.")


def check_seal(*, scope: Scope, reference: str, readers: Collection[int], at: datetime) -> None:
    """Refuse a seal that could not stand; without readers, the lifting of one that does not.

    Raises:
        OutOfScope, OwnHousehold, NotAReader, NobodyToDecide, NotSealed.
    """
    case = case_for(scope, reference)
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    if readers:
        _check_readers(case, frozenset(readers), at)
    elif case.sealed_at is None:
        raise NotSealed


def _check_readers(case: Case, readers: frozenset[int], at: datetime) -> None:
    chosen = [user for user in possible_readers(case) if user.pk in readers]
    if len(chosen) < len(readers) or any(_is_family(user, case, at) for user in chosen):
        raise NotAReader
    reviewing = {user.pk for user in chosen if Role.REVIEWER in user.roles}
    approving = {user.pk for user in chosen if Role.APPROVER in user.roles}
    if not reviewing or not approving or len(reviewing | approving) == 1:
        raise NobodyToDecide


def _is_family(user: User, case: Case, at: datetime) -> bool:
    return rules.is_in_own_household(scope_of(user, timezone.localdate(at)), case)


@transaction.atomic
def set_seal(*, scope: Scope, reference: str, readers: Collection[int], at: datetime) -> None:
    """Let a case be found by its readers alone from now on; without readers, by its department again.

    Whoever held it and is no reader gives it back.
    """
    if not may_agree(scope, SEAL_CASE):
        raise NotForThisRole
    case = locked_case(scope, reference)
    begun = "case.sealed" if case.sealed_at is None else "case.seal_readers"
    action = begun if readers else "case.seal_lifted"
    case.sealed_at = (case.sealed_at or at) if readers else None
    case.sealed_readers = sorted(set(readers)) or None
    case.save(update_fields=["sealed_at", "sealed_readers"])
    if case.assignee_id is not None and rules.is_sealed_from(case.assignee_id, case):
        hand_back(scope=scope, case=case, at=at)
    audit.record(
        scope=scope, action=action, subject_kind="case", subject=reference, at=at, readers=case.sealed_readers or []
    )
