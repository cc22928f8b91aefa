"""The database's own guards: postings balance when their transaction commits, and what arrived is never changed."""

from django.db import migrations

from iskan.foundation import guards

# Runs at commit, when a posting has all its entries; one without any is refused by the row of the posting itself.
BALANCED = """
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number CONSTANT bigint := to_jsonb(NEW) ->> TG_ARGV[0];
    entries bigint;
    excess numeric;
BEGIN
    SELECT count(*), coalesce(sum(fils), 0) INTO entries, excess FROM payments_ledgerentry WHERE posting_id = number;
    IF entries < 2 OR excess <> 0 THEN
        RAISE EXCEPTION 'posting % has % entries that are % fils apart', number, entries, excess
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON payments_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced('posting_id');
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON payments_ledgerposting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced('id');
ALTER TABLE payments_ledgerentry ENABLE ALWAYS TRIGGER ledger_balanced;
ALTER TABLE payments_ledgerposting ENABLE ALWAYS TRIGGER ledger_balanced;
"""
ADDED_ONLY = ("payments_ledgeraccount", "payments_ledgerposting", "payments_ledgerentry", "payments_capture")
KEPT = ("payments_charge", "payments_payment", "payments_refund", "payments_providernotice")


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(BALANCED),
        guards.added_only(*ADDED_ONLY),
        guards.never_emptied(*KEPT),
    ]
