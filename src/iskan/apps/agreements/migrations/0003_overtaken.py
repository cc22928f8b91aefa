"""Let a proposal be closed by nobody, where what it concerns moved on first."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='proposedact',
            name='decided_means_by_somebody',
        ),
        migrations.AlterField(
            model_name='proposedact',
            name='outcome',
            field=models.CharField(blank=True, choices=[('agreed', 'Agreed and carried out'), ('declined', 'Declined'), ('taken_back', 'Taken back'), ('overtaken', 'Closed without a second official')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='proposedact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', True), ('outcome', 'overtaken')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='decided_means_by_somebody'),
        ),
    ]
