"""What a production installation must not be started with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

DEVELOPMENT_SECRET = "iskan-development"  # noqa: S105 -- the one everybody knows, named to be refused


@register(Tags.security, deploy=True)
def ekey_is_the_national_one(**_given: Any) -> list[CheckMessage]:
    """Refuse an eKey reached in the clear, and the secret of the stand-in."""
    faults: list[CheckMessage] = []
    if not settings.ISKAN_EKEY_URL.startswith("https://"):
        faults.append(Error("eKey must be reached over https.", hint="Set ISKAN_EKEY_URL.", id="accounts.E001"))
    if settings.ISKAN_EKEY_CLIENT_SECRET == DEVELOPMENT_SECRET:
        hint = "Set ISKAN_EKEY_CLIENT_SECRET to the secret eKey gave this system."
        faults.append(Error("The secret shared with eKey is the development one.", hint=hint, id="accounts.E002"))
    return faults
