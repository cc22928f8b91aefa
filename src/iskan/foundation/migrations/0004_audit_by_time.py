"""The indexes the trail is asked by: by time, by official and time, by action and time.

Made beside the work that goes on: the trail is the longest table, and every change of anything adds a line to it.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("foundation", "0003_auditentry_audit_by_day")]

    operations = [
        AddIndexConcurrently("auditentry", models.Index(fields=["at", "id"], name="audit_by_time")),
        AddIndexConcurrently("auditentry", models.Index(fields=["actor_id", "at", "id"], name="audit_by_actor_day")),
        AddIndexConcurrently("auditentry", models.Index(fields=["action", "at", "id"], name="audit_by_action")),
        RemoveIndexConcurrently("auditentry", "audit_by_day"),
        RemoveIndexConcurrently("auditentry", "audit_by_actor"),
    ]
