CREATE TABLE `audit_inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`user_id` text,
	`session_id` text,
	`actor` text NOT NULL,
	`actor_id` text,
	`object` text DEFAULT '' NOT NULL,
	`result` text DEFAULT 'success' NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_verdict` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`entries` integer NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`faults` text NOT NULL
);

--> statement-breakpoint
CREATE TRIGGER `audit_inbox_fixed` BEFORE UPDATE ON `audit_inbox`
BEGIN
	SELECT RAISE(ABORT, 'an entry of the audit log never changes');
END;
--> statement-breakpoint
-- Asked before REPLACE could take the other away.
CREATE TRIGGER `audit_inbox_new` BEFORE INSERT ON `audit_inbox`
	WHEN EXISTS (SELECT 1 FROM `audit_inbox` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'an entry of the audit log never changes');
END;
--> statement-breakpoint
-- It goes once it stands in the log, and says there what it said here.
CREATE TRIGGER `audit_inbox_kept` BEFORE DELETE ON `audit_inbox`
	WHEN NOT EXISTS (SELECT 1 FROM `audit_events` WHERE `id` = OLD.`id`
		AND (`at`, `type`, `user_id`, `session_id`, `actor`, `actor_id`, `object`, `result`, `address`, `user_agent`, `detail`)
			IS (OLD.`at`, OLD.`type`, OLD.`user_id`, OLD.`session_id`, OLD.`actor`, OLD.`actor_id`, OLD.`object`, OLD.`result`, OLD.`address`, OLD.`user_agent`, OLD.`detail`))
BEGIN
	SELECT RAISE(ABORT, 'an entry of the audit log is not deleted');
END;
--> statement-breakpoint
DROP TRIGGER `audit_anchor_told`;
--> statement-breakpoint
-- Retention: what it removes is older than thirty days, and an entry of the same transaction says so.
CREATE TRIGGER `audit_anchor_told` BEFORE UPDATE ON `audit_anchor`
	WHEN (NEW.`seq` > OLD.`seq`
		AND EXISTS (SELECT 1 FROM `audit_events` WHERE `seq` = NEW.`seq` AND `hash` = NEW.`hash`
			AND `at` = NEW.`at` AND `at` < (unixepoch() - 2592000) * 1000)
		AND EXISTS (SELECT 1 FROM `audit_inbox`
			WHERE `type` = 'audit_trimmed' AND `object` = 'audit:' || NEW.`seq` AND `detail` = NEW.`hash`)) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only cut where an entry says');
END;
