"""The link by which an official chooses their password: it works once, for a day, and only for its owner's address."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from iskan.apps.accounts.models import User


class PasswordLinkTokens(PasswordResetTokenGenerator):
    """Django's tokens, of no use anywhere else; they hold until the password changes or the day is over."""

    key_salt = "iskan.accounts.password_link"


tokens = PasswordLinkTokens()


def password_path(user: User) -> str:
    """Return the address of the page; it is made when the mail goes out and kept nowhere."""
    named = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("choose_password", kwargs={"uidb64": named, "token": tokens.make_token(user)})


def awaits_password(user_id: int) -> User | None:
    """Return the open account of an official, or nothing."""
    return User.objects.exclude(roles=[]).filter(pk=user_id, is_active=True).first()
