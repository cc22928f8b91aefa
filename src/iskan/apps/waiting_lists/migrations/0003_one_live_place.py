"""Let nobody hold two live places: each entry bears its applicant, whom the database itself fills in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_FILLED = """
UPDATE waiting_lists_waitinglistentry entry SET applicant_id = kept.applicant_id
FROM (
    SELECT e.id, e.status, applicant_of_case(e.case_id) AS applicant_id,
           row_number() OVER (
               PARTITION BY applicant_of_case(e.case_id), e.status ORDER BY e.seniority_on, e.id
           ) AS turn
    FROM waiting_lists_waitinglistentry e
) kept
WHERE kept.id = entry.id AND (kept.turn = 1 OR kept.status <> 'waiting');
SET CONSTRAINTS ALL IMMEDIATE;
"""
_FILLING = """
CREATE FUNCTION fill_in_applicant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.applicant_id := applicant_of_case(NEW.case_id);
    RETURN NEW;
END $$;
CREATE TRIGGER filled_in BEFORE INSERT ON waiting_lists_waitinglistentry
FOR EACH ROW EXECUTE FUNCTION fill_in_applicant();
"""
_UNFILLING = """
DROP TRIGGER filled_in ON waiting_lists_waitinglistentry;
DROP FUNCTION fill_in_applicant();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("waiting_lists", "0002_guards"),
        ("cases", "0006_applicant_of_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="waitinglistentry",
            name="applicant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(_FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(_FILLING, _UNFILLING),
        migrations.AddConstraint(
            model_name="waitinglistentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(status="waiting"), fields=("applicant",), name="one_live_place_an_applicant"
            ),
        ),
    ]
