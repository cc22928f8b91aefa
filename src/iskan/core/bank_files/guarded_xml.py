"""Reading XML that a stranger sent: within its bytes, depth and elements, without a document type or an entity."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_LEVELS: Final = 24
MOST_ELEMENTS: Final = 400_000


class NotReadable(ValueError):
    """The document is not well-formed, is over a budget, declares a type or an entity, or lacks what it must hold."""


@dataclass(slots=True)
class Element:
    """An element by its name without the namespace, its words and its parts."""

    name: str
    marks: dict[str, str]
    words: str = ""
    parts: list["Element"] = field(default_factory=list)

    def all(self, *path: str) -> Iterator["Element"]:
        """Yield every element a path of names leads to."""
        name, *rest = path
        for part in self.parts:
            if part.name == name:
                yield from part.all(*rest) if rest else (part,)

    def one(self, *path: str) -> "Element":
        """Return the first element a path leads to, or raise `NotReadable`."""
        found = next(self.all(*path), None)
        if found is None:
            raise NotReadable(f"no {'/'.join(path)} in {self.name}")
        return found

    def said(self, *path: str) -> str:
        """Return the words at the end of a path; nothing where there is no such element."""
        found = next(self.all(*path), None)
        return "" if found is None else found.words.strip()


def read_document(
    content: bytes, *, most_bytes: int = MOST_BYTES, most_levels: int = MOST_LEVELS, most_elements: int = MOST_ELEMENTS
) -> Element:
    """Return a document's root element, or raise `NotReadable`."""
    if len(content) > most_bytes:
        raise NotReadable(f"more than {most_bytes} bytes")
    builder = _Builder(most_levels, most_elements)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.say
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- the library's own way to say that this is all
    except expat.ExpatError as fault:
        raise NotReadable("not well-formed") from fault
    return builder.root.parts[0]


class _Builder:
    """Keeps the elements that are open, and counts."""

    def __init__(self, most_levels: int, most_elements: int) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._levels, self._left = most_levels, most_elements

    def begin(self, name: str, marks: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0 or len(self._open) > self._levels:
            raise NotReadable("too many elements, or too deep")
        made = Element(name.rpartition(" ")[2], marks)
        self._open[-1].parts.append(made)
        self._open.append(made)

    def end(self, _name: str) -> None:
        self._open.pop()

    def say(self, words: str) -> None:
        self._open[-1].words += words

    def refuse(self, *_declared: object) -> None:
        raise NotReadable("it declares a document type")
