"""What the ministry explains to people: pages of help, and the ways to reach it."""

from dataclasses import dataclass

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWay:
    """One way to reach the ministry.

    ``value`` is what is dialled or visited, ``hours`` when somebody answers; either is nothing where no published
    source names it, and is then shown as not set. ``address`` is what a link opens, or ``page`` the name of one of
    our own. ``source`` and ``grade`` are those of the facts.
    """

    code: str
    name: Text
    value: Text | None
    hours: Text | None = None
    address: str = ""
    page: str = ""
    note: Text | None = None
    source: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpSection:
    """A heading with what is said under it: paragraphs, then steps in their order."""

    heading: Text
    paragraphs: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """A page of help. ``services`` are the codes and ``pages`` the names of addresses it leads on to."""

    code: str
    name: Text
    summary: Text
    sections: tuple[HelpSection, ...]
    keywords: tuple[Text, ...] = ()
    services: tuple[str, ...] = ()
    pages: tuple[tuple[str, Text], ...] = ()
    position: int
