"""Whom messages failed to reach before that was kept as work: one line a person."""

from django.db import migrations

BEFORE = """
INSERT INTO notifications_unreached (user_id, route, opened_at, outcome, note)
SELECT DISTINCT ON (m.user_id) m.user_id, d.route, d.changed_at, '', ''
FROM notifications_delivery d JOIN notifications_message m ON m.id = d.message_id JOIN accounts_user u ON u.id = m.user_id
WHERE d.status = 'failed' AND u.cpr IS NOT NULL AND u.died_on IS NULL AND NOT EXISTS (
    SELECT FROM notifications_delivery good JOIN notifications_message told ON told.id = good.message_id
    WHERE told.user_id = m.user_id AND good.route = d.route AND good.changed_at > d.changed_at
        AND good.status = CASE d.route WHEN 'email' THEN 'sent' ELSE 'delivered' END
)
ORDER BY m.user_id, d.changed_at
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_unreached"), ("accounts", "0003_died_on")]
    operations = [migrations.RunSQL(BEFORE, migrations.RunSQL.noop)]
