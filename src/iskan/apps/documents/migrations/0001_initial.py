import django.db.models.deletion
import iskan.apps.documents.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('original_name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=40)),
                ('size', models.PositiveIntegerField()),
                ('pages', models.PositiveSmallIntegerField(default=1)),
                ('digest', models.CharField(max_length=64)),
                ('scan', models.CharField(choices=[('not_configured', 'Not scanned'), ('clean', 'Clean')], max_length=20)),
                ('file', models.FileField(db_index=True, upload_to=iskan.apps.documents.models.stored_name)),
                ('uploaded_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=32, unique=True)),
                ('code', models.CharField(max_length=60)),
                ('name_ar', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('is_feminine', models.BooleanField(default=False)),
                ('template', models.CharField(max_length=60)),
                ('case_reference', models.CharField(db_index=True, max_length=16)),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('replaced', 'Replaced'), ('revoked', 'Revoked')], default='valid', max_length=10)),
                ('contents', models.JSONField()),
                ('file', models.FileField(blank=True, db_index=True, upload_to=iskan.apps.documents.models.issued_name)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('renewable_from', models.DateField(blank=True, null=True)),
                ('status_changed_at', models.DateTimeField(blank=True, null=True)),
                ('status_reason', models.CharField(blank=True, max_length=300)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_documents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'valid')), fields=('case_reference', 'code'), name='one_valid_document_of_a_kind'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='a_document_holds_for_a_day_at_least')],
            },
        ),
    ]
