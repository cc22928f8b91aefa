import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('governorate', models.CharField(blank=True, max_length=5)),
                ('seniority_on', models.DateField()),
                ('reference', models.CharField(max_length=16)),
                ('kind', models.CharField(choices=[('entered', 'Entered the list'), ('left', 'Left the list')], max_length=7)),
                ('ground', models.CharField(choices=[('granted', 'Application granted'), ('revived', 'Application revived'), ('housed', 'Received a home'), ('withdrawn', 'Withdrew'), ('cancelled', 'Cancelled by a formal decision')], max_length=12)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'at'], include=('kind', 'ground', 'governorate', 'seniority_on', 'reference'), name='list_changes_whole')],
            },
        ),
        migrations.CreateModel(
            name='ListStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('governorate', models.CharField(blank=True, max_length=5)),
                ('waiting_count', models.PositiveIntegerField()),
                ('reached_on', models.DateField(null=True)),
                ('ranked_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'governorate'), name='one_standing_a_list')],
            },
        ),
        migrations.CreateModel(
            name='ProjectWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('projects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=3)),
                ('only', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='project_wish', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='WaitingListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('governorate', models.CharField(blank=True, max_length=5)),
                ('seniority_on', models.DateField()),
                ('reference', models.CharField(max_length=16)),
                ('status', models.CharField(choices=[('waiting', 'On the waiting list'), ('left', 'No longer on the list')], default='waiting', max_length=10)),
                ('entered_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('renewed_on', models.DateField(blank=True, null=True)),
                ('place', models.PositiveIntegerField(null=True)),
                ('place_in_governorate', models.PositiveIntegerField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='waiting_list_entry', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['programme', 'seniority_on', 'reference'], name='list_in_order'), models.Index(condition=models.Q(('status', 'waiting')), fields=['programme', 'governorate', 'seniority_on', 'reference'], name='governorate_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', False), ('place_in_governorate__isnull', False), ('status', 'waiting')), models.Q(('place__isnull', True), ('place_in_governorate__isnull', True), ('status', 'left')), _connector='OR'), name='place_while_waiting')],
            },
        ),
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('not_resident', 'No longer lives permanently in Bahrain'), ('not_a_family', 'No longer a family as the Housing System defines it'), ('owns_property', 'Owns property that counts'), ('housing_loan', 'Has had a housing loan'), ('nationality_lost', 'Bahraini nationality lost')], max_length=20)),
                ('explanation', models.TextField()),
                ('proposed_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('approved', 'Cancelled'), ('declined', 'Not cancelled')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cancellations', to='waiting_lists.waitinglistentry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='cancellation_has_four_eyes'), models.CheckConstraint(condition=models.Q(('explanation', ''), _negated=True), name='cancellation_is_explained'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='cancellation_is_decided_by_someone'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('entry',), name='one_open_cancellation')],
            },
        ),
        migrations.CreateModel(
            name='PolicyTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('scheme', 'A points scheme'), ('ceiling', 'An income ceiling')], max_length=10)),
                ('programme', models.CharField(max_length=30)),
                ('parameters', models.JSONField()),
                ('status', models.CharField(choices=[('queued', 'Waiting to be computed'), ('running', 'Being computed'), ('done', 'Computed'), ('failed', 'Could not be computed')], default='queued', max_length=10)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('outcome', models.JSONField(null=True)),
                ('sheet', models.BinaryField(null=True)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-created_at'], name='trials_newest')],
            },
        ),
    ]
