"""Cases as SQL other apps may compose into their statements: each a table of the columns it names."""

# What `visible_where` asks of the alias it is composed with is here.
CASES = """(
    SELECT id, reference, applicant_id, person_id, household_id, department_id, service_code, filed_at,
        sealed_at, sealed_readers, assignee_id
    FROM cases_case
)"""
FACTS = "(SELECT case_id, code, value FROM cases_casefact)"
APPROVED_ORDERS = """(
    SELECT id, case_id FROM cases_exceptionentry WHERE kind = 'order' AND status = 'approved'
)"""
