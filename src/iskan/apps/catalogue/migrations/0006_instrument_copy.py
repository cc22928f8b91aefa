"""The copy of the instrument a figure rests on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0005_branches"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedfigure",
            name="instrument_copy",
            field=models.UUIDField(null=True, unique=True),
        ),
    ]
