"""The database refuses to change what was told, decided, declared, noted, excepted or consented to."""

from django.db import migrations

from iskan.foundation import guards

SETTLED = """
CREATE TRIGGER settled_stands BEFORE UPDATE ON {0} FOR EACH ROW WHEN ({1}) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
ANSWERED = """
CREATE TRIGGER settled_stands BEFORE UPDATE OR DELETE ON cases_consentrequest
    FOR EACH ROW WHEN (OLD.answer <> '') EXECUTE FUNCTION refuse_change();
"""
TOLD = ("cases_caseevent", "cases_caseassessment", "cases_declarationmade", "cases_casenote")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        guards.added_only(*TOLD),
        migrations.RunSQL(SETTLED.format("cases_decision", "OLD.outcome <> ''")),
        migrations.RunSQL(SETTLED.format("cases_exceptionentry", "OLD.status <> 'proposed'")),
        migrations.RunSQL(ANSWERED),
        guards.never_emptied("cases_decision", "cases_exceptionentry", "cases_consentrequest"),
    ]
