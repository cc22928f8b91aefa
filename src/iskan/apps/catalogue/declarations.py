"""A service as JSON and back: what a version keeps, so that a case lives on under the service it was filed under.

Criteria and figures are kept by their codes: the law's tests stay in code for ever and their figures are dated.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import include_subclasses

from iskan.core.blocks import BlockRegister
from iskan.core.catalogue import Service
from iskan.core.conditions import AllOf, AnyOf, AtLeast, AtMost, Before, Is, Not
from iskan.core.dated import Dated
from iskan.core.eligibility import Criterion
from iskan.core.forms import Question
from iskan.policy import registry
from iskan.policy.blocks import BLOCKS

# Words a person accepted or the law is cited by: changing them makes another version.
_BINDING = frozenset({"text", "terms", "legal_basis", "legal_ground"})
# How a service is shown in lists: changing it makes none.
_SHOWN = frozenset({"position", "family", "keywords", "tone", "autocomplete"})
_CONDITIONS: dict[str, type] = {kind.__name__: kind for kind in (Is, AtLeast, AtMost, Before, AllOf, AnyOf, Not)}


def to_json(service: Service) -> dict[str, Any]:
    """Return a service as plain JSON values."""
    kept: dict[str, Any] = _converter().unstructure(service, Service)
    return kept


def from_json(kept: dict[str, Any]) -> Service:
    """Return the service that was kept."""
    return _converter().structure(kept, Service)


def digest_of(service: Service) -> str:
    """Return the SHA-256, in hex, of what a service is apart from pure wording: the number of its version."""
    canonical = json.dumps(_substance(to_json(service)), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def reworded(kept: Any, current: Any, *, binding: bool = False) -> Any:
    """Return a kept declaration in the words of the one in force, but for words people bound themselves by.

    Items of lists are matched by their code, without one by their place; what is no longer declared keeps its words.
    """
    if _is_words(kept):
        return current if _is_words(current) and not binding else kept
    if isinstance(kept, dict) and isinstance(current, dict):
        said = {key: value for key, value in current.items() if _is_words(value) and key not in _BINDING}
        same = {
            key: reworded(value, current.get(key), binding=binding or key in _BINDING) for key, value in kept.items()
        }
        return same if binding else said | same
    if isinstance(kept, list) and isinstance(current, list):
        return [reworded(item, _same(item, place, current), binding=binding) for place, item in enumerate(kept)]
    return kept


def _same(item: Any, place: int, others: list[Any]) -> Any:
    """Return what stands for an item in another list."""
    if isinstance(item, dict) and "code" in item:
        return next((other for other in others if isinstance(other, dict) and other.get("code") == item["code"]), None)
    return others[place] if place < len(others) else None


def _substance(kept: Any, *, binding: bool = False) -> Any:
    """Return a declaration without what is only said or shown: words nobody is bound by, order and colour."""
    if isinstance(kept, dict):
        return {
            key: _substance(value, binding=binding or key in _BINDING)
            for key, value in kept.items()
            if key not in _SHOWN and (binding or key in _BINDING or not _is_words(value))
        }
    if isinstance(kept, list):
        return [_substance(item, binding=binding) for item in kept if binding or not _is_words(item)]
    return kept


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"ar", "en"}


@cache
def _converter() -> JsonConverter:
    converter = make_converter(omit_if_default=True)
    converter.register_unstructure_hook(Criterion, lambda criterion: criterion.code)
    converter.register_structure_hook(Criterion, lambda code, _type: registry.criteria()[code])
    converter.register_unstructure_hook_func(_is_figure, lambda figure: figure.code)
    converter.register_structure_hook_func(_is_figure, lambda code, _type: registry.figures()[code])
    converter.register_unstructure_hook_func(_is_condition, _keep_condition)
    converter.register_structure_hook_func(_is_condition, lambda kept, _type: _read_condition(kept))
    converter.register_unstructure_hook(BlockRegister, lambda register: register.code)
    converter.register_structure_hook(BlockRegister, lambda _code, _type: BLOCKS)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda kept, _type: Decimal(kept))
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
        case AtLeast(key, than) | AtMost(key, than) | Before(key, than):
            limit = {"day": than.isoformat()} if isinstance(than, date) else than
            return {"is": type(part).__name__, "key": key, "than": limit}
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
        case {"is": kind, "key": key, "than": {"day": day}}:
            return _CONDITIONS[kind](key, date.fromisoformat(day))
        case {"is": kind, "key": key, "than": than}:
            return _CONDITIONS[kind](key, than)
        case {"is": "Not", "part": inner}:
            return Not(_read_condition(inner))
        case _:
            return _CONDITIONS[kept["is"]](tuple(_read_condition(inner) for inner in kept["parts"]))
