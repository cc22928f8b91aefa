"""The cases and exceptions that wait for an official, and those of theirs that wait for somebody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from psycopg.types.json import Jsonb

from iskan.apps.accounts.absences import STOOD_IN_FOR
from iskan.apps.cases.enums import ExceptionStatus, WaitsOn
from iskan.apps.cases.queries.impartial import workable_where
from iskan.apps.cases.rules import parties_in
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.queries import ISSUED_OF_CASES
from iskan.core.lifecycle import OFFICIALS, Clock, Lifecycle, Party, Stage
from iskan.core.text import Text
from iskan.foundation.acts import may_agree, narrows_acts
from iskan.foundation.reading import cached_in_process
from iskan.foundation.scope import Duty, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import (
    CONFIRM_COUNTER,
    CORRECT_ANSWER,
    EXCEPT_CASE,
    GIVE_BACK,
    LIFT_HOLD,
    REOPEN_CASE,
    REVOKE_DOCUMENT,
    SEAL_CASE,
)

Parties = frozenset[Party]


def awaited_in(lifecycle: Lifecycle, stage: Stage, parties: Parties) -> WaitsOn:
    """Return who has the next step in a stage, for an official of these parts: they themselves, or on whom it waits."""
    if stage.clock is Clock.PAUSED:
        return WaitsOn.APPLICANT
    if stage.clock is Clock.ELSEWHERE:
        return WaitsOn.REGISTERS
    moves = lifecycle.leaving(stage.code)
    if lifecycle.at_once(stage.code):
        return WaitsOn.REGISTERS
    if any(not parties.isdisjoint(move.by) for move in moves):
        return WaitsOn.NOBODY
    return WaitsOn.COLLEAGUE if any(not OFFICIALS.isdisjoint(move.by) for move in moves) else WaitsOn.REGISTERS


@cached_in_process(maxsize=16)
def stages_elsewhere(parties: Parties) -> Mapping[str, str]:
    """Return on whom each open stage of a service waits in which officials of these parts have nothing to do."""
    return {
        f"{service.code} {stage.code}": awaited.value
        for service in catalogue.declared().values()
        for stage in service.lifecycle.stages[1:]
        if not stage.closed and (awaited := awaited_in(service.lifecycle, stage, parties))
    }


@cached_in_process(maxsize=2)
def stages_of(party: Party) -> tuple[str, ...]:
    """Return the stages in which officials of a part have the next step in every service that has the stage.

    A stage alone is told by an index, as a service is not; in which stage who acts, services agree.
    """
    other = OFFICIALS - {party}
    found: dict[str, bool] = {}
    for service in catalogue.declared().values():
        life = service.lifecycle
        for stage in life.stages[1:]:
            acts = not stage.closed and not awaited_in(life, stage, frozenset({party}))
            others = any(life.open_to(one, stage.code) for one in other)
            found[stage.code] = found.get(stage.code, True) and acts and not (party is Party.APPROVER and others)
    return tuple(stage for stage, acts in found.items() if acts)


# Of a case c: on whom it waits, nobody where the viewer may act. What a colleague must decide, the recommender may not.
_STAGE = "(c.service_code || ' ' || c.stage)"
_RECOMMENDED_BY_VIEWER = """(
    SELECT 'colleague' FROM cases_decision d
    WHERE d.case_id = c.id AND d.replaced_at IS NULL AND d.outcome = '' AND d.recommended_by_id = %(me)s
)"""
AWAITED = f"""COALESCE(
    %(viewer_elsewhere)s ->> {_STAGE}, {_RECOMMENDED_BY_VIEWER},
    (SELECT 'consent' FROM cases_consentrequest r WHERE r.case_id = c.id AND r.answer = '' LIMIT 1), ''
)"""  # noqa: S608 -- SQL of our own
UNANSWERED = """EXISTS (
    SELECT FROM cases_citizenrequest q WHERE q.case_id = c.id AND q.answered_at IS NULL AND q.due_on < %(today)s
)"""
READY_FOR_SOMEBODY = "c.stage = ANY(%(ready_stages)s)"
TO_DECIDE = """(
    c.stage = ANY(%(decided_stages)s) AND NOT EXISTS (
        SELECT FROM cases_decision d
        WHERE d.case_id = c.id AND d.replaced_at IS NULL AND d.outcome = '' AND d.recommended_by_id = %(me)s
    )
)"""
_ROWS = """
SELECT c.reference AS key, c.reference, c.applicant_id AS person_id, c.service_code AS what, c.stage_since AS since,
    {on_whom} AS on_whom
FROM cases_case c WHERE {where}
"""
_EXCEPTIONS = """
SELECT e.id::text AS key, c.reference, c.applicant_id AS person_id, e.kind AS what, e.decided_at AS since, '' AS on_whom
FROM cases_exceptionentry e JOIN cases_case c ON c.id = e.case_id
WHERE e.status = %(exception_proposed)s AND e.decided_by_id <> %(me)s AND {where}
"""


# A promise is for whoever holds the case on its day, else for whoever made it.
_PROMISES = """
SELECT c.reference AS key, c.reference, c.applicant_id AS person_id, '' AS what,
    p.promised_on::timestamp AT TIME ZONE %(zone)s AS since, '' AS on_whom
FROM cases_contactentry p JOIN cases_case c ON c.id = p.case_id
WHERE p.promised_on <= %(promised_by)s AND coalesce(c.assignee_id, p.author_id) = %(me)s
    AND NOT EXISTS (SELECT FROM cases_keptpromise k WHERE k.entry_id = p.id) AND {where}
