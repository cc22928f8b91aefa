"""The database's own guards: nothing of the anchors is changed or taken back."""

from django.db import migrations

from iskan.foundation import guards

TABLES = (
    "anchors_auditanchor", "anchors_anchoreddraw", "anchors_anchorstamp", "anchors_anchormailing",
    "anchors_chainverification", "anchors_alarmclosure",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("anchors", "0001_initial"), ("foundation", "0002_guards")]
    operations = [guards.added_only(*TABLES)]
