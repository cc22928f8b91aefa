"""The database refuses to change what was decided, declared or noted; unanswered registers are found by an index."""

from django.db import migrations, models

EMPTIED = """
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
ADDED_ONLY = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
SETTLED = """
CREATE TRIGGER settled_stands BEFORE UPDATE ON {0} FOR EACH ROW WHEN ({1}) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
KEPT = (
    *("cases_caseevent", "cases_caseassessment", "cases_declarationmade", "cases_casenote"),
    *("cases_decision", "cases_exceptionentry"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_open_cases_by_filing")]
    operations = [
        migrations.RunSQL(ADDED_ONLY.format("cases_declarationmade")),
        migrations.RunSQL(ADDED_ONLY.format("cases_casenote")),
        migrations.RunSQL(SETTLED.format("cases_decision", "OLD.outcome <> ''")),
        migrations.RunSQL(SETTLED.format("cases_exceptionentry", "OLD.status <> 'proposed'")),
        *(migrations.RunSQL(EMPTIED.format(table)) for table in KEPT),
        migrations.RemoveField(model_name="casefact", name="receipt_id"),
        migrations.AddIndex(
            model_name="registerrun",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["asked_at"], name="run_unanswered"
            ),
        ),
    ]
