"""The database refuses to change a kept version of a service, or a figure once it is approved or declined."""

from django.db import migrations

from iskan.foundation import guards

FIGURES = """
CREATE TRIGGER approved_stands BEFORE UPDATE ON catalogue_publishedfigure
    FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER declined_stands BEFORE UPDATE ON catalogue_publishedfigure
    FOR EACH ROW WHEN (OLD.declined_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON catalogue_publishedfigure
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(FIGURES),
        guards.added_only("catalogue_serviceversion"),
        guards.never_emptied("catalogue_publishedfigure"),
    ]
