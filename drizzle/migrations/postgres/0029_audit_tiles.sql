CREATE TABLE "audit_tiles" (
	"level" bigint NOT NULL,
	"nth" bigint NOT NULL,
	"first" bigint NOT NULL,
	"hashes" text COLLATE "C" NOT NULL,
	PRIMARY KEY("level", "nth")
);
--> statement-breakpoint
-- A tile has whole hashes, 1 to 256: with anything else the tree would never grow again.
CREATE FUNCTION audit_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (octet_length(NEW.hashes) BETWEEN 43 AND 11008 AND octet_length(NEW.hashes) % 43 = 0) IS NOT TRUE THEN
		RAISE EXCEPTION 'a tile of the tree of the audit log has whole hashes: it only grows at its end';
	END IF;
	IF TG_OP = 'INSERT' THEN
		RETURN NEW;
	END IF;
	IF (NEW.level = OLD.level AND NEW.nth = OLD.nth AND NEW.first = OLD.first
		AND length(NEW.hashes) > length(OLD.hashes)
		AND left(NEW.hashes, length(OLD.hashes)) = OLD.hashes) IS NOT TRUE THEN
		RAISE EXCEPTION 'the tree of the audit log only grows at its end';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_tiles_new BEFORE INSERT ON audit_tiles FOR EACH ROW EXECUTE FUNCTION audit_grow();
--> statement-breakpoint
CREATE TRIGGER audit_tiles_grow BEFORE UPDATE ON audit_tiles FOR EACH ROW EXECUTE FUNCTION audit_grow();
--> statement-breakpoint
CREATE TRIGGER audit_tiles_kept BEFORE DELETE ON audit_tiles FOR EACH ROW EXECUTE FUNCTION audit_refuse('the tree of the audit log only grows at its end');
--> statement-breakpoint
CREATE TRIGGER audit_tiles_whole BEFORE TRUNCATE ON audit_tiles FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the tree of the audit log only grows at its end');
