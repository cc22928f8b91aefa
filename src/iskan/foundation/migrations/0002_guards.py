"""The database's own guards: added-only tables, and the audit trail's hash chain closed at each commit."""

from django.db import migrations

from iskan.foundation import guards

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
        entry.action, entry.subject_kind, entry.subject, entry.detail,
        extract(epoch FROM entry.recorded_at)::text, entry.recorded_by
    )::text, 'UTF8')
$$;
"""

# Whoever writes a line says when the deed was done; when and as whom the line was written, the database says.
AUDIT_RECORDED = """
CREATE FUNCTION audit_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    NEW.recorded_by := session_user;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_recorded BEFORE INSERT ON foundation_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_recorded();
-- Also in a session that spares itself the other triggers, as whoever fills many rows at once may.
ALTER TABLE foundation_auditentry ENABLE ALWAYS TRIGGER audit_recorded;
"""

# Runs at commit, when no further row lock will be taken: a lane's lock is held for the commit alone. A transaction
# takes the first free lane and stays in it. An older snapshot would not see its lane's last link.
AUDIT_CHAIN = """
CREATE FUNCTION audit_lane() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    lanes CONSTANT integer := 16;
    chosen integer := nullif(current_setting('iskan.audit_lane', true), '')::integer;
BEGIN
    IF chosen IS NOT NULL THEN
        RETURN chosen;
    END IF;
    FOR step IN 0 .. lanes - 1 LOOP
        chosen := (pg_backend_pid() + step) % lanes;
        EXIT WHEN pg_try_advisory_xact_lock(hashtext('audit_lane'), chosen);
        chosen := NULL;
    END LOOP;
    IF chosen IS NULL THEN
        chosen := pg_backend_pid() % lanes;
        PERFORM pg_advisory_xact_lock(hashtext('audit_lane'), chosen);
    END IF;
    PERFORM set_config('iskan.audit_lane', chosen::text, true);
    RETURN chosen;
END $$;
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_lane CONSTANT integer := audit_lane();
    previous bytea;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'audited changes need the isolation level "read committed"' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT digest INTO previous FROM foundation_auditlink WHERE lane = own_lane ORDER BY id DESC LIMIT 1;
    INSERT INTO foundation_auditlink (lane, entry_id, digest)
    VALUES (own_lane, NEW.id, sha256(coalesce(previous, ''::bytea) || audit_content(NEW)));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_chain AFTER INSERT ON foundation_auditentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();
ALTER TABLE foundation_auditentry ENABLE ALWAYS TRIGGER audit_chain;
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
        migrations.RunSQL(AUDIT_RECORDED),
        migrations.RunSQL(AUDIT_CHAIN),
        guards.added_only("foundation_auditentry", "foundation_auditlink"),
        migrations.RunSQL(CACHE),
        migrations.RunSQL(QUICK_COUNTS),
    ]
