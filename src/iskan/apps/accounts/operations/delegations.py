"""Leave for one citizen to act for another: given by number and name, accepted, for a purpose and a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from iskan.apps.accounts.enums import DelegationEnd
from iskan.apps.accounts.events import delegation_ended, delegation_ends_soon, delegation_given
from iskan.apps.accounts.models import Delegation, User
from iskan.apps.accounts.operations.citizens import NINE_DIGITS, account_of
from iskan.apps.accounts.queries import is_addressed_to
from iskan.core.delegations import FEWEST_NAMES, DelegatedAct
from iskan.core.refusal import Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.policy.delegations import REMINDED_DAYS

OPEN_FOR = timedelta(days=14)


class BadDelegation(Refusal):
    """The delegation asked for cannot be given; ``text`` says why, ``field`` where."""

    def __init__(self, text: Text, field: str = "delegate") -> None:
        super().__init__(text)
        self.field = field


class AlreadyDelegated(Refusal):
    """This person may act for the citizen already."""

    text = Text(
        ar="سبق تفويض صاحب هذا الرقم، والتفويض ما زال ساريًا. ولتغيير مدته يلزم إنهاؤه أولًا.",
        en="This person may act for you already. To change the dates, revoke that delegation first.",
    )
    field = "delegate"


BAD_NUMBER = Text(ar="يتكون الرقم الشخصي من تسعة أرقام.", en="A personal number has nine digits.")
BAD_NAME = Text(
    ar="أدخل اسم المفوَّض واسم عائلته كما في بطاقته.", en="Enter the delegate's name and family name, as on their card."
)
ONESELF = Text(ar="لا يجوز أن يكون المفوَّض صاحب التفويض نفسه.", en="You cannot delegate to yourself.")
BAD_DAYS = Text(
    ar="أدخل مدة صحيحة: لا يسبق آخرها أولها، ولا تكون قد انقضت.",
    en="The last day must not come before the first, nor lie in the past.",
)
TOO_LONG = Text(
    ar="أطول مدة للتفويض {days} من أول يوم فيها.", en="A delegation holds {days} at most, counted from its first day."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationTerms:
    """To whom a citizen gives a delegation, for which services, to do what, from which day to which.

    No service named means each that delegates may use.
    """

    delegate_cpr: str
    delegate_name: str
    first_day: date
    last_day: date
    services: frozenset[str] = frozenset()
    acts: frozenset[DelegatedAct] = frozenset(DelegatedAct)


@transaction.atomic
def delegate(
    *, scope: Scope, terms: DelegationTerms, at: datetime, longest: tuple[int, Text] | None = None
) -> Delegation:
    """Let another citizen act for the viewer on some terms, once they accept it.

    ``longest`` is the most days one may hold, with its words, where a figure sets any. A number nobody has signed in
    with yet gets an account that waits for its holder, and a name that is not the holder's reaches nobody: the answer
    tells nothing of who is known here, or whose number it is.

    Raises:
        OutOfScope: the viewer is no citizen. BadDelegation, AlreadyDelegated.
    """
    principal_id = _citizen_id(scope)
    _check(scope, terms, timezone.localdate(at), longest)
    other, _ = account_of(cpr=terms.delegate_cpr, at=at)
    _give_up_lapsed(principal_id, other, at)
    delegation = _give(principal_id, other, terms, at)
    User.objects.filter(pk=other.pk).update(holds_delegations=True)
    audit.record(
        scope=scope, action="delegation.given", subject_kind="delegation", subject=str(delegation.pk), at=at,
        delegate_id=other.pk, first_day=terms.first_day.isoformat(), last_day=terms.last_day.isoformat(),
        services=sorted(terms.services), acts=sorted(terms.acts),
    )  # fmt: skip
    if is_addressed_to(delegation, other):
        delegation_given.happened(other.pk, delegation.pk, at)
    return delegation


@transaction.atomic
def accept_delegation(*, scope: Scope, delegation_id: int, at: datetime) -> Delegation:
    """Accept to act for another citizen; until then nothing of theirs is open, and no official is kept from their file.

    Raises:
        OutOfScope: nobody asked the viewer by their name, or not any more.
    """
    asked = Delegation.objects.select_for_update(of=("self",)).select_related("delegate").filter(
        pk=delegation_id, delegate_id=_citizen_id(scope), accepted_at=None, revoked_at=None, given_at__gt=at - OPEN_FOR,
        last_day__gte=timezone.localdate(at),
    ).first()  # fmt: skip
    if asked is None or not is_addressed_to(asked, asked.delegate):
        raise OutOfScope
    asked.accepted_at = at
    asked.save(update_fields=["accepted_at"])
    audit.record(scope=scope, action="delegation.accepted", subject_kind="delegation", subject=str(asked.pk), at=at)
    return asked


def _give_up_lapsed(principal_id: int, delegate: User, at: datetime) -> None:
    """Let a delegation nobody accepted in time, or whose last day is over, stand in the way of no other."""
    standing = Delegation.objects.filter(principal_id=principal_id, delegate=delegate, revoked_at=None)
    standing.filter(accepted_at=None, given_at__lte=at - OPEN_FOR).update(
        revoked_at=at, ended_as=DelegationEnd.NOT_ACCEPTED
    )
    standing.filter(last_day__lt=timezone.localdate(at)).update(revoked_at=at, ended_as=DelegationEnd.EXPIRED)


def _citizen_id(scope: Scope) -> int:
    if scope.user_id is None or scope.cpr is None:
        raise OutOfScope
    return scope.user_id


def _check(scope: Scope, terms: DelegationTerms, today: date, longest: tuple[int, Text] | None) -> None:
    if not NINE_DIGITS.fullmatch(terms.delegate_cpr):
        raise BadDelegation(BAD_NUMBER)
    if terms.delegate_cpr == scope.cpr:
        raise BadDelegation(ONESELF)
    if len(tidy(terms.delegate_name).split()) < FEWEST_NAMES:
        raise BadDelegation(BAD_NAME, "delegate_name")
    if terms.last_day < max(terms.first_day, today):
        raise BadDelegation(BAD_DAYS, "last_day")
    if longest is not None and terms.last_day > terms.first_day + timedelta(days=longest[0]):
        raise BadDelegation(TOO_LONG.format(days=longest[1]), "last_day")


def _give(principal_id: int, delegate: User, terms: DelegationTerms, at: datetime) -> Delegation:
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                principal_id=principal_id, delegate=delegate, delegate_name=tidy(terms.delegate_name),
                services=sorted(terms.services), acts=sorted(terms.acts), first_day=terms.first_day,
                last_day=terms.last_day, given_at=at,
            )  # fmt: skip
    except IntegrityError as fault:
        raise AlreadyDelegated from fault


@transaction.atomic
def revoke_delegation(*, scope: Scope, delegation_id: int, at: datetime) -> None:
    """End a delegation; the one who gave it and the one who holds it may both do so, and the other is told."""
    standing = Delegation.objects.select_for_update().filter(pk=delegation_id, revoked_at__isnull=True).first()
    if standing is None or scope.cpr is None or scope.user_id not in {standing.principal_id, standing.delegate_id}:
        raise OutOfScope
    by_principal = scope.user_id == standing.principal_id
    _end(standing, DelegationEnd.REVOKED if by_principal else DelegationEnd.GIVEN_BACK, at)
    audit.record(scope=scope, action="delegation.revoked", subject_kind="delegation", subject=str(delegation_id), at=at)
    # Whoever never accepted it was perhaps never shown it: they are told of nothing.
    others = {standing.principal_id, standing.delegate_id if standing.accepted_at else standing.principal_id}
    for user_id in others - {scope.user_id}:
        delegation_ended.happened(user_id, standing.pk, standing.ended_as, at)


def _end(standing: Delegation, how: DelegationEnd, at: datetime) -> None:
    standing.revoked_at, standing.ended_as = at, how
    standing.save(update_fields=["revoked_at", "ended_as"])
    held = Delegation.objects.filter(delegate_id=standing.delegate_id, revoked_at__isnull=True).exists()
    User.objects.filter(pk=standing.delegate_id).update(holds_delegations=held)


def end_delegations(*, at: datetime) -> int:
    """End those whose last day is over and those nobody accepted in time, tell both sides, return how many ended."""
    today = timezone.localdate(at)
    over = Delegation.objects.filter(revoked_at__isnull=True, last_day__lt=today)
    lapsed = Delegation.objects.filter(revoked_at__isnull=True, accepted_at__isnull=True, given_at__lte=at - OPEN_FOR)
    return sum(
        _end_by_itself(pk, at)
        for pk in sorted({*over.values_list("pk", flat=True), *lapsed.values_list("pk", flat=True)})
    )


@transaction.atomic
def _end_by_itself(pk: int, at: datetime) -> bool:
    standing = Delegation.objects.select_for_update().filter(pk=pk, revoked_at__isnull=True).first()
    if standing is None:
        return False
    _end(standing, DelegationEnd.EXPIRED if standing.accepted_at else DelegationEnd.NOT_ACCEPTED, at)
    audit.record(scope=SYSTEM, action="delegation.expired", subject_kind="delegation", subject=str(pk), at=at)
    for user_id in {standing.principal_id, standing.delegate_id if standing.accepted_at else standing.principal_id}:
        delegation_ended.happened(user_id, standing.pk, standing.ended_as, at)
    return True


def remind_of_ends(*, at: datetime) -> int:
    """Tell both sides, once, of delegations that end within days; return of how many."""
    today = timezone.localdate(at)
    near = Delegation.objects.filter(
        revoked_at__isnull=True, accepted_at__isnull=False, reminded_at__isnull=True, last_day__gte=today,
        last_day__lte=today + timedelta(days=REMINDED_DAYS),
    )  # fmt: skip
    return sum(_remind(pk, at) for pk in near.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    found = Delegation.objects.select_for_update().filter(pk=pk, reminded_at__isnull=True, revoked_at__isnull=True)
    standing = found.first()
    if standing is None:
        return False
    standing.reminded_at = at
    standing.save(update_fields=["reminded_at"])
    for user_id in (standing.principal_id, standing.delegate_id):
        delegation_ends_soon.happened(user_id, standing.pk, standing.last_day, at)
    return True
