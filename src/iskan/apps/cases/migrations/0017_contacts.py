"""Calls and visits with applicants, and what was promised in them: added only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from iskan.foundation import guards


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_presence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('called_us', 'They called'), ('we_called', 'We called them'), ('visit', 'They came to us'), ('other', 'In another way')], max_length=10)),
                ('spoken_at', models.DateTimeField()),
                ('spoke_with', models.CharField(max_length=160)),
                ('said', models.TextField()),
                ('promised', models.TextField(blank=True, default='')),
                ('promised_on', models.DateField(null=True)),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='KeptPromise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='kept', to='cases.contactentry')),
            ],
        ),
        migrations.AddIndex(
            model_name='contactentry',
            index=models.Index(condition=models.Q(('promised_on__isnull', False)), fields=['promised_on'], name='promises_by_day'),
        ),
        migrations.AddConstraint(
            model_name='contactentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('promised', ''), ('promised_on', None)), models.Q(models.Q(('promised', ''), _negated=True), ('promised_on__isnull', False)), _connector='OR'), name='a_promise_has_its_day'),
        ),
        guards.added_only("cases_contactentry", "cases_keptpromise"),
    ]
