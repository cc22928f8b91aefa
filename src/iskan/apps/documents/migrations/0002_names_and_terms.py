import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField("issueddocument", "is_feminine", models.BooleanField(default=False)),
        migrations.AddField("issueddocument", "name_ar", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField("issueddocument", "name_en", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField("issueddocument", "renewable_from", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "issueddocument",
            "valid_from",
            models.DateField(default=datetime.date(2015, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField("issueddocument", "valid_until", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "issueddocument",
            models.CheckConstraint(
                condition=models.Q(("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"),
                name="a_document_holds_for_a_day_at_least",
            ),
        ),
    ]
