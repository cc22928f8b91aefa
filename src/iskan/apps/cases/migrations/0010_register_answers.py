"""What registers said, whole: added only, let go once the case is closed, and packed by the database.

An answer is some hundred bytes, below what PostgreSQL packs by itself: the table asks for it from 256 bytes on.
"""

import django.db.models.deletion
from django.db import migrations, models

from iskan.foundation import guards

_STANDS = """
CREATE FUNCTION refuse_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_case WHERE id = OLD.case_id AND closed_at IS NULL) THEN
        RAISE EXCEPTION '% of an open case stands: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE ON cases_registeranswer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stands_while_open BEFORE DELETE ON cases_registeranswer
    FOR EACH ROW EXECUTE FUNCTION refuse_while_open();
"""
_PACKED = """
ALTER TABLE cases_registeranswer SET (toast_tuple_target = 256);
ALTER TABLE cases_registeranswer ALTER COLUMN answers SET STORAGE MAIN;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_consent_at_counter"), ("foundation", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="RegisterAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=30)),
                ("cpr", models.CharField(max_length=9)),
                ("at", models.DateTimeField()),
                ("answers", models.JSONField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="register_answers",
                        to="cases.case",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["case", "register", "-at"], name="answers_of_register")]},
        ),
        migrations.RunSQL(_STANDS),
        migrations.RunSQL(_PACKED),
        guards.never_emptied("cases_registeranswer"),
    ]
