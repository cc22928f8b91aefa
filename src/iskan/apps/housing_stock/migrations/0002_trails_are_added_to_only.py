"""The database refuses to change or delete a line of a unit's trail or a progress report."""

from django.db import migrations

ADDED_ONLY = "CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("housing_stock", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(ADDED_ONLY.format("housing_stock_unitevent")),
        migrations.RunSQL(ADDED_ONLY.format("housing_stock_progressreport")),
    ]
