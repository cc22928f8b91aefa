"""The database refuses to change what was sent, an answer once given, or to take either away."""

from django.db import migrations

from iskan.foundation import guards

SENT = """
CREATE TRIGGER sent_stands BEFORE UPDATE ON partners_referral FOR EACH ROW
WHEN ((OLD.case_id, OLD.partner, OLD.body, OLD.sent, OLD.sent_at)
      IS DISTINCT FROM (NEW.case_id, NEW.partner, NEW.body, NEW.sent, NEW.sent_at)
      OR OLD.answered_at IS NOT NULL AND
      (OLD.answered_at, OLD.answered_by_id, OLD.client, OLD.key, OLD.answer, OLD.values, OLD.words)
      IS DISTINCT FROM (NEW.answered_at, NEW.answered_by_id, NEW.client, NEW.key, NEW.answer, NEW.values, NEW.words))
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON partners_referral FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_referrals"), ("foundation", "0002_guards")]
    operations = [migrations.RunSQL(SENT), guards.never_emptied("partners_referral")]
