"""The database refuses to change or delete a line of who entered and left the lists."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("waiting_lists", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        guards.added_only("waiting_lists_listchange"),
    ]
