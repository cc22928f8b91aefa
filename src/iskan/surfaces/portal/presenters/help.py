"""Help as pages show it: ways to reach the ministry, and topics with the services they lead on to."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.search import search
from iskan.core.help import HelpPage
from iskan.policy import registry
from iskan.policy.contact_ways import CONTACT_WAYS
from iskan.surfaces.portal.presenters.service_list import EntryRow
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

_ICONS = {"hotline": "phone", "service_centre": "building", "branches": "pin", "online": "globe"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One way to reach the ministry; an empty value is not set."""

    code: str
    icon: str
    name: str
    value: str
    hours: str
    address: str
    is_dialled: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSection:
    """A heading with its paragraphs and steps."""

    heading: str
    paragraphs: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A page of help, and where it leads on to."""

    name: str
    summary: str
    sections: tuple[TopicSection, ...]
    links: tuple[tuple[str, str], ...]


def contact_views() -> tuple[ContactView, ...]:
    """Return every way to reach the ministry, those that are not set too."""
    return tuple(
        ContactView(
            code=way.code,
            icon=_ICONS[way.code],
            name=t(way.name),
            value=t(way.value) if way.value else "",
            hours=t(way.hours) if way.hours else "",
            address=url(way.page) if way.page else way.address,
            is_dialled=bool(way.address),
            note=t(way.note) if way.note else "",
        )
        for way in CONTACT_WAYS
    )


def help_rows() -> tuple[EntryRow, ...]:
    """Return every page of help as rows."""
    return _rows(registry.help_pages().values())


def found_pages(typed: str) -> tuple[EntryRow, ...]:
    """Return the pages of help a search leads to."""
    return _rows(search(registry.help_pages().values(), typed))


def help_page(page: HelpPage) -> TopicView:
    """Return one page; of the services it names, those in force."""
    services = [service for service in catalogue.services() if service.code in page.services]
    links = [(t(service.name), url("portal:service", service.code)) for service in services]
    return TopicView(
        name=t(page.name),
        summary=t(page.summary),
        sections=tuple(
            TopicSection(
                heading=t(section.heading),
                paragraphs=tuple(map(t, section.paragraphs)),
                steps=tuple(map(t, section.steps)),
            )
            for section in page.sections
        ),
        links=(*links, *((t(words), url(name)) for name, words in page.pages)),
    )


def _rows(pages: Iterable[HelpPage]) -> tuple[EntryRow, ...]:
    return tuple(
        EntryRow(name=t(page.name), summary=t(page.summary), href=url("portal:help-topic", page.code)) for page in pages
    )
