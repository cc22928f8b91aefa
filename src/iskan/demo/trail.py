"""The statements that turn planned cases into cases, trails, decisions, list entries and messages, all at once."""

from typing import Final

PLAN: Final = """
CREATE TEMPORARY TABLE demo_plan (
    case_id bigint PRIMARY KEY, reference text, service text, programme text, applicant_id bigint, person_id bigint,
    household_id bigint, governorate text, stage text, created_at timestamptz, filed_at timestamptz,
    checked_at timestamptz, reviewed_at timestamptz, requested_at timestamptz, answered_at timestamptz,
    recommended_at timestamptz, closed_at timestamptz, due_on date, alarm int, reviewer_id bigint, approver_id bigint,
    list_status text, left_at timestamptz, reason text, request text, answer text, recommendation text, is_full boolean
) ON COMMIT DROP
"""
PLAN_COLUMNS: Final = (
    "case_id", "reference", "service", "programme", "applicant_id", "person_id", "household_id", "governorate", "stage",
    "created_at", "filed_at", "checked_at", "reviewed_at", "requested_at", "answered_at", "recommended_at", "closed_at",
    "due_on", "alarm", "reviewer_id", "approver_id", "list_status", "left_at", "reason",
    "request", "answer", "recommendation", "is_full",
)  # fmt: skip

