"""The address of a unit: number, road and block."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("housing_stock", "0004_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name=name,
            field=models.CharField(blank=True, db_default="", default="", max_length=longest),
        )
        for name, longest in (("house", 10), ("road", 10), ("block", 4))
    ]
