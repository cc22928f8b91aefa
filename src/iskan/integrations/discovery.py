"""Every register of another body by its code, found in its folder; nothing here needs the framework."""

import importlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from iskan.integrations import registers as folders
from iskan.integrations.register import Register


class UnknownRegister(LookupError):
    """No register goes by that code."""


class MisnamedRegister(ValueError):
    """A register's folder must declare a ``REGISTER`` whose code is the folder's name."""


@cache
def registers() -> Mapping[str, Register]:
    """Return every register by its code."""
    return MappingProxyType({code: _declared(code) for code in folders.codes()})


def _declared(code: str) -> Register:
    register = getattr(importlib.import_module(f"{folders.__name__}.{code}.register"), "REGISTER", None)
    if not isinstance(register, Register) or register.code != code:
        raise MisnamedRegister(code)
    return register


def register(code: str) -> Register:
    """Return the register of a code, or raise `UnknownRegister`."""
    try:
        return registers()[code]
    except KeyError:
        raise UnknownRegister(code) from None
