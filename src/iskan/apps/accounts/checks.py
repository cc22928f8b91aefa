"""What a production installation must not be started with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from iskan.apps.accounts.enums import GatedAct

DEVELOPMENT_SECRET = "iskan-development"  # noqa: S105 -- the one everybody knows, named to be refused


@register(Tags.security)
def gated_acts_are_known(**_given: Any) -> list[CheckMessage]:
    """Refuse a level asked for something there is not: a slip of the pen would leave a gate open."""
    unknown = sorted(set(settings.ISKAN_EKEY_ADVANCED_FOR) - set(GatedAct.values))
    hint = f"Name some of {', '.join(GatedAct.values)}, or nothing."
    return [Error(f"ISKAN_EKEY_ADVANCED_FOR names {one}.", hint=hint, id="accounts.E003") for one in unknown]


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
