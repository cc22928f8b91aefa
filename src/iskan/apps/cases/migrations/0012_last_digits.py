"""A case is found by the last characters of its reference."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Reverse


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0011_asked_after_grant"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(OpClass(Reverse("reference"), "text_pattern_ops"), name="case_by_last_digits"),
        ),
    ]
