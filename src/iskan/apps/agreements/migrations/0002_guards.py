"""The database refuses to change a proposal that is decided, or what was proposed."""

from django.db import migrations

from iskan.foundation import guards

DECIDED = """
CREATE TRIGGER decided_stands BEFORE UPDATE ON agreements_proposedact FOR EACH ROW
WHEN (OLD.outcome <> '' OR (OLD.act, OLD.subject, OLD.terms, OLD.reason, OLD.proposed_by_id, OLD.proposed_at)
      IS DISTINCT FROM (NEW.act, NEW.subject, NEW.terms, NEW.reason, NEW.proposed_by_id, NEW.proposed_at))
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON agreements_proposedact FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("foundation", "0002_guards")]
    operations = [migrations.RunSQL(DECIDED), guards.never_emptied("agreements_proposedact")]
