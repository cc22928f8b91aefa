"""The database refuses to change or delete a line of a delivery's trail."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        guards.added_only("notifications_deliveryattempt"),
    ]
