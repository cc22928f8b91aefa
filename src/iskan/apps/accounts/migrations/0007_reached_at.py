"""Whom a telephone number or an e-mail address belongs to is found by an index."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0006_absences"),
    ]

    operations = [
        migrations.AddIndex(model_name="user", index=models.Index(fields=["phone"], name="reached_at_phone")),
        migrations.AddIndex(model_name="user", index=models.Index(Upper("email"), name="reached_at_email")),
    ]
