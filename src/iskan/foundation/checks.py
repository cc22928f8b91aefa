"""What a production's settings must not be: each a stand-in, a default of development, or a door left open."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

DEVELOPMENT_SECRET: Final = "iskan-development"  # noqa: S105 -- the one everybody knows, named to be refused
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1", ""})
DEVELOPMENT_MAIL: Final = ("127.0.0.1", 8025)


@register(Tags.security)
def secrets_are_given(**_given: Any) -> list[CheckMessage]:
    """Demand what only the environment can say."""
    return [Error(f"{name} is not set.", hint="Set it.", id="foundation.E003") for name in settings.SECRETS_MISSING]


@register(Tags.security, deploy=True)
def mail_reaches_people(**_given: Any) -> list[CheckMessage]:
    """Refuse the mailbox of development, which delivers to nobody, and a sender nobody can answer."""
    faults: list[CheckMessage] = []
    if (settings.EMAIL_HOST, settings.EMAIL_PORT) == DEVELOPMENT_MAIL:
        faults.append(Error("Mails go to the mailbox of development.", hint="Set EMAIL_URL.", id="foundation.E004"))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        message = "Mails are sent by iskan@localhost."
        faults.append(Error(message, hint="Set ISKAN_FROM_EMAIL.", id="foundation.E005"))
    return faults


@register(Tags.security, deploy=True)
def addresses_are_real(**_given: Any) -> list[CheckMessage]:
    """Refuse a public address that is this machine's, and the stand-ins of other bodies."""
    faults: list[CheckMessage] = []
    if not settings.SITE_URL.startswith("https://"):
        message = "The public address is not reached over https."
        faults.append(Error(message, hint="Set ISKAN_SITE_URL.", id="foundation.E006"))
    names = (
        "ISKAN_SMS_URL", "ISKAN_TIMESTAMP_URL", "ISKAN_PAYMENTS_URL", "ISKAN_PAYMENTS_PAGES_URL", "ISKAN_TREASURY_URL",
    )  # fmt: skip
    outside = {name: getattr(settings, name) for name in names}
    registers = {f"ISKAN_{code.upper()}_URL": url for code, url in settings.ISKAN_REGISTER_URLS.items()}
    for name, url in (outside | registers).items():
        if url and urlsplit(url).hostname in LOOPBACK:
            hint = f"Set {name}, or the address it follows."
            faults.append(Error(f"{name} is a stand-in's address: {url}", hint=hint, id="foundation.E007"))
    return faults


@register(Tags.security, deploy=True)
def time_stamps_can_be_checked(**_given: Any) -> list[CheckMessage]:
    """Say where no authority stamps the heads of the trail; demand what vouches for one that does."""
    if not settings.ISKAN_TIMESTAMP_URL:
        message = "No time-stamping authority is configured: heads of the trail are published unstamped."
        return [Info(message, hint="Set ISKAN_TIMESTAMP_URL and ISKAN_TIMESTAMP_CA.", id="foundation.I001")]
    if not settings.ISKAN_TIMESTAMP_CA:
        message = "Nothing vouches for the time-stamping authority."
        return [Error(message, hint="Set ISKAN_TIMESTAMP_CA.", id="foundation.E008")]
    return []


@register(Tags.security, deploy=True)
def provider_knows_us_alone(**_given: Any) -> list[CheckMessage]:
    """Say where nothing is paid online; refuse what everybody knows as key or secret at a provider."""
    if not settings.ISKAN_PAYMENTS_URL:
        message = "No payment provider is configured: fees are shown as due, and nothing is paid online."
        return [Info(message, hint="Set ISKAN_PAYMENTS_URL and what belongs to it.", id="foundation.I002")]
    names = ("ISKAN_PAYMENTS_KEY", "ISKAN_PAYMENTS_NOTICE_SECRET")
    return [
        Error(f"{name} is the one of development.", hint=f"Set {name}.", id="foundation.E010")
        for name in names
        if getattr(settings, name) == DEVELOPMENT_SECRET
    ]


@register(Tags.security, deploy=True)
def bank_knows_us_alone(**_given: Any) -> list[CheckMessage]:
    """Say where nothing is paid out; refuse what everybody knows as the key at the bank."""
    if not settings.ISKAN_TREASURY_URL:
        message = "No bank is configured: what is owed to citizens waits, and nothing is paid out."
        return [Info(message, hint="Set ISKAN_TREASURY_URL and what belongs to it.", id="foundation.I003")]
    if settings.ISKAN_TREASURY_KEY == DEVELOPMENT_SECRET:
        return [
            Error("ISKAN_TREASURY_KEY is the one of development.", hint="Set ISKAN_TREASURY_KEY.", id="foundation.E011")
        ]
    return []


@register(Tags.security, deploy=True)
def kit_is_not_shown(**_given: Any) -> list[CheckMessage]:
    """Refuse the interface kit's own pages."""
    faults = [Error("ISKAN_STYLEGUIDE is on.", hint="Unset it.", id="foundation.E009")] if settings.STYLEGUIDE else []
    return list(faults)