"""


def standing_values(scope: Scope) -> dict[str, Any]:
    """Return the values of the conditions above for a viewer."""
    parties = parties_in(scope)
    decided = list(stages_of(Party.APPROVER)) if Party.APPROVER in parties else []
    return {
        "me": scope.user_id,
        "viewer_elsewhere": Jsonb(stages_elsewhere(parties)),
        "ready_stages": [*stages_of(Party.REVIEWER), *stages_of(Party.APPROVER)],
        "decided_stages": decided,
    }


def _cases(scope: Scope, condition: str, on_whom: str = "''") -> WaitingRows:
    where, values = workable_where(scope)
    select = _ROWS.format(on_whom=on_whom, where=f"c.closed_at IS NULL AND {condition} AND {where}")
    return WaitingRows(select, values | standing_values(scope))


def _mine_to_act_on(scope: Scope, _at: datetime) -> WaitingRows | None:
    return _cases(scope, f"c.assignee_id = %(me)s AND {AWAITED} = ''") if scope.may(Duty.WORK) else None


def _of_absent_colleagues(scope: Scope, at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    found = _cases(scope, f"c.assignee_id IN {STOOD_IN_FOR} AND {AWAITED} = ''")
    return WaitingRows(found.select, {**found.values, "today": localdate(at)})


def _mine_elsewhere(scope: Scope, at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    found = _cases(scope, f"c.assignee_id = %(me)s AND {AWAITED} <> '' AND NOT {UNANSWERED}", AWAITED)
    return WaitingRows(found.select, {**found.values, "today": localdate(at)})


def _unanswered(scope: Scope, at: datetime) -> WaitingRows | None:
    """Return the cases whose applicant let the last day pass: for who holds them, and of nobody's for a supervisor."""
    if not scope.may(Duty.WORK):
        return None
    nobody_s = " OR c.assignee_id IS NULL" if scope.may(Duty.SUPERVISE) else ""
    whose = f"(c.assignee_id = %(me)s OR c.assignee_id IN {STOOD_IN_FOR}{nobody_s})"
    found = _cases(scope, f"{whose} AND {UNANSWERED}")
    return WaitingRows(found.select, {**found.values, "today": localdate(at)})


def _to_decide(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.DECIDE):
        return None
    return _cases(scope, f"c.assignee_id IS DISTINCT FROM %(me)s AND {TO_DECIDE}")


def _to_hand_out(scope: Scope, _at: datetime) -> WaitingRows | None:
    return _cases(scope, f"c.assignee_id IS NULL AND {READY_FOR_SOMEBODY}") if scope.may(Duty.SUPERVISE) else None


def _exceptions(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not may_agree(scope, EXCEPT_CASE):
        return None
    where, values = workable_where(scope)
    values |= {"me": scope.user_id, "exception_proposed": ExceptionStatus.PROPOSED.value}
    return WaitingRows(_EXCEPTIONS.format(where=where), values)


def _promises_due(scope: Scope, at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    where, values = workable_where(scope)
    values |= {"me": scope.user_id, "promised_by": localdate(at), "zone": settings.TIME_ZONE}
    return WaitingRows(_PROMISES.format(where=where), values)


CASES_TO_ACT_ON = exposed(
    WaitingPart(
        code="cases", name=Text(ar="معاملات في العهدة جاهزة للعمل", en="My cases to work on"), rows=_mine_to_act_on
    )
)
CASES_STOOD_IN_FOR = exposed(
    WaitingPart(
        code="standing_in",
        name=Text(ar="معاملات زملاء غائبين أنوب عنهم", en="Cases of absent colleagues I stand in for"),
        rows=_of_absent_colleagues,
    )
)
CASES_UNANSWERED = exposed(
    WaitingPart(
        code="unanswered",
        name=Text(ar="معاملات لم يصل فيها الرد في موعده", en="Cases not answered in time"),
        rows=_unanswered,
    )
)
CASES_TO_DECIDE = exposed(
    WaitingPart(code="decisions", name=Text(ar="معاملات للبت فيها", en="Cases to decide"), rows=_to_decide)
)
CASES_TO_HAND_OUT = exposed(
    WaitingPart(code="unassigned", name=Text(ar="معاملات للإسناد", en="Cases to assign"), rows=_to_hand_out)
)
CASES_ELSEWHERE = exposed(
    WaitingPart(
        code="elsewhere",
        name=Text(ar="معاملات في العهدة بانتظار الآخرين", en="My cases that wait for others"),
        rows=_mine_elsewhere,
        ours=False,
    )
)
EXCEPTIONS_WAITING = exposed(
    WaitingPart(code="exceptions", name=Text(ar="استثناءات للبت فيها", en="Exceptions to settle"), rows=_exceptions)
)


PROMISES_DUE = exposed(
    WaitingPart(
        code="promises", name=Text(ar="ما وُعد به مقدمو الطلبات", en="Promised to applicants"), rows=_promises_due
    )
)


def _cases_seen(scope: Scope) -> tuple[str, dict[str, Any]]:
    where, values = workable_where(scope)
    return f"EXISTS (SELECT FROM cases_case c WHERE c.reference = a.subject AND {where})", values


def _documents_seen(scope: Scope) -> tuple[str, dict[str, Any]]:
    where, values = workable_where(scope)
    seen = f"""EXISTS (
        SELECT FROM {ISSUED_OF_CASES} issued JOIN cases_case c ON c.reference = issued.case_reference
        WHERE issued.id = a.subject::bigint AND {where}
    )"""
    return seen, values


narrows_acts(SEAL_CASE, LIFT_HOLD, CONFIRM_COUNTER, CORRECT_ANSWER, REOPEN_CASE, GIVE_BACK, by=_cases_seen)
narrows_acts(REVOKE_DOCUMENT, by=_documents_seen)
