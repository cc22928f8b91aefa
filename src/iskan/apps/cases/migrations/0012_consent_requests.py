"""Others are asked for their consent; what they answered stands."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ANSWERED_STANDS = """
CREATE TRIGGER settled_stands BEFORE UPDATE OR DELETE ON cases_consentrequest
FOR EACH ROW WHEN (OLD.answer <> '') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON cases_consentrequest
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_channels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='caseevent',
            name='kind',
            field=models.CharField(choices=[('transition', 'Moved to another stage'), ('assignment', 'Assigned'), ('evidence', 'Document reviewed'), ('register', 'Register asked'), ('objection', "Citizen objected to a register's fact"), ('exception', 'Exception'), ('edit', 'Details corrected'), ('consent', 'Consent asked')], max_length=12),
        ),
        migrations.AlterField(
            model_name='registerrun',
            name='status',
            field=models.CharField(choices=[('pending', 'Waiting for the register'), ('answered', 'Answered'), ('refused', 'Refused by the register'), ('not_found', 'Not in the register'), ('denied', 'Not asked: somebody did not agree')], default='pending', max_length=10),
        ),
        migrations.CreateModel(
            name='ConsentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('cpr', models.CharField(max_length=9)),
                ('version', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('given', 'Agreed'), ('refused', 'Did not agree'), ('lapsed', 'No answer by the last day')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_requests', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answer', '')), fields=['cpr'], name='consent_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('case', 'code', 'cpr', 'version'), name='asked_once_for_what_it_says'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='consent_answered_at_an_instant'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'lapsed']), ('answered_by__isnull', False), _connector='OR'), name='consent_answered_by_somebody')],
            },
        ),
        migrations.RunSQL(ANSWERED_STANDS),
    ]
