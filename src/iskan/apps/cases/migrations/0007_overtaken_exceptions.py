"""Close the exceptions that hang on a decided case, as its decision now does by itself."""

from django.db import migrations, models


_HANGING = """
UPDATE cases_exceptionentry entry
SET status = 'overtaken', second_at = c.closed_at,
    overtaken_by = CASE WHEN c.stage IN ('approved', 'completed') THEN 'granted'
                        WHEN c.stage = 'rejected' THEN 'refused'
                        WHEN c.stage = 'withdrawn' THEN 'withdrawn' ELSE 'lapsed' END
FROM cases_case c
WHERE c.id = entry.case_id AND c.closed_at IS NOT NULL AND entry.status = 'proposed' AND NOT (
    EXISTS (
        SELECT FROM cases_decision d WHERE d.case_id = c.id AND d.replaced_at IS NULL AND d.outcome = 'approved'
    ) AND (entry.kind = 'order' OR entry.criterion LIKE 'income%at_nomination')
);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_applicant_of_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="exceptionentry",
            name="overtaken_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("granted", "Granted"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn"),
                    ("lapsed", "Lapsed"),
                    ("declined_elsewhere", "Declined by another body"),
                    ("left_list", "No longer on the list"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="exceptionentry",
            name="status",
            field=models.CharField(
                choices=[
                    ("proposed", "Awaiting the second approver"),
                    ("approved", "Approved"),
                    ("declined", "Declined"),
                    ("overtaken", "Closed without a second official"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.RunSQL(_HANGING, migrations.RunSQL.noop),
    ]
