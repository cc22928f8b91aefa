"""The database's own guards: added-only tables, and the audit trail's hash chain closed at each commit."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is added to only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""

AUDIT_CONTENT = """
CREATE FUNCTION audit_content(entry foundation_auditentry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT convert_to(jsonb_build_array(
        entry.id, extract(epoch FROM entry.at)::text, entry.actor_id, entry.actor_role,
        entry.action, entry.subject_kind, entry.subject, entry.detail
    )::text, 'UTF8')
$$;
"""

# Runs at commit, when no further row lock will be taken: the chain's lock is held for the commit alone.
AUDIT_CHAIN = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    previous bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_chain'));
    SELECT digest INTO previous FROM foundation_auditlink ORDER BY id DESC LIMIT 1;
    INSERT INTO foundation_auditlink (entry_id, digest)
    VALUES (NEW.id, sha256(coalesce(previous, ''::bytea) || audit_content(NEW)));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_chain AFTER INSERT ON foundation_auditentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""

ADDED_ONLY = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

CACHE = """
CREATE UNLOGGED TABLE foundation_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX foundation_cache_expires ON foundation_cache (expires);
"""

# Counts may be lost in a crash, and must not make each page wait for the disk.
QUICK_COUNTS = "ALTER TABLE foundation_ratecount SET UNLOGGED;"


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE_CHANGE),
        migrations.RunSQL(AUDIT_CONTENT),
        migrations.RunSQL(AUDIT_CHAIN),
        migrations.RunSQL(ADDED_ONLY.format(table="foundation_auditentry")),
        migrations.RunSQL(ADDED_ONLY.format(table="foundation_auditlink")),
        migrations.RunSQL(CACHE),
        migrations.RunSQL(QUICK_COUNTS),
    ]
