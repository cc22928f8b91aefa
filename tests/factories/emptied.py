"""The database emptied between tests."""

from django.db import connection, transaction

# Their models are not Django's own, and their tables no business of its.
JOB_TABLES = ("procrastinate_jobs", "procrastinate_workers", "procrastinate_periodic_defers", "procrastinate_events")
# What migrations fill and no test changes.
STAYS = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def empty_what_is_filled() -> None:
    """Delete the rows a test that committed left behind; to truncate would write the files of every table again.

    For the length of it no trigger is asked: neither those of foreign keys nor of the tables that are added to only.
    """
    tables = {*connection.introspection.django_table_names(only_existing=True), *JOB_TABLES} - STAYS
    filled = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in sorted(tables))  # noqa: S608 -- names of our own
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- likewise
