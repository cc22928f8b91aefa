"""The day a citizen died, after which nothing is sent to them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_contact_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='died_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
