"""Kinds of document the ministry issues: each app registers its own, with the maker of what one says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from cattrs.preconf.json import make_converter

from iskan.core.lifecycle import Notice
from iskan.core.text import Text

_kinds: dict[str, "DocumentKind"] = {}
_converter = make_converter()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLine:
    """One thing a document states, in both languages."""

    label: Text
    value: Text


class Contents(Protocol):
    """What a document says, as a frozen dataclass of days, numbers and words in both languages."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def holder_name(self) -> Text: ...
    @property
    def compared(self) -> tuple[StatedLine, ...]:
        """What anyone who checks the document may compare the paper with; nothing personal."""


class Maker(Protocol):
    """Makes what a case's document says, from what is known now: at its issue and at each replacement."""

    def __call__(self, *, case_reference: str, code: str, at: datetime) -> Contents: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of document: what it says, who makes that, how it is drawn, and what is told when it is ready.

    ``template`` names the Typst source. A kind without a maker is never replaced. ``name`` is that of kinds no service
    declares, and ``is_feminine`` says whether the words for their state agree with a feminine name. The notice may name
    ``{name}`` and ``{reference}``.
    """

    template: str
    contents: type[Contents]
    make: Maker | None
    ready: Notice
    name: Text | None = None
    is_feminine: bool = False


class UnknownKind(LookupError):
    """Nobody registered a kind of document under that name."""


def register(kind: DocumentKind) -> DocumentKind:
    """Register a kind; a second one under the same name is a fault."""
    if kind.template in _kinds:
        message = f"documents of kind {kind.template!r} are registered twice"
        raise RuntimeError(message)
    _kinds[kind.template] = kind
    return kind


def find_kind(template: str) -> DocumentKind | None:
    """Return the kind of that name, if somebody registered it."""
    return _kinds.get(template)


def kind_of(template: str) -> DocumentKind:
    """Return the kind a template belongs to, or raise `UnknownKind`."""
    try:
        return _kinds[template]
    except KeyError as fault:
        raise UnknownKind(template) from fault


def kinds() -> tuple[DocumentKind, ...]:
    """Return every kind registered."""
    return tuple(_kinds.values())


def as_json(contents: Contents) -> dict[str, Any]:
    """Return contents as the database keeps them."""
    kept: dict[str, Any] = _converter.unstructure(contents)
    return kept


def from_json(kept: dict[str, Any], template: str) -> Contents:
    """Return the contents of a document of a kind, as issued; raise `UnknownKind` for a kind nobody registered."""
    return _converter.structure(kept, kind_of(template).contents)
