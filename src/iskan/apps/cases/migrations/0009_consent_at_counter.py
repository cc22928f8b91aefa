"""How an official knew the person whose answer they took at the counter."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0008_filed_at_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="consentrequest",
            name="identification",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    ]
