"""What an official files for citizens: the drafts they have begun, what may be filed, and what they filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iskan.apps.cases.enums import Identified
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.filings import ATTENDED
from iskan.apps.cases.queries.scoped import service_of
from iskan.core.catalogue import Channel, Service
from iskan.surfaces.backoffice.presenters.trail import CHANNELS, actor_name, filer_name
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.surface import AttendedApplicant

CHANNEL_ICONS = {Channel.DESK: "users", Channel.PHONE: "phone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft an official has begun for a citizen."""

    reference: str
    applicant: str
    cpr: str
    service: str
    channel: str
    icon: str
    edited_at: datetime
    href: str
    discard_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingChoice:
    """A service an official may file for a citizen: who may apply, and in which ways."""

    code: str
    name: str
    who_may_apply: tuple[str, ...]
    channels: tuple[tuple[str, str, str], ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingReceipt:
    """What the applicant is told and given once their application is filed."""

    reference: str
    service: str
    applicant: str
    cpr: str
    filed_at: datetime
    channel: str
    department: str
    next_step: str
    due_on: date | None
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingView:
    """How a case came in where its applicant did not file it on this site, and how they were identified."""

    channel: str
    filer: str
    identified: str


def filing_view(dossier: Dossier) -> FilingView | None:
    """Return how a case came in; of their own household's an official is not told how anybody was identified."""
    filing = dossier.filing
    if filing is None:
        return None
    tells = filing.identified_by and dossier.is_internal
    return FilingView(
        channel=channel_words(dossier.case.channel),
        filer=filer_name(dossier, filing),
        identified=_identified(filing) if tells else "",
    )


def _identified(filing: Any) -> str:
    return f"{Identified(filing.identified_by).label}: {filing.identification}"


def channel_words(channel: str) -> str:
    """Say in a few words how an applicant and an official meet."""
    return t(CHANNELS[Channel(channel)])


def draft_rows(drafts: Sequence[Any]) -> tuple[DraftRow, ...]:
    """Return an official's unfinished drafts."""
    return tuple(
        DraftRow(
            reference=case.reference,
            applicant=actor_name(case.applicant),
            cpr=case.applicant.cpr or "",
            service=t(service_of(case).name),
            channel=channel_words(case.channel),
            icon=CHANNEL_ICONS[Channel(case.channel)],
            edited_at=case.application.edited_at,
            href=url("filing:apply", case.reference),
            discard_url=url("filing:discard", case.reference),
        )
        for case in drafts
    )


def filing_choice(service: Service) -> FilingChoice:
    """Return a service as one that may be filed for a citizen."""
    offered = (channel for channel in ATTENDED if channel in service.channels)
    return FilingChoice(
        code=service.code,
        name=t(service.name),
        who_may_apply=tuple(map(t, service.who_may_apply)),
        channels=tuple((channel.value, channel_words(channel), CHANNEL_ICONS[channel]) for channel in offered),
        href=url("filing:begin", service.code),
    )


def attended_applicant(case: Any) -> AttendedApplicant:
    """Return whom a draft is filled in for."""
    return AttendedApplicant(
        name=actor_name(case.applicant),
        cpr=case.applicant.cpr or "",
        channel=channel_words(case.channel),
        identified=_identified(case.filing),
    )


def filing_receipt(dossier: Dossier) -> FilingReceipt:
    """Return what is told of a case an official has filed."""
    case, stage = dossier.case, dossier.stage
    assert case.filed_at is not None  # noqa: S101 -- the view has checked; this tells the type checker
    return FilingReceipt(
        reference=case.reference,
        service=t(dossier.service.name),
        applicant=actor_name(case.applicant),
        cpr=case.applicant.cpr or "",
        filed_at=case.filed_at,
        channel=channel_words(case.channel),
        department=actor_name(case.department),
        next_step=t(stage.next_step),
        due_on=None if stage.closed else case.due_on,
        is_done=stage.closed,
    )
