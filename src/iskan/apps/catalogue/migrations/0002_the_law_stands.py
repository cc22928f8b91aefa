"""The database refuses to change a kept version of a service, or a figure once it is approved."""

from django.db import migrations

GUARDS = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON catalogue_serviceversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON catalogue_serviceversion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approved_stands BEFORE UPDATE ON catalogue_publishedfigure
    FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON catalogue_publishedfigure
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON catalogue_publishedfigure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("foundation", "0002_guards")]
    operations = [migrations.RunSQL(GUARDS)]
