CREATE TABLE `audit_tiles` (
	`level` integer NOT NULL,
	`nth` integer NOT NULL,
	`first` integer NOT NULL,
	`hashes` text NOT NULL,
	PRIMARY KEY(`level`, `nth`)
);
--> statement-breakpoint
-- A tile that is there already is no fault of whoever makes it a second time, and REPLACE takes nothing away. A tile has
-- whole hashes, 1 to 256: with anything else the tree would never grow again.
CREATE TRIGGER `audit_tiles_new` BEFORE INSERT ON `audit_tiles`
BEGIN
	SELECT RAISE(IGNORE)
		WHERE EXISTS (SELECT 1 FROM `audit_tiles` WHERE `level` = NEW.`level` AND `nth` = NEW.`nth`);
	SELECT RAISE(ABORT, 'a tile of the tree of the audit log has whole hashes: it only grows at its end')
		WHERE (length(CAST(NEW.`hashes` AS BLOB)) BETWEEN 43 AND 11008
			AND length(CAST(NEW.`hashes` AS BLOB)) % 43 = 0) IS NOT TRUE;
END;
--> statement-breakpoint
CREATE TRIGGER `audit_tiles_grow` BEFORE UPDATE ON `audit_tiles`
	WHEN (NEW.`level` = OLD.`level` AND NEW.`nth` = OLD.`nth` AND NEW.`first` = OLD.`first`
		AND length(NEW.`hashes`) > length(OLD.`hashes`)
		AND length(CAST(NEW.`hashes` AS BLOB)) <= 11008
		AND length(CAST(NEW.`hashes` AS BLOB)) % 43 = 0
		AND substr(NEW.`hashes`, 1, length(OLD.`hashes`)) = OLD.`hashes`) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'the tree of the audit log only grows at its end');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_tiles_kept` BEFORE DELETE ON `audit_tiles`
BEGIN
	SELECT RAISE(ABORT, 'the tree of the audit log only grows at its end');
END;
