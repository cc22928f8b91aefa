"""The database's own guards: what a transfer orders never changes, and its outcome moves one way."""

from django.db import migrations

from iskan.foundation import guards

TRANSFER_STANDS = """
CREATE FUNCTION transfer_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.end_to_end, OLD.payout_id, OLD.file_id, OLD.holder, OLD.iban, OLD.fils)
        IS DISTINCT FROM (NEW.end_to_end, NEW.payout_id, NEW.file_id, NEW.holder, NEW.iban, NEW.fils)
    THEN
        RAISE EXCEPTION 'transfer % stands as it was ordered', OLD.end_to_end USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.outcome <> NEW.outcome AND NOT (
        (OLD.outcome = '' AND NEW.outcome IN ('paid', 'refused')) OR (OLD.outcome = 'paid' AND NEW.outcome = 'returned')
    ) THEN
        RAISE EXCEPTION 'transfer % was % and is not % now', OLD.end_to_end, OLD.outcome, NEW.outcome
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfer_stands BEFORE UPDATE ON payments_transfer FOR EACH ROW EXECUTE FUNCTION transfer_stands();
ALTER TABLE payments_transfer ENABLE ALWAYS TRIGGER transfer_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_payouts")]
    operations = [
        migrations.RunSQL(TRANSFER_STANDS),
        guards.added_only("payments_bankdocument"),
        guards.never_emptied("payments_payout", "payments_paymentfile", "payments_transfer"),
    ]
