"""The doors, and those who come to them."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast, official

from iskan.apps.accounts.models import User
from iskan.foundation.scope import Role

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a pass phrase of some length"


@pytest.fixture(autouse=True)
def _homes(settings: Settings) -> None:
    """Let the doors lead to pages of their own: the surfaces behind them have their own tests."""
    settings.OFFICIALS_HOME, settings.CITIZENS_HOME, settings.PUBLIC_HOME = "mfa_index", "account_logout", "sign_in"


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def newcomer(cast: Cast) -> User:
    """Make an official with a password and no second factor yet."""
    return official("new.comer", Role.REVIEWER, cast.requests, password=PASSWORD)


@pytest.fixture
def regular(newcomer: User) -> User:
    """Make an official with a password, an authenticator and recovery codes."""
    TOTP.activate(newcomer, SECRET)
    RecoveryCodes.activate(newcomer)
    assert SECRET not in str(Authenticator.objects.values_list("data", flat=True))
    return newcomer
