CREATE TABLE `audit_anchor` (
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_head` (
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `audit_anchor` (`seq`, `hash`, `at`) VALUES (0, '', 0);
--> statement-breakpoint
INSERT INTO `audit_head` (`seq`, `hash`) VALUES (0, '');
--> statement-breakpoint
CREATE TABLE `__new_audit_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
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
	`detail` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
-- Chains the entries that are there already, one by one: what is put into this view is appended to the log.
CREATE TEMP VIEW `audit_unchained` AS SELECT * FROM `audit_events`;
--> statement-breakpoint
CREATE TEMP TRIGGER `audit_chain` INSTEAD OF INSERT ON `audit_unchained`
BEGIN
	INSERT INTO `__new_audit_events` (`seq`, `id`, `at`, `type`, `user_id`, `session_id`, `actor`, `actor_id`, `object`, `result`, `address`, `user_agent`, `detail`, `hash`)
		SELECT `seq` + 1, NEW.`id`, NEW.`at`, NEW.`type`, NEW.`user_id`, NEW.`session_id`, NEW.`actor`, NEW.`actor_id`, NEW.`object`, NEW.`result`, NEW.`address`, NEW.`user_agent`, NEW.`detail`, audit_hash(`hash`, `seq` + 1, NEW.`id`, NEW.`at`, NEW.`type`, NEW.`user_id`, NEW.`session_id`, NEW.`actor`, NEW.`actor_id`, NEW.`object`, NEW.`result`, NEW.`address`, NEW.`user_agent`, NEW.`detail`) FROM `audit_head`;
	UPDATE `audit_head` SET (`seq`, `hash`) = (SELECT `seq`, `hash` FROM `__new_audit_events` ORDER BY `seq` DESC LIMIT 1);
END;
--> statement-breakpoint
INSERT INTO `audit_unchained` (`id`, `at`, `type`, `user_id`, `session_id`, `actor`, `actor_id`, `object`, `result`, `address`, `user_agent`, `detail`) SELECT `id`, `at`, `type`, `user_id`, `session_id`, `actor`, `actor_id`, `object`, `result`, `address`, `user_agent`, `detail` FROM `audit_events` ORDER BY `id`;
--> statement-breakpoint
DROP TRIGGER `audit_chain`;
--> statement-breakpoint
DROP VIEW `audit_unchained`;
--> statement-breakpoint
DROP TABLE `audit_events`;
--> statement-breakpoint
ALTER TABLE `__new_audit_events` RENAME TO `audit_events`;
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_id` ON `audit_events` (`id`);
--> statement-breakpoint
CREATE INDEX `audit_events_user` ON `audit_events` (`user_id`,`id`);
--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`,`id`) WHERE "audit_events"."actor_id" is not null;
--> statement-breakpoint
CREATE INDEX `audit_events_type` ON `audit_events` (`type`,`id`);
--> statement-breakpoint
-- An entry may only come next. That its id is new is asked here, before REPLACE could take the old one away.
CREATE TRIGGER `audit_events_next` BEFORE INSERT ON `audit_events`
	WHEN (NEW.`seq` = (SELECT `seq` + 1 FROM `audit_head`)
		AND NOT EXISTS (SELECT 1 FROM `audit_events` WHERE `id` = NEW.`id`)) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'the audit log only grows at its end');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_head` AFTER INSERT ON `audit_events`
BEGIN
	UPDATE `audit_head` SET `seq` = NEW.`seq`, `hash` = NEW.`hash`;
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_fixed` BEFORE UPDATE ON `audit_events`
BEGIN
	SELECT RAISE(ABORT, 'an entry of the audit log never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_kept` BEFORE DELETE ON `audit_events`
	WHEN (OLD.`seq` <= (SELECT `seq` FROM `audit_anchor`)) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'an entry of the audit log is not deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_head_forward` BEFORE UPDATE ON `audit_head`
	WHEN (NEW.`seq` = OLD.`seq` + 1
		AND EXISTS (SELECT 1 FROM `audit_events` WHERE `seq` = NEW.`seq` AND `hash` = NEW.`hash`)) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'the head of the audit log follows its last entry');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_head_one` BEFORE INSERT ON `audit_head`
BEGIN
	SELECT RAISE(ABORT, 'the audit log has one head');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_head_kept` BEFORE DELETE ON `audit_head`
BEGIN
	SELECT RAISE(ABORT, 'the audit log has one head');
END;
--> statement-breakpoint
-- Retention: what it removes is older than thirty days, and the last entry of the log says so.
CREATE TRIGGER `audit_anchor_told` BEFORE UPDATE ON `audit_anchor`
	WHEN (NEW.`seq` > OLD.`seq`
		AND EXISTS (SELECT 1 FROM `audit_events` WHERE `seq` = NEW.`seq` AND `hash` = NEW.`hash`
			AND `at` = NEW.`at` AND `at` < (unixepoch() - 2592000) * 1000)
		AND EXISTS (SELECT 1 FROM `audit_events` WHERE `seq` = (SELECT `seq` FROM `audit_head`)
			AND `type` = 'audit_trimmed' AND `object` = 'audit:' || NEW.`seq` AND `detail` = NEW.`hash`)) IS NOT TRUE
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only cut where its last entry says');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_anchor_one` BEFORE INSERT ON `audit_anchor`
BEGIN
	SELECT RAISE(ABORT, 'the audit log has one anchor');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_anchor_kept` BEFORE DELETE ON `audit_anchor`
BEGIN
	SELECT RAISE(ABORT, 'the audit log has one anchor');
END;
