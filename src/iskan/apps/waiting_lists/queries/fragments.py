"""The waiting lists as SQL other apps may compose into their statements: each a table of the columns it names."""

WAITING = """(
    SELECT case_id, reference, programme, governorate, seniority_on, seniority_at, lot, place, place_in_governorate
    FROM waiting_lists_waitinglistentry WHERE status = 'waiting'
)"""
# Whoever waits or has left.
ENTRIES = "(SELECT case_id, reference FROM waiting_lists_waitinglistentry)"
LEAVINGS = "(SELECT reference, ground, at FROM waiting_lists_listchange WHERE kind = 'left')"
WISHES = '(SELECT case_id, projects, "only" FROM waiting_lists_projectwish)'
