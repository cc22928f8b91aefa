"""The database refuses to change or delete the proof of what was erased."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("foundation", "0002_guards")]
    operations = [guards.added_only("privacy_erasurerun", "privacy_erasure")]
