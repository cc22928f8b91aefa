"""Whether an official is mailed each morning what waits for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_reached_at")]

    operations = [
        migrations.AddField(
            model_name="user", name="gets_inbox_mail", field=models.BooleanField(db_default=True, default=True)
        )
    ]
