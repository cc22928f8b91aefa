import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.fields.json
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='RateCount',
            fields=[
                ('key', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('window_starts_at', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=63)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_role', models.CharField(max_length=120)),
                ('action', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=60)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject', '-id'], name='audit_by_subject'), models.Index(fields=['actor_id', '-id'], name='audit_by_actor'), django.contrib.postgres.indexes.GinIndex(django.db.models.fields.json.KeyTransform('shown', 'detail'), condition=models.Q(('detail__has_key', 'shown')), name='audit_shown')],
            },
        ),
        migrations.CreateModel(
            name='AuditLink',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('lane', models.PositiveSmallIntegerField()),
                ('digest', models.BinaryField(max_length=32)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='link', to='foundation.auditentry')),
            ],
            options={
                'indexes': [models.Index(fields=['lane', 'id'], name='audit_lanes')],
            },
        ),
    ]
