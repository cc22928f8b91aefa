"""How far a case is, in one read: this is the page citizens open most."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from iskan.apps.accounts.queries import CLIENTS, DEPARTMENTS, USERS
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Channel, Service
from iskan.core.lifecycle import Stage
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope

_STANDING = f"""
SELECT c.id, c.service_version_id, c.programme, c.stage, c.stage_since, c.filed_at, c.due_on, c.applicant_id,
       u.name_ar, u.name_en, c.channel, coalesce(cl.name_ar, d.name_ar, ''), coalesce(cl.name_en, d.name_en, ''),
       (SELECT coalesce(
                   json_agg(json_build_array(e.code, e.target, e.reason, e.at) ORDER BY e.at DESC, e.id DESC), '[]'
               )
        FROM cases_caseevent e WHERE e.case_id = c.id AND e.kind = 'transition' AND e.public),
       (SELECT coalesce(
                   json_agg(
                       json_build_array(o.id = c.about_id, o.reference, o.service_code, o.service_version_id)
                       ORDER BY o.filed_at DESC, o.id DESC
                   ), '[]'
               )
        FROM cases_case o WHERE (o.id = c.about_id OR o.about_id = c.id) AND o.filed_at IS NOT NULL),
       (SELECT array_agg(asked.cpr ORDER BY asked.asked_at, asked.id)
        FROM cases_consentrequest asked WHERE asked.case_id = c.id AND asked.answer = '')
FROM cases_case c JOIN {USERS} u ON u.id = c.applicant_id
LEFT JOIN cases_filing f ON f.case_id = c.id LEFT JOIN {CLIENTS} cl ON cl.id = f.client_id
LEFT JOIN {DEPARTMENTS} d ON d.id = c.department_id AND f.official_id IS NOT NULL
WHERE c.reference = %(reference)s AND
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleMove:
    """A move of the trail the citizen may see."""

    code: str
    target: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """A case beside another: the earlier one it ``is_about``, or a later one about it."""

    is_about: bool
    reference: str
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """Where a citizen's case stands and how it came there, newest move first.

    ``filer`` names the machine that filed it or the department whose official did, and nobody where the applicant did;
    ``awaited`` the people whose answer it waits for.
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
    moves: tuple[VisibleMove, ...]
    related: tuple[RelatedCase, ...]
    awaited: tuple[str, ...]


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
    channel, filer_ar, filer_en, moves, related, cprs = rest
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
        moves=tuple(
            VisibleMove(code=code, target=target, reason=reason, at=datetime.fromisoformat(at))
            for code, target, reason, at in moves
        ),
        related=tuple(
            RelatedCase(is_about, other, catalogue.service_of(version))
            for is_about, other, code, version in related
            if applicant_id == scope.user_id or code in catalogue.codes_by_delegate()
        ),
        awaited=tuple(dict.fromkeys(cprs or ())),
    )
