-- There are no entries yet to be chained: what is kept here began on SQLite.
DROP TABLE "audit_events";
--> statement-breakpoint
CREATE TABLE "audit_anchor" (
	"seq" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"seq" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
INSERT INTO "audit_anchor" ("seq", "hash", "at") VALUES (0, '', 0);
--> statement-breakpoint
INSERT INTO "audit_head" ("seq", "hash") VALUES (0, '');
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"session_id" text COLLATE "C",
	"actor" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"object" text COLLATE "C" DEFAULT '' NOT NULL,
	"result" text COLLATE "C" DEFAULT 'success' NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL,
	"detail" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_events_id" ON "audit_events" ("id");
--> statement-breakpoint
CREATE INDEX "audit_events_user" ON "audit_events" ("user_id","id");
--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" ("actor_id","id") WHERE "audit_events"."actor_id" is not null;
--> statement-breakpoint
CREATE INDEX "audit_events_type" ON "audit_events" ("type","id");
--> statement-breakpoint
-- The hash of an entry, byte for byte as lib/db/audit-hash computes it: SHA-256 over the JSON array.
CREATE FUNCTION audit_hash(previous text, seq bigint, id text, at bigint, VARIADIC rest text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT encode(sha256(convert_to('[' || to_json(previous)::text || ',' || seq || ',' || to_json(id)::text || ',' || at
		|| (SELECT coalesce(string_agg(',' || coalesce(to_json(field)::text, 'null'), '' ORDER BY place), '')
			FROM unnest(rest) WITH ORDINALITY AS told(field, place)) || ']', 'UTF8')), 'hex')
$$;
--> statement-breakpoint
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;
--> statement-breakpoint
-- An entry may only come next.
CREATE FUNCTION audit_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.seq = (SELECT seq + 1 FROM audit_head)) IS NOT TRUE THEN
		RAISE EXCEPTION 'the audit log only grows at its end';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_events_next BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_next();
--> statement-breakpoint
CREATE FUNCTION audit_move_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_events_head AFTER INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_move_head();
--> statement-breakpoint
CREATE TRIGGER audit_events_fixed BEFORE UPDATE ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_refuse('an entry of the audit log never changes');
--> statement-breakpoint
CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (OLD.seq <= (SELECT seq FROM audit_anchor)) IS NOT TRUE THEN
		RAISE EXCEPTION 'an entry of the audit log is not deleted';
	END IF;
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_kept();
--> statement-breakpoint
CREATE TRIGGER audit_events_whole BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('an entry of the audit log is not deleted');
--> statement-breakpoint
CREATE FUNCTION audit_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.seq = OLD.seq + 1 AND EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq AND hash = NEW.hash)) IS NOT TRUE THEN
		RAISE EXCEPTION 'the head of the audit log follows its last entry';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_forward();
--> statement-breakpoint
CREATE TRIGGER audit_head_one BEFORE INSERT OR DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse('the audit log has one head');
--> statement-breakpoint
CREATE TRIGGER audit_head_kept BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the audit log has one head');
--> statement-breakpoint
-- Retention: what it removes is older than thirty days, and the last entry of the log says so.
CREATE FUNCTION audit_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.seq > OLD.seq
		AND EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq AND hash = NEW.hash AND at = NEW.at
			AND at < (extract(epoch FROM clock_timestamp()) - 2592000) * 1000)
		AND EXISTS (SELECT 1 FROM audit_events WHERE seq = (SELECT seq FROM audit_head)
			AND type = 'audit_trimmed' AND object = 'audit:' || NEW.seq AND detail = NEW.hash)) IS NOT TRUE THEN
		RAISE EXCEPTION 'the audit log is only cut where its last entry says';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_anchor_told BEFORE UPDATE ON audit_anchor FOR EACH ROW EXECUTE FUNCTION audit_cut();
--> statement-breakpoint
CREATE TRIGGER audit_anchor_one BEFORE INSERT OR DELETE ON audit_anchor FOR EACH ROW EXECUTE FUNCTION audit_refuse('the audit log has one anchor');
--> statement-breakpoint
CREATE TRIGGER audit_anchor_kept BEFORE TRUNCATE ON audit_anchor FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the audit log has one anchor');
