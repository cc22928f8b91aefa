"""What other apps' tables may ask of a case within the database: whose it is."""

from django.db import migrations

_MAKE = """
CREATE FUNCTION applicant_of_case(bigint) RETURNS bigint LANGUAGE sql STABLE AS
'SELECT applicant_id::bigint FROM cases_case WHERE id = $1';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_sealed")]
    operations = [migrations.RunSQL(_MAKE, "DROP FUNCTION applicant_of_case(bigint)")]
