"""A decision made stands as it was made; that it was taken back later may be marked on it, once."""

from django.db import migrations

_STAND = """
DROP TRIGGER settled_stands ON cases_decision;
CREATE TRIGGER settled_stands BEFORE UPDATE ON cases_decision FOR EACH ROW WHEN ({when})
    EXECUTE FUNCTION refuse_change();
"""
BUT_ONCE = """
    OLD.outcome <> '' AND (
        OLD.replaced_at IS NOT NULL OR NEW.replaced_at IS NULL
        OR to_jsonb(NEW) - 'replaced_at' IS DISTINCT FROM to_jsonb(OLD) - 'replaced_at'
    )
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_contested_answers")]

    operations = [
        migrations.RunSQL(_STAND.format(when=BUT_ONCE), _STAND.format(when="OLD.outcome <> ''")),
    ]
