"""The database's own guards: nothing that happened, and nothing decided on it, is changed or taken back."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("household_life", "0001_initial"), ("foundation", "0002_guards")]
    operations = [guards.added_only("household_life_householdevent", "household_life_eventsettlement")]
