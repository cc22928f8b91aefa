"""Let a proposal to cancel be closed by nobody, and close those whose application has left its list."""

from django.conf import settings
from django.db import migrations, models


_HANGING = """
UPDATE waiting_lists_cancellation proposed SET outcome = 'overtaken', decided_at = entry.left_at
FROM waiting_lists_waitinglistentry entry
WHERE entry.id = proposed.entry_id AND entry.status = 'left' AND proposed.outcome = '';
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('waiting_lists', '0003_one_live_place'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cancellation',
            name='cancellation_is_decided_by_someone',
        ),
        migrations.AlterField(
            model_name='cancellation',
            name='outcome',
            field=models.CharField(blank=True, choices=[('approved', 'Cancelled'), ('declined', 'Not cancelled'), ('overtaken', 'Closed without a second official')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='cancellation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', True), ('outcome', 'overtaken')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='cancellation_is_decided_by_someone'),
        ),
        migrations.RunSQL(_HANGING, migrations.RunSQL.noop),
    ]
