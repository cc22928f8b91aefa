"""What officials have done of the first-day tour."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_departments_by_two'),
    ]

    operations = [
        migrations.CreateModel(
            name='FirstDayStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('done_at', models.DateTimeField()),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('official', 'step'), name='a_step_is_done_once')],
            },
        ),
    ]
