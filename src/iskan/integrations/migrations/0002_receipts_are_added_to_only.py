"""The database refuses to change or delete the receipt of an exchange."""

from django.db import migrations

ADDED_ONLY = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("integrations", "0001_initial"), ("foundation", "0002_guards")]
    operations = [migrations.RunSQL(ADDED_ONLY.format(table="integrations_exchange"))]
