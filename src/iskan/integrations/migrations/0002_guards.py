"""The database refuses to change or delete the receipt of an exchange."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("integrations", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        guards.added_only("integrations_exchange"),
    ]
