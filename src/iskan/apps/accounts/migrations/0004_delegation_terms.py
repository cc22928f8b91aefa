"""Who a delegation names, for which services, to do what, and how it ended; those that stand go on for everything."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_died_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegation",
            name="delegate_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="delegation",
            name="services",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="acts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="ended_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("revoked", "Ended by whoever gave it"),
                    ("given_back", "Given back by the delegate"),
                    ("expired", "Its last day is over"),
                    ("not_accepted", "Not accepted in time"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
