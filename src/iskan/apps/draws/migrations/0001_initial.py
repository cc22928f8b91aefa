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
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(max_length=16, unique=True)),
                ('project_code', models.SlugField(max_length=60)),
                ('project_ar', models.CharField(max_length=160)),
                ('project_en', models.CharField(max_length=160)),
                ('beacon_chain', models.CharField(max_length=64)),
                ('beacon_round', models.BigIntegerField()),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                ('draws_at', models.DateTimeField()),
                ('reveals_due_at', models.DateTimeField()),
                ('list_hash', models.BinaryField()),
                ('salt', models.BinaryField()),
                ('classes', models.JSONField()),
                ('candidate_count', models.PositiveIntegerField()),
                ('unit_count', models.PositiveIntegerField()),
                ('frozen_at', models.DateTimeField()),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reveals_due_at__lt', models.F('draws_at'))), name='reveals_before_the_draw')],
            },
        ),
        migrations.CreateModel(
            name='DrawAnnouncement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='announcement', to='draws.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawBeacon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=64)),
                ('round', models.BigIntegerField()),
                ('signature', models.BinaryField()),
                ('source', models.CharField(choices=[('fetched', 'Fetched from the beacon'), ('pasted', 'Pasted by an official')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='beacon', to='draws.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawCancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='draws.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=32)),
                ('digest', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='draws.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=("draw", "party"), name="one_commitment_a_party"), models.UniqueConstraint(fields=("digest",), name="commitment_is_not_copied")],
            },
        ),
        migrations.CreateModel(
            name='DrawDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_code', models.SlugField(max_length=60)),
                ('project_ar', models.CharField(max_length=160)),
                ('project_en', models.CharField(max_length=160)),
                ('draws_at', models.DateTimeField()),
                ('candidates', models.JSONField()),
                ('units', models.JSONField()),
                ('faults', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DrawFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=32)),
                ('content', models.BinaryField()),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='draws.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draw', 'name'), name='one_file_a_name')],
            },
        ),
        migrations.CreateModel(
            name='DrawOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('randomness', models.BinaryField()),
                ('seed', models.BinaryField()),
                ('result_hash', models.BinaryField()),
                ('left_out', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='draws.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawResult',
            fields=[
                ('pk', models.CompositePrimaryKey('draw', 'ticket', blank=True, editable=False, primary_key=True, serialize=False)),
                ('ticket', models.CharField(db_collation='C', max_length=32)),
                ('drawn_class', models.CharField(db_collation='C', max_length=32)),
                ('position', models.PositiveIntegerField()),
                ('unit', models.CharField(db_collation='C', max_length=64, null=True)),
                ('draw', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='draws.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draw', 'drawn_class', 'position'), name='one_ticket_a_place')],
            },
        ),
        migrations.CreateModel(
            name='DrawReveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=32)),
                ('reveal', models.BinaryField()),
                ('verdict', models.CharField(choices=[('counted', 'Matches the commitment'), ('mismatch', 'Does not match the commitment'), ('late', 'Came too late')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reveals', to='draws.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('verdict', 'counted')), fields=('draw', 'party'), name='one_counted_reveal')],
            },
        ),
        migrations.CreateModel(
            name='DrawTicket',
            fields=[
                ('pk', models.CompositePrimaryKey('draw', 'ticket', blank=True, editable=False, primary_key=True, serialize=False)),
                ('ticket', models.CharField(db_collation='C', max_length=32)),
                ('drawn_class', models.CharField(db_collation='C', max_length=32)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draw_tickets', to='cases.case')),
                ('draw', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='draws.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draw', 'case'), name='one_ticket_a_case')],
            },
        ),
        migrations.CreateModel(
            name='PartyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('ministry', 'The ministry'), ('audit-office', 'The National Audit Office'), ('citizens', "The citizens' representatives")], max_length=32)),
                ('named_at', models.DateTimeField()),
                ('let_go_at', models.DateTimeField(blank=True, null=True)),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('let_go_at__isnull', True)), fields=('user',), name='one_party_a_person')],
            },
        ),
    ]
