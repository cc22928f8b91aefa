"""Proof that each declared service can be carried out: found at start-up, never at a citizen's Submit."""

from collections.abc import Callable, Iterable, Iterator

from cattrs import BaseValidationError, transform_error

from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.declarations import from_json, to_json
from iskan.apps.catalogue.standing import is_supplied
from iskan.core.catalogue import Service, Subjects
from iskan.core.conditions import keys_of
from iskan.core.consistency import declaration_faults
from iskan.foundation import effects
from iskan.integrations.discovery import registers
from iskan.policy import registry

Proof = Callable[[Service], Iterable[str]]
_proofs: list[Proof] = []


def proves(proof: Proof) -> Proof:
    """Register what a higher app finds wrong with a service, such as a document it cannot draw."""
    _proofs.append(proof)
    return proof


def service_faults(service: Service) -> tuple[str, ...]:
    """Return in words all that would keep a service from being filed, decided or finished."""
    return (
        *declaration_faults(service),
        *_unknown_effects(service),
        *_register_faults(service),
        *_unknown_facts(service),
        *_about_faults(service),
        *_not_kept(service),
        *(fault for proof in _proofs for fault in proof(service)),
    )


def _unknown_effects(service: Service) -> Iterator[str]:
    for transition in service.lifecycle.transitions:
        for effect in transition.effects:
            if not effects.is_known(effect):
                yield f"nobody carries out {effect} after {transition.code!r}"


def _register_faults(service: Service) -> Iterator[str]:
    """Yield the checks of registers that could not be made as declared."""
    about_families = {Subjects.ADULTS, Subjects.HOUSEHOLD} & {check.subjects for check in service.register_checks}
    for check in service.register_checks:
        register = registers().get(check.register)
        if register is None:
            yield f"there is no register {check.register!r}"
            continue
        if register.needs_consent and check.declaration is None:
            yield f"the register {check.register!r} may not be asked without a declaration, and none is named"
        if register.names_family and check.subjects is Subjects.PERSON and about_families:
            yield f"a family is asked about, and {check.register!r} is not asked who it is"


def _unknown_facts(service: Service) -> Iterator[str]:
    for opening in service.opens_when:
        for code in sorted(keys_of(opening.condition)):
            if code not in registry.facts() or not is_supplied(code):
                yield f"it opens by the fact {code!r}, which no app supplies"


def _about_faults(service: Service) -> Iterator[str]:
    """Yield the services and outcomes no earlier case can be of."""
    about, services = service.about, catalogue.declared()
    if about is None:
        return
    yield from (
        f"it is about cases of {code!r}, which is no service" for code in about.services if code not in services
    )
    named = [services[code] for code in about.services if code in services] or services.values()
    ended = {stage.outcome for one in named for stage in one.lifecycle.stages}
    yield from (
        f"it is about cases that were {one.value}, and none ends so" for one in about.outcomes if one not in ended
    )


def _not_kept(service: Service) -> Iterator[str]:
    """Yield what of the law a version could not name again: a figure or a criterion outside the declared ones."""
    try:
        kept = from_json(to_json(service))
    except BaseValidationError as fault:
        yield f"it cannot be kept as a version and read back: {', '.join(transform_error(fault))}"
        return
    if kept != service:
        yield "read back from its kept version, it is another"
