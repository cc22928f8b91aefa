"""What other apps' tables may ask of a case within the database: when it was filed."""

from django.db import migrations

_MAKE = """
CREATE FUNCTION filed_at_of(varchar) RETURNS timestamptz LANGUAGE sql STABLE AS
'SELECT filed_at FROM cases_case WHERE reference = $1';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_overtaken_exceptions")]
    operations = [migrations.RunSQL(_MAKE, "DROP FUNCTION filed_at_of(varchar)")]
