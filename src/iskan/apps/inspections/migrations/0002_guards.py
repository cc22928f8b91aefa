"""The database refuses to change or take away what was reported, and to change how a visit ended."""

from django.db import migrations

from iskan.foundation import guards

ENDED = """
CREATE TRIGGER ended_stands BEFORE UPDATE ON inspections_visit FOR EACH ROW
WHEN (OLD.ended_at IS NOT NULL
      OR (OLD.inspection_id, OLD.inspector_id, OLD.day, OLD.from_time, OLD.until_time, OLD.appointed_at)
      IS DISTINCT FROM (NEW.inspection_id, NEW.inspector_id, NEW.day, NEW.from_time, NEW.until_time, NEW.appointed_at))
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON inspections_visit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON inspections_orderedinspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(ENDED),
        guards.added_only("inspections_inspectionreport", "inspections_reportpicture"),
        guards.never_emptied("inspections_orderedinspection", "inspections_visit"),
    ]
