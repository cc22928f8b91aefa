"""No row of an added-only table is changed, deleted or truncated away, whoever asks and by whichever way."""

import pytest
from django.db import DatabaseError, connection, transaction

ADDED_ONLY = {
    "allocation": (
        "distributioncolumns", "distributionpool", "distributionround", "nominationcheck", "offerevent", "reserveturn",
    ),
    "anchors": (
        "alarmclosure", "anchoreddraw", "anchormailing", "anchorstamp", "auditanchor", "chainverification",
    ),
    "anomalies": ("anomaly", "anomalyclosure", "officialday"),
    "backups": ("backuprun",),
    "cases": ("caseassessment", "caseevent", "casenote", "contactentry", "declarationmade", "keptpromise"),
    "catalogue": ("enteredbranch", "enteredcircular", "serviceversion"),
    "draws": (
        "draw", "drawannouncement", "drawbeacon", "drawcancellation", "drawcommitment", "drawfile", "drawoutcome",
        "drawresult", "drawreveal", "drawticket",
    ),
    "foundation": ("auditentry", "auditlink"),
    "household_life": ("eventsettlement", "householdevent"),
    "housing_stock": ("floorplan", "hometerms", "progressreport", "projectboundary", "unitevent"),
    "inspections": ("inspectionreport", "reportpicture"),
    "integrations": ("exchange",),
    "notifications": ("deliveryattempt",),
    "payments": (
        "bankdocument", "capture", "difference", "differenceclosure", "ledgeraccount", "ledgerentry", "ledgerposting",
        "settlement", "settlementline",
    ),
    "privacy": ("erasure", "erasurerun"),
    "waiting_lists": ("listchange",),
}  # fmt: skip
TABLES = sorted(f"{app}_{table}" for app, tables in ADDED_ONLY.items() for table in tables)
# Their rows are changed until they are settled.
SETTLED = (
    "agreements_proposedact", "allocation_distribution", "allocation_nomination", "cases_consentrequest",
    "cases_decision", "cases_exceptionentry", "cases_registeranswer", "catalogue_publishedfigure",
    "inspections_orderedinspection", "inspections_visit", "partners_referral", "payments_charge", "payments_payment",
    "payments_paymentfile", "payments_payout", "payments_providernotice", "payments_refund", "payments_transfer",
)  # fmt: skip


def with_trigger(name: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [name])
        return {table for (table,) in cursor.fetchall()}


def insert_blank_row(table: str) -> None:
    """Insert a row whatever the table asks of one: what is refused afterwards does not depend on what it holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT 'DROP CONSTRAINT ' || quote_ident(conname) || ' CASCADE' FROM pg_constraint
               WHERE conrelid = %(table)s::regclass AND contype IN ('c', 'p')
               UNION ALL
               SELECT 'ALTER ' || quote_ident(attname) || ' DROP NOT NULL' FROM pg_attribute
               WHERE attrelid = %(table)s::regclass AND attnum > 0 AND attnotnull AND attidentity = ''""",
            {"table": table},
        )
        for (change,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {change}")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def any_column(table: str) -> str:
    with connection.cursor() as cursor:
        return str(connection.introspection.get_table_description(cursor, table)[0].name)


def refuses(table: str, verb: str, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match=f"^{table} is added to only: {verb} refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_an_added_only_table_refuses_every_other_change(table: str) -> None:
    insert_blank_row(table)
    column = any_column(table)
    refuses(table, "UPDATE", f"UPDATE {table} SET {column} = {column}")  # noqa: S608 -- names of our own
    refuses(table, "DELETE", f"DELETE FROM {table}")  # noqa: S608 -- likewise
    refuses(table, "TRUNCATE", f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize("table", SETTLED)
def test_a_table_of_settled_rows_is_not_truncated(table: str) -> None:
    refuses(table, "TRUNCATE", f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
def test_every_guarded_table_is_tried_here() -> None:
    assert with_trigger("added_only") == set(TABLES)
    assert with_trigger("never_emptied") == {*TABLES, *SETTLED}