CASES: Final = """
INSERT INTO cases_case (id, reference, service_code, service_version_id, programme, applicant_id, filed_by_id,
    person_id, household_id, governorate, department_id, assignee_id, stage, stage_since, created_at, filed_at,
    closed_at, due_on, alarm, version, subject, channel)
SELECT case_id, reference, service, (%(versions)s::jsonb ->> service)::bigint, programme, applicant_id,
    CASE WHEN filed_at IS NOT NULL THEN applicant_id END, person_id, household_id, governorate,
    CASE WHEN filed_at IS NOT NULL THEN %(department)s::bigint END,
    CASE WHEN closed_at IS NULL AND reviewed_at IS NOT NULL THEN reviewer_id END, stage,
    greatest(created_at, filed_at, checked_at, reviewed_at, requested_at, recommended_at, closed_at,
        CASE WHEN stage = 'in_review' THEN answered_at END),
    created_at, filed_at, closed_at, due_on,
    CASE WHEN closed_at IS NULL AND %(alarms_follow)s THEN 0 ELSE alarm END, 1, '', 'web'
FROM demo_plan
"""
APPLICATIONS: Final = """
INSERT INTO cases_application (case_id, answers, objections, steps, edited_at)
SELECT case_id,
    CASE WHEN filed_at IS NULL OR programme = '' THEN '{}'::jsonb
         ELSE jsonb_build_object('programme', programme, 'governorate', governorate) END,
    '{}', '{}', coalesce(filed_at, created_at)
FROM demo_plan WHERE NOT is_full
"""
# code, from, to, who, when, condition, reason
MOVES: Final = (
    ("submit", "draft", "submitted", "applicant_id", "filed_at", "filed_at IS NOT NULL", "''"),
    ("checks_finished", "submitted", "awaiting_review", "NULL::bigint", "checked_at", "checked_at IS NOT NULL", "''"),
    ("begin_review", "awaiting_review", "in_review", "reviewer_id", "reviewed_at", "reviewed_at IS NOT NULL", "''"),
    ("request_evidence", "in_review", "awaiting_applicant", "reviewer_id", "requested_at",
     "requested_at IS NOT NULL", "request"),
    ("answer_request", "awaiting_applicant", "in_review", "applicant_id", "answered_at",
     "answered_at IS NOT NULL", "answer"),
    ("recommend_approval", "in_review", "awaiting_decision", "reviewer_id", "recommended_at",
     "recommendation = 'approved'", "''"),
    ("recommend_refusal", "in_review", "awaiting_decision", "reviewer_id", "recommended_at",
     "recommendation = 'refused'", "reason"),
    ("approve", "awaiting_decision", "approved", "approver_id", "closed_at", "stage = 'approved'", "''"),
    ("refuse", "awaiting_decision", "rejected", "approver_id", "closed_at", "stage = 'rejected'", "reason"),
    ("withdraw", "awaiting_review", "withdrawn", "applicant_id", "closed_at", "stage = 'withdrawn'", "reason"),
    ("complete", "submitted", "completed", "NULL::bigint", "closed_at", "stage = 'completed'", "''"),
)  # fmt: skip
MOVE: Final = """
INSERT INTO cases_caseevent (case_id, kind, code, source, target, actor_id, reason, detail, public, at)
SELECT case_id, 'transition', '{code}', '{source}', '{target}', {actor}, {reason}, '{{}}', true, {at}
FROM demo_plan WHERE {condition}
"""
# Once the findings they rest on are there: what was decided is not changed any more.
DECISIONS: Final = """
INSERT INTO cases_decision (case_id, recommendation, recommended_by_id, recommended_at, recommendation_reason, outcome,
    decided_by_id, decided_at, reason, findings)
SELECT case_id, recommendation, reviewer_id, recommended_at,
    CASE WHEN recommendation = 'refused' THEN reason ELSE '' END,
    CASE stage WHEN 'rejected' THEN 'refused' WHEN 'approved' THEN 'approved' ELSE '' END,
    CASE WHEN closed_at IS NOT NULL THEN approver_id END, closed_at,
    CASE WHEN stage = 'rejected' THEN reason ELSE '' END, coalesce(kept.findings, '[]')
FROM demo_plan LEFT JOIN cases_caseassessment kept USING (case_id) WHERE recommendation <> ''
"""
REQUESTS: Final = """
INSERT INTO cases_citizenrequest (case_id, text, evidence_codes, asked_by_id, asked_at, answer, answered_at)
SELECT case_id, request, '{salary_statement}', reviewer_id, requested_at, answer, answered_at
FROM demo_plan WHERE requested_at IS NOT NULL
"""
PAUSES: Final = """
INSERT INTO cases_clockpause (case_id, started_on, ended_on)
SELECT case_id, (requested_at AT TIME ZONE 'Asia/Bahrain')::date, (answered_at AT TIME ZONE 'Asia/Bahrain')::date
FROM demo_plan WHERE requested_at IS NOT NULL
"""
DECLARATIONS: Final = """
INSERT INTO cases_declarationmade (case_id, code, cpr, made_by_id, made_at)
SELECT case_id, code, u.cpr, applicant_id, filed_at
FROM demo_plan JOIN accounts_user u ON u.id = applicant_id CROSS JOIN unnest(%(declarations)s::text[]) AS code
WHERE filed_at IS NOT NULL AND service = %(housing)s AND closed_at IS NULL
"""
ENTRIES: Final = """
INSERT INTO waiting_lists_waitinglistentry (case_id, programme, governorate, seniority_on, reference, status,
    entered_at, left_at, place, place_in_governorate)
SELECT case_id, programme, governorate, seniority_on, reference, list_status, closed_at, left_at,
    CASE WHEN list_status = 'waiting' THEN
        row_number() OVER (PARTITION BY list_status, programme ORDER BY seniority_on, reference) END,
    CASE WHEN list_status = 'waiting' THEN
        row_number() OVER (PARTITION BY list_status, programme, governorate ORDER BY seniority_on, reference) END
FROM (SELECT *, (filed_at AT TIME ZONE 'Asia/Bahrain')::date AS seniority_on FROM demo_plan) plan
WHERE list_status <> ''
"""
# Those whose turn had come received their homes; the few who left before it withdrew.
CHANGES: Final = """
INSERT INTO waiting_lists_listchange (programme, governorate, seniority_on, reference, kind, ground, at)
SELECT e.programme, e.governorate, e.seniority_on, e.reference, 'left',
    CASE WHEN e.seniority_on < coalesce(reached.on_day, e.seniority_on) THEN 'housed' ELSE 'withdrawn' END, e.left_at
FROM demo_plan p
JOIN waiting_lists_waitinglistentry e USING (case_id)
LEFT JOIN (
    SELECT programme, governorate, percentile_disc(0.2) WITHIN GROUP (ORDER BY seniority_on) AS on_day
    FROM waiting_lists_waitinglistentry WHERE status = 'waiting' GROUP BY 1, 2
) reached ON reached.programme = e.programme AND reached.governorate = e.governorate
WHERE e.status = 'left'
"""
MESSAGES: Final = """
INSERT INTO notifications_message (user_id, event, case_reference, subject_ar, subject_en, body_ar, body_en, created_at,
    read_at)
SELECT c.applicant_id, 'case:' || c.reference || ':' || e.id, c.reference,
    {subject_ar}, {subject_en}, {body_ar}, {body_en}, e.at,
    CASE WHEN e.id %% 10 < 7 THEN least(e.at + make_interval(hours => (1 + e.id %% 60)::int), %(at)s) END
FROM cases_caseevent e
JOIN demo_plan c ON c.case_id = e.case_id
JOIN accounts_user u ON u.id = c.applicant_id
WHERE e.code = %(code)s AND c.service = %(service)s AND e.at > %(since)s
"""
DELIVERIES: Final = """
INSERT INTO notifications_delivery (message_id, route, status, attempt_count, gateway_id, fault, changed_at)
SELECT m.id, route,
    CASE WHEN m.id %% 67 = 3 THEN 'failed' WHEN route = 'sms' THEN 'delivered' ELSE 'sent' END,
    CASE WHEN m.id %% 67 = 3 THEN 12 ELSE 1 END,
    CASE WHEN route = 'sms' THEN 'demo-' || m.id ELSE '' END,
    CASE WHEN m.id %% 67 <> 3 THEN '' WHEN route = 'sms' THEN 'undeliverable' ELSE 'refused' END,
    m.created_at + interval '4 seconds'
FROM notifications_message m
JOIN demo_plan c ON c.reference = m.case_reference AND c.applicant_id = m.user_id
CROSS JOIN unnest(ARRAY['email', 'sms']) AS route
"""
ATTEMPTS: Final = """
INSERT INTO notifications_deliveryattempt (delivery_id, status, fault, at)
SELECT d.id, d.status, d.fault, d.changed_at
FROM notifications_delivery d
JOIN notifications_message m ON m.id = d.message_id
JOIN demo_plan c ON c.reference = m.case_reference AND c.applicant_id = m.user_id
"""
STATEMENTS: Final = (CASES, APPLICATIONS, REQUESTS, PAUSES, DECLARATIONS, ENTRIES, CHANGES)
TABLES: Final = (
    "households_person", "households_household", "households_householdmember", "accounts_user", "cases_case",
    "cases_application", "cases_caseevent", "cases_decision", "cases_citizenrequest", "cases_clockpause",
    "cases_declarationmade", "waiting_lists_waitinglistentry", "waiting_lists_listchange", "notifications_message",
    "notifications_delivery", "notifications_deliveryattempt",
)  # fmt: skip
COUNTED_ELSEWHERE: Final = ("households_person", "households_household", "accounts_user", "cases_case")
