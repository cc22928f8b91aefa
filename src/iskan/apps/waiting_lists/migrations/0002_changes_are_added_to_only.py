"""The database refuses to change or delete a line of who entered and left the lists."""

from django.db import migrations

ADDED_ONLY = "CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("waiting_lists", "0001_initial"), ("foundation", "0002_guards")]
    operations = [migrations.RunSQL(ADDED_ONLY.format("waiting_lists_listchange"))]
