"""The triggers by which the database itself refuses a change, as operations of a migration.

A migration that was released runs as it was on the day of its release: change what stands here only together with a
migration that brings the databases already made to the same state.
"""

from django.db.migrations import RunSQL

NEVER_CHANGED = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
# A trigger for each row does not see TRUNCATE: it takes the rows away without looking at them.
NEVER_EMPTIED = """
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def added_only(*tables: str) -> RunSQL:
    """Refuse to change or delete a row of these tables, and to truncate them."""
    return RunSQL("".join((NEVER_CHANGED + NEVER_EMPTIED).format(table=table) for table in tables))


def never_emptied(*tables: str) -> RunSQL:
    """Refuse to truncate these tables, whose rows are changed until they are settled."""
    return RunSQL("".join(NEVER_EMPTIED.format(table=table) for table in tables))
