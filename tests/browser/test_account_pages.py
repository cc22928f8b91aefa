"""Pages on accounts: an official proposed and agreed, a password chosen; a citizen's delegations, sessions, record."""

from collections.abc import Callable
from datetime import timedelta

from pytest_django import Settings
from tests.browser.conftest import BY_DAY, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today
from tests.factories.cast import citizen
from tests.factories.delegations import terms

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import delegate, keep_contact, proposed_roles
from iskan.apps.accounts.passwords import password_path
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.operations import propose_act
from iskan.foundation import clock
from iskan.foundation.scope import Role
from iskan.policy.acts import GRANT_ROLES

VisitorMaker = Callable[..., Visitor]


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_accounts_of_officials(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr="910203455", email="r.isa@example.test")
    administrator = visitor(language=language, looks=looks).come_in(cast.client("administrator"))
    proposed = propose_act(
        scope=scope_of(cast.administrator, clock.today()), act=GRANT_ROLES, subject=str(cast.reviewer.pk),
        terms=proposed_roles([Role.APPROVER]), reason="نُقل إلى الاعتماد", at=clock.now(),
    )  # fmt: skip
    for path in ("/staff/officials/new/", f"/staff/officials/{cast.reviewer.pk}/", "/staff/draws/parties/"):
        administrator.go(path)
        administrator.check()
    second = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    second.go(f"/staff/acts/{proposed.pk}/")
    second.check()
    owner = visitor(language=language, looks=looks)
    cast.reviewer.refresh_from_db()
    owner.go(password_path(cast.reviewer).removeprefix("/en"))
    owner.check()
    owner.go("/staff/choose-password/MQ/none-such/")
    owner.check()


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_a_citizens_own_pages(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    today = clock.today()
    other = citizen("770101001", "هدى سالم", "Huda Salem")
    for principal, cpr, name in ((cast.head, "770101001", "هدى سالم"), (other, cast.head.cpr or "", cast.head.name_ar)):
        delegate(
            scope=scope_of(principal, today),
            terms=terms(cpr, name=name, first_day=today, last_day=today + timedelta(days=30)),
            at=clock.now(),
        )
    keep_contact(
        user_id=cast.head.pk, phone="+97336001234", email="new@example.test", iban="", language="",
        scope=scope_of(cast.head, today), at=clock.now(),
    )  # fmt: skip
    reader = visitor(language=language, looks=looks).come_in(cast.client("head"))
    for path in ("/profile/", "/delegations/", "/my-sessions/", "/my-record/", "/my-data/"):
        reader.go(path)
        reader.check()
