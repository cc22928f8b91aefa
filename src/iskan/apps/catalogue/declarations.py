"""A service as JSON and back: what a version keeps, so that a case lives on under the service it was filed under.

Criteria and figures are kept by their codes: the law's tests stay in code for ever and their figures are dated.
"""

import hashlib
import json
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import include_subclasses

from iskan.core.catalogue import Service
from iskan.core.conditions import AllOf, AnyOf, Is, Not
from iskan.core.dated import Dated
from iskan.core.eligibility import Criterion
from iskan.core.forms import Question
from iskan.policy import registry

_CONDITIONS: dict[str, type] = {kind.__name__: kind for kind in (Is, AllOf, AnyOf, Not)}


def to_json(service: Service) -> dict[str, Any]:
    """Return a service as plain JSON values."""
    kept: dict[str, Any] = _converter().unstructure(service, Service)
    return kept


def from_json(kept: dict[str, Any]) -> Service:
    """Return the service that was kept."""
    return _converter().structure(kept, Service)


def digest(kept: dict[str, Any]) -> str:
    """Return the SHA-256 of a declaration's canonical JSON, in hex."""
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def _converter() -> JsonConverter:
    converter = make_converter(omit_if_default=True)
    converter.register_unstructure_hook(Criterion, lambda criterion: criterion.code)
    converter.register_structure_hook(Criterion, lambda code, _type: registry.criteria()[code])
    converter.register_unstructure_hook_func(_is_figure, lambda figure: figure.code)
    converter.register_structure_hook_func(_is_figure, lambda code, _type: registry.figures()[code])
    converter.register_unstructure_hook_func(_is_condition, _keep_condition)
    converter.register_structure_hook_func(_is_condition, lambda kept, _type: _read_condition(kept))
    include_subclasses(Question, converter, union_strategy=_tag_by_kind)
    return converter


def _tag_by_kind(union: Any, converter: Any) -> None:
    from cattrs.strategies import configure_tagged_union  # noqa: PLC0415 -- named here for its default alone

    configure_tagged_union(union, converter, tag_name="kind")


def _is_figure(kind: Any) -> bool:
    return kind is Dated or get_origin(kind) is Dated


def _is_condition(kind: Any) -> bool:
    if get_origin(kind) in {Union, UnionType}:
        return set(get_args(kind)) - {type(None)} == set(_CONDITIONS.values())
    return False


def _keep_condition(part: Any) -> dict[str, Any] | None:
    match part:
        case None:
            return None
        case Is(key, values):
            return {"is": "Is", "key": key, "values": list(values)}
        case Not(inner):
            return {"is": "Not", "part": _keep_condition(inner)}
        case _:
            return {"is": type(part).__name__, "parts": [_keep_condition(inner) for inner in part.parts]}


def _read_condition(kept: dict[str, Any] | None) -> Any:
    match kept:
        case None:
            return None
        case {"is": "Is", "key": key, "values": values}:
            return Is(key, tuple(values))
        case {"is": "Not", "part": inner}:
            return Not(_read_condition(inner))
        case _:
            return _CONDITIONS[kept["is"]](tuple(_read_condition(inner) for inner in kept["parts"]))
