"""What a register said about one person, as it is kept and opened again: whole, as it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iskan.core.records import Unread, encode
from iskan.integrations.register import Answered, Lookup, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """The records of one question's answer, none where the register knew of nothing, and what could not be read."""

    lookup: Lookup[Any]
    records: tuple[Any, ...]
    unread: tuple[Unread, ...]


def to_keep(register: Register, said: Sequence[Answered], *, with_family: bool = True) -> list[dict[str, Any]]:
    """Return what was said about one person, by question, as plain JSON values; a question left out is left out."""
    records = [answered.record for answered in said]
    asked = [lookup for lookup in register.lookups if with_family or not lookup.names_family]
    return [_to_keep(lookup, [record for record in records if lookup.holds(record)]) for lookup in asked]


def _to_keep(lookup: Lookup[Any], parts: Sequence[Any]) -> dict[str, Any]:
    unread = [{"record": part.record, "field": part.field} for part in parts if isinstance(part, Unread)]
    records = [encode(part) for part in parts if not isinstance(part, Unread)]
    return {"service": lookup.service, "records": records} | ({"unread": unread} if unread else {})


def kept_answers(register: Register, cpr: str, kept: Sequence[dict[str, Any]]) -> tuple[KeptAnswer, ...]:
    """Return what was kept of one person's answers; what this release can no longer read is among the unread."""
    by_service = {lookup.service: lookup for lookup in register.lookups}
    return tuple(_kept(by_service[one["service"]], cpr, one) for one in kept if one["service"] in by_service)


def _kept(lookup: Lookup[Any], cpr: str, one: dict[str, Any]) -> KeptAnswer:
    documents = one["records"]
    parts = [part for document in documents for part in lookup.read([document] if lookup.is_list else document, cpr)]
    unread = [Unread(gap["record"], gap["field"], lookup.record.__name__) for gap in one.get("unread", [])]
    return KeptAnswer(
        lookup=lookup,
        records=tuple(part for part in parts if not isinstance(part, Unread)),
        unread=(*unread, *(part for part in parts if isinstance(part, Unread))),
    )
