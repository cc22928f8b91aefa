"""Which chain new draws are bound to, and the chain of a draw made under an earlier setting."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from iskan.core.text import Text
from iskan.integrations.beacon.known import QUICKNET, STAND_IN
from iskan.integrations.beacon.port import Chain, UnknownChain


def configured() -> Chain:
    """Return the chain new draws are bound to.

    Raises:
        ImproperlyConfigured: the settings name none, or the stand-in in production.
    """
    chain = _by_name().get(settings.ISKAN_BEACON["chain"])
    if chain is None:
        raise ImproperlyConfigured("ISKAN_BEACON names a beacon chain: quicknet, stand-in or custom.")
    if chain.is_stand_in and settings.PRODUCTION:
        raise ImproperlyConfigured("The stand-in beacon is for demonstrations. Set ISKAN_BEACON=quicknet.")
    return chain


def chain_of(chain_hash: str) -> Chain:
    """Return the chain of a hash, or raise `UnknownChain`."""
    found = next((chain for chain in _by_name().values() if chain.hash == chain_hash), None)
    if found is None:
        raise UnknownChain(chain_hash)
    return found


def _by_name() -> dict[str, Chain]:
    custom = settings.ISKAN_BEACON["custom"]
    named = {"quicknet": QUICKNET, "stand-in": STAND_IN}
    if not custom["hash"]:
        return named
    name = Text(ar="المصدر العلني المحدد في الإعدادات", en="The public beacon named in the settings")
    return named | {"custom": Chain(name=name, **custom)}
