"""Forms of the officials' sign-in where django-allauth's own do not suffice."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from iskan.apps.accounts.operations import record_second_factor
from iskan.core.text import latin_digits
from iskan.foundation import clock

REMEMBERED_SECONDS = 120


class OneTimeCode:
    """A code is read in any digits, and works once however long its window is."""

    data: Any
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data:
            self.data = self.data.copy()
            self.data["code"] = "".join(latin_digits(self.data.get("code", "")).split())

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc] # the form this is mixed into has it
        except ValidationError:
            record_second_factor(user=self.user, action="second_factor.refused", at=clock.now())
            raise
        mark = salted_hmac("iskan.second_factor.used", f"{self.user.pk}:{code}").hexdigest()
        if not cache.add(f"second-factor:{mark}", 1, timeout=REMEMBERED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(OneTimeCode, forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(OneTimeCode, forms.ReauthenticateForm):
    """Confirmation before something delicate."""
