

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_case_subject'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='recommendation',
            field=models.CharField(blank=True, choices=[('approved', 'Approved'), ('refused', 'Refused')], max_length=10),
        ),
        migrations.AlterField(
            model_name='decision',
            name='recommended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='decision',
            name='recommended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recommendation', ''), ('recommended_at__isnull', True), ('recommended_by__isnull', True), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('recommendation', ''), _negated=True), ('recommended_at__isnull', False), ('recommended_by__isnull', False)), _connector='OR'), name='recommendation_has_its_official'),
        ),
    ]
