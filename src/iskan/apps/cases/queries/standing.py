"""How far a case is, in one read: this is the page citizens open most."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from iskan.apps.accounts.queries import CLIENTS, DEPARTMENTS, USERS
from iskan.apps.cases.enums import EventKind, EvidenceVerdict
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import CALENDAR
from iskan.apps.documents.erased import erased_words
from iskan.apps.documents.queries import FILES
from iskan.core.catalogue import Channel, Service
from iskan.core.lifecycle import Stage
from iskan.core.promises import Calendar
from iskan.core.text import Text
from iskan.foundation.reading import related_sql
from iskan.foundation.scope import DelegatedAct, OutOfScope, Scope

_COLUMNS, _JOINS = related_sql((CALENDAR,))
_STANDING = f"""
SELECT c.id, c.service_version_id, c.programme, c.stage, c.stage_since, c.filed_at, c.due_on, c.applicant_id,
       u.name_ar, u.name_en, c.channel, coalesce(cl.name_ar, d.name_ar, ''), coalesce(cl.name_en, d.name_en, ''),
       (SELECT coalesce(
                   json_agg(
                       json_build_array(
                           e.kind, e.code, e.target, e.reason, e.at, e.actor_id, a.cpr IS NULL, a.name_ar, a.name_en,
                           coalesce(e.detail->>'evidence', e.detail->>'fact', e.detail->>'to', '')
                       ) ORDER BY e.at DESC, e.id DESC
                   ), '[]'
               )
        FROM cases_caseevent e LEFT JOIN {USERS} a ON a.id = e.actor_id
        WHERE e.case_id = c.id AND e.kind IN ('transition', 'evidence', 'objection', 'request') AND e.public),
       (SELECT coalesce(
                   json_agg(
                       json_build_array(o.id = c.about_id, o.reference, o.service_code, o.service_version_id)
                       ORDER BY o.filed_at DESC, o.id DESC
                   ), '[]'
               )
        FROM cases_case o WHERE (o.id = c.about_id OR o.about_id = c.id) AND o.filed_at IS NOT NULL),
       (SELECT array_agg(asked.cpr ORDER BY asked.asked_at, asked.id)
        FROM cases_consentrequest asked WHERE asked.case_id = c.id AND asked.answer = ''),
       (SELECT coalesce(
                   json_agg(
                       json_build_array(
                           i.code, i.document_id, f.original_name, i.verdict, i.reason, i.added_at, f.is_erased,
                           f.erased_at, f.erased_by
                       )
                       ORDER BY i.id
                   ), '[]'
               )
        FROM cases_evidenceitem i JOIN {FILES} f ON f.id = i.document_id
        WHERE i.case_id = c.id AND i.withdrawn_at IS NULL){_COLUMNS}
FROM cases_case c JOIN {USERS} u ON u.id = c.applicant_id
LEFT JOIN cases_filing f ON f.case_id = c.id LEFT JOIN {CLIENTS} cl ON cl.id = f.client_id
LEFT JOIN {DEPARTMENTS} d ON d.id = c.department_id AND f.official_id IS NOT NULL{_JOINS}
WHERE c.reference = %(reference)s AND
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who made something happen: a person, an official, or with no ``id`` the system."""

    id: int | None
    is_official: bool
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleEvent:
    """A line of the trail the citizen may see; ``about`` names the evidence, the fact or the day it is about."""

    kind: EventKind
    code: str
    target: str
    reason: str
    at: datetime
    actor: Actor
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInCase:
    """A file of the case as it stands: what it is given as, and what an official said of it."""

    evidence: str
    document: UUID
    name: str
    verdict: EvidenceVerdict
    reason: str
    added_at: datetime
    erased: Text | None


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """A case beside another: the earlier one it ``is_about``, or a later one about it."""

    is_about: bool
    reference: str
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """Where a citizen's case stands and how it came there, newest event first.

    ``filer`` names the machine that filed it or the department whose official did, and nobody where the applicant did;
    ``awaited`` the people whose answer it waits for, ``calendar`` the working days its promise is counted by.
    """

    pk: int
    reference: str
    service: Service
    programme: str
    stage: Stage
    stage_since: datetime
    filed_at: datetime | None
    due_on: date | None
    applicant_id: int
    applicant_name: Text
    channel: Channel
    filer: Text
    events: tuple[VisibleEvent, ...]
    files: tuple[FileInCase, ...]
    related: tuple[RelatedCase, ...]
    awaited: tuple[str, ...]
    calendar: Calendar


def standing_of(scope: Scope, reference: str) -> CaseStanding:
    """Return where a case of the citizen's, or of whom they act for, stands; anything else raises `OutOfScope`."""
    if scope.is_official:
        raise OutOfScope(reference)
    where, values = visible_where(scope)
    with connection.cursor() as cursor:
        cursor.execute(_STANDING + where, {**values, "reference": reference})
        row = cursor.fetchone()
    if row is None:
        raise OutOfScope(reference)
    pk, version_id, programme, stage, stage_since, filed_at, due_on, applicant_id, name_ar, name_en, *rest = row
    channel, filer_ar, filer_en, events, related, cprs, files, *entered = rest
    service = catalogue.service_of(version_id)
    return CaseStanding(
        pk=pk,
        reference=reference,
        service=service,
        programme=programme,
        stage=service.lifecycle.stage(stage),
        stage_since=stage_since,
        filed_at=filed_at,
        due_on=due_on,
        applicant_id=applicant_id,
        applicant_name=Text(ar=name_ar, en=name_en or name_ar),
        channel=Channel(channel),
        filer=Text(ar=filer_ar or filer_en, en=filer_en or filer_ar),
        events=tuple(_event(line) for line in events),
        files=tuple(_file(line) for line in files),
        related=tuple(
            RelatedCase(is_about, other, catalogue.service_of(version))
            for is_about, other, code, version in related
            if applicant_id == scope.user_id
            or (code in catalogue.codes_by_delegate() and scope.may_act_for(applicant_id, DelegatedAct.READ, code))
        ),
        awaited=tuple(dict.fromkeys(cprs or ())),
        calendar=CALENDAR.read(entered),
    )


def _event(line: list[Any]) -> VisibleEvent:
    kind, code, target, reason, at, actor, has_no_cpr, name_ar, name_en, about = line
    return VisibleEvent(
        kind=EventKind(kind),
        code=code,
        target=target,
        reason=reason,
        at=datetime.fromisoformat(at),
        actor=Actor(
            id=actor,
            is_official=actor is not None and has_no_cpr,
            name=Text(ar=name_ar or "", en=name_en or name_ar or ""),
        ),
        about=about,
    )


def _file(line: list[Any]) -> FileInCase:
    evidence, document, name, verdict, reason, added_at, is_erased, erased_at, rule = line
    day = localdate(datetime.fromisoformat(erased_at)) if erased_at else None
    return FileInCase(
        evidence=evidence,
        document=UUID(document),
        name=name,
        verdict=EvidenceVerdict(verdict),
        reason=reason,
        added_at=datetime.fromisoformat(added_at),
        erased=erased_words(day, rule) if is_erased else None,
    )
