"""Whom messages do not reach, as work: who has taken it, what failed, and how they may still be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.operations.reaching import SAID
from iskan.apps.cases.queries.posting import LetterLine
from iskan.apps.cases.queries.reaching import UnreachedPerson
from iskan.apps.notifications.enums import Reaching, Route
from iskan.apps.notifications.queries import UndeliveredPage
from iskan.apps.notifications.reaching import Failures, failures_of
from iskan.surfaces.backoffice.presenters.trail import DeliveryView, delivery_view
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedRow:
    """A line of the list."""

    id: int
    reference: str
    name: str
    route: str
    since: datetime
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRow:
    """A message that failed, the case it was about, and who reaches its reader: nobody yet, or no longer needed."""

    reference: str
    delivery: DeliveryView
    is_work: bool
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureView:
    """How many messages failed by one way, and when the last did."""

    route: str
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostableMessage:
    """A message that may be printed as a letter and posted."""

    id: int
    subject: str
    written_at: datetime
    posted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedView:
    """The page of one person."""

    id: int
    reference: str
    name: str
    cpr: str
    phone: str
    email: str
    since: datetime
    owner: str
    is_mine: bool
    failures: tuple[FailureView, ...]
    outcomes: tuple[tuple[str, str], ...]
    letters: tuple[PostableMessage, ...]


def unreached_rows(people: tuple[UnreachedPerson, ...]) -> tuple[UnreachedRow, ...]:
    """Return the list, with names read at once."""
    owners = names_of(frozenset(one.owner_id for one in people if one.owner_id))
    return tuple(
        UnreachedRow(
            id=one.id,
            reference=one.reference,
            name=t(one.name),
            route=route_name(one.route),
            since=one.since,
            owner=t(owners[one.owner_id]) if one.owner_id else "",
        )
        for one in people
    )


def lost_rows(found: UndeliveredPage, sealed: frozenset[str]) -> tuple[LostRow, ...]:
    """Return the messages that failed, with the case each was about, but for those sealed from the viewer."""
    owners = names_of(frozenset(line.owner_id for line in found.lines if line.owner_id))
    return tuple(
        LostRow(
            reference="" if line.case_reference in sealed else line.case_reference,
            delivery=delivery_view(line.delivery),
            is_work=line.is_work,
            owner=t(owners[line.owner_id]) if line.owner_id else "",
        )
        for line in found.lines
    )


def unreached_view(person: UnreachedPerson, viewer_id: int | None, letters: Sequence[LetterLine] = ()) -> UnreachedView:
    """Return the page of one person; the caller has been let into a case of theirs."""
    owner = names_of(frozenset({person.owner_id})).get(person.owner_id) if person.owner_id else None
    return UnreachedView(
        id=person.id,
        reference=person.reference,
        name=t(person.name),
        cpr=person.cpr,
        phone=person.phone,
        email=person.email,
        since=person.since,
        owner=t(owner) if owner else "",
        is_mine=person.owner_id == viewer_id,
        failures=failure_views(failures_of(person.user_id)),
        outcomes=tuple((one.value, str(one.label)) for one in Reaching if one in SAID),
        letters=tuple(
            PostableMessage(id=one.id, subject=t(one.subject), written_at=one.created_at, posted_at=one.posted_at)
            for one in letters
        ),
    )


def failure_views(failures: tuple[Failures, ...]) -> tuple[FailureView, ...]:
    """Return by which ways messages fail to reach somebody now."""
    return tuple(FailureView(route=str(one.route.label), count=one.count, last_at=one.last_at) for one in failures)


def route_name(code: str) -> str:
    """Name a way messages go."""
    return str(Route(code).label)
