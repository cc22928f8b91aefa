"""Every outside register by its name: where it is, and the port that speaks to it."""

import ssl
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import httpx
from django.conf import settings

from iskan.integrations.civil_registry import check as civil_registry_check
from iskan.integrations.civil_registry import port as civil_registry_port
from iskan.integrations.civil_registry.http import HttpCivilRegistry
from iskan.integrations.credit_bureau import check as credit_bureau_check
from iskan.integrations.credit_bureau import port as credit_bureau_port
from iskan.integrations.credit_bureau.http import HttpCreditBureau
from iskan.integrations.exchange import RegisterClient, Standing
from iskan.integrations.health import check as health_check
from iskan.integrations.health import port as health_port
from iskan.integrations.health.http import HttpHealth
from iskan.integrations.immigration import check as immigration_check
from iskan.integrations.immigration import port as immigration_port
from iskan.integrations.immigration.http import HttpImmigration
from iskan.integrations.justice import check as justice_check
from iskan.integrations.justice import port as justice_port
from iskan.integrations.justice.http import HttpJustice
from iskan.integrations.labour import check as labour_check
from iskan.integrations.labour import port as labour_port
from iskan.integrations.labour.http import HttpLabour
from iskan.integrations.land_registry import check as land_registry_check
from iskan.integrations.land_registry import port as land_registry_port
from iskan.integrations.land_registry.http import HttpLandRegistry
from iskan.integrations.social_insurance import check as social_insurance_check
from iskan.integrations.social_insurance import port as social_insurance_port
from iskan.integrations.social_insurance.http import HttpSocialInsurance
from iskan.integrations.xroad import Member, Register

REGISTERS: Final[dict[str, Register]] = {
    register.code: register
    for register in (
        civil_registry_port.REGISTER,
        social_insurance_port.REGISTER,
        land_registry_port.REGISTER,
        immigration_port.REGISTER,
        justice_port.REGISTER,
        health_port.REGISTER,
        labour_port.REGISTER,
        credit_bureau_port.REGISTER,
    )
}

_PORTS: Final[dict[str, Callable[[RegisterClient], object]]] = {
    "civil_registry": HttpCivilRegistry,
    "social_insurance": HttpSocialInsurance,
    "land_registry": HttpLandRegistry,
    "immigration": HttpImmigration,
    "justice": HttpJustice,
    "health": HttpHealth,
    "labour": HttpLabour,
    "credit_bureau": HttpCreditBureau,
}

_CHECKS: Final[dict[str, Callable[[RegisterClient], Standing]]] = {
    "civil_registry": civil_registry_check.standing,
    "social_insurance": social_insurance_check.standing,
    "land_registry": land_registry_check.standing,
    "immigration": immigration_check.standing,
    "justice": justice_check.standing,
    "health": health_check.standing,
    "labour": labour_check.standing,
    "credit_bureau": credit_bureau_check.standing,
}


class UnknownRegister(LookupError):
    """No register goes by that name."""


def client(code: str) -> RegisterClient:
    """Return this process's client of a register; its circuit breaker and connections are shared by all threads."""
    if code not in REGISTERS:
        raise UnknownRegister(code)
    return _client(code, settings.ISKAN_REGISTER_URLS[code], settings.ISKAN_XROAD_CLIENT)


def port(code: str) -> object:
    """Return the port of a register named in a declaration, such as ``civil_registry``."""
    return _PORTS[client(code).register.code](client(code))


def standings() -> tuple[Standing, ...]:
    """Ask each register whether it is up and open to us."""
    return tuple(check(client(code)) for code, check in _CHECKS.items())


def civil_registry() -> civil_registry_port.CivilRegistry:
    """Return the port to persons, families and addresses."""
    return HttpCivilRegistry(client("civil_registry"))


def social_insurance() -> social_insurance_port.SocialInsurance:
    """Return the port to wages and pensions."""
    return HttpSocialInsurance(client("social_insurance"))


def land_registry() -> land_registry_port.LandRegistry:
    """Return the port to property."""
    return HttpLandRegistry(client("land_registry"))


def immigration() -> immigration_port.Immigration:
    """Return the port to residence."""
    return HttpImmigration(client("immigration"))


def justice() -> justice_port.Justice:
    """Return the port to marriage, divorce, custody and death."""
    return HttpJustice(client("justice"))


def health() -> health_port.Health:
    """Return the port to disability."""
    return HttpHealth(client("health"))


def labour() -> labour_port.Labour:
    """Return the port to work."""
    return HttpLabour(client("labour"))


def credit_bureau() -> credit_bureau_port.CreditBureau:
    """Return the port to home finance."""
    return HttpCreditBureau(client("credit_bureau"))


def forget_clients() -> None:
    """Close the connections and forget every circuit, as after a change of the exchange's certificates."""
    if _connections.cache_info().currsize:
        _connections().close()
    _connections.cache_clear()
    _client.cache_clear()


@lru_cache(maxsize=64)
def _client(code: str, base_url: str, member: str) -> RegisterClient:
    return RegisterClient(register=REGISTERS[code], base_url=base_url, client=Member.parse(member), http=_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    """Return the pool all registers share; the exchange may ask for our certificate and have its own authority."""
    if not settings.ISKAN_XROAD_CA:
        return httpx.Client(trust_env=False)
    context = ssl.create_default_context(cafile=settings.ISKAN_XROAD_CA)
    if settings.ISKAN_XROAD_CERTIFICATE:
        context.load_cert_chain(settings.ISKAN_XROAD_CERTIFICATE)
    return httpx.Client(trust_env=False, verify=context)
