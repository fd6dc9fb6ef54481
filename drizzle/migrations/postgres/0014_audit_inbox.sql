CREATE TABLE "audit_inbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
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
	"detail" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
-- Every row of it comes and goes.
ALTER TABLE "audit_inbox" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--> statement-breakpoint
CREATE TABLE "audit_verdict" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"entries" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"faults" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER audit_inbox_fixed BEFORE UPDATE ON audit_inbox FOR EACH ROW EXECUTE FUNCTION audit_refuse('an entry of the audit log never changes');
--> statement-breakpoint
-- It goes once it stands in the log, and says there what it said here.
CREATE FUNCTION audit_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.id = OLD.id
		AND (e.at, e.type, e.user_id, e.session_id, e.actor, e.actor_id, e.object, e.result, e.address, e.user_agent, e.detail)
			IS NOT DISTINCT FROM (OLD.at, OLD.type, OLD.user_id, OLD.session_id, OLD.actor, OLD.actor_id, OLD.object, OLD.result, OLD.address, OLD.user_agent, OLD.detail)) THEN
		RAISE EXCEPTION 'an entry of the audit log is not deleted';
	END IF;
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_inbox_kept BEFORE DELETE ON audit_inbox FOR EACH ROW EXECUTE FUNCTION audit_sealed();
--> statement-breakpoint
CREATE TRIGGER audit_inbox_whole BEFORE TRUNCATE ON audit_inbox FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('an entry of the audit log is not deleted');
--> statement-breakpoint
-- Many entries come in one statement. What is to happen after each row happens only after the last, so the head moves along before each.
DROP TRIGGER audit_events_head ON audit_events;
--> statement-breakpoint
DROP FUNCTION audit_move_head();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE seq = NEW.seq - 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the audit log only grows at its end';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.seq = OLD.seq + 1) IS NOT TRUE THEN
		RAISE EXCEPTION 'the head of the audit log follows its last entry';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
-- Whether the entry is there that the head says is asked when the transaction ends.
CREATE FUNCTION audit_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq AND hash = NEW.hash) THEN
		RAISE EXCEPTION 'the head of the audit log follows its last entry';
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_head_follows AFTER UPDATE ON audit_head DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_follows();
--> statement-breakpoint
-- Retention: what it removes is older than thirty days, and an entry of the same transaction says so.
CREATE OR REPLACE FUNCTION audit_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.seq > OLD.seq
		AND EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq AND hash = NEW.hash AND at = NEW.at
			AND at < (extract(epoch FROM clock_timestamp()) - 2592000) * 1000)
		AND EXISTS (SELECT 1 FROM audit_inbox
			WHERE type = 'audit_trimmed' AND object = 'audit:' || NEW.seq AND detail = NEW.hash)) IS NOT TRUE THEN
		RAISE EXCEPTION 'the audit log is only cut where an entry says';
	END IF;
	RETURN NEW;
END
$$;
