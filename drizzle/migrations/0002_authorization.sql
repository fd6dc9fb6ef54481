CREATE TABLE `grants` (
	`subject` text NOT NULL,
	`relation` text NOT NULL,
	`kind` text NOT NULL,
	`object` text NOT NULL,
	`address` text NOT NULL,
	`granted_by` text,
	`created_at` integer NOT NULL,
	`offered_at` integer,
	PRIMARY KEY(`subject`, `kind`, `object`)
);
--> statement-breakpoint
CREATE INDEX `grants_object` ON `grants` (`kind`,`object`,`created_at`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `audit_events` ADD `actor_id` text;--> statement-breakpoint
ALTER TABLE `audit_events` ADD `object` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit_events` ADD `result` text DEFAULT 'success' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_until` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `role` text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `search_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `users_search_name` ON `users` (`search_name`,`id`);--> statement-breakpoint
CREATE INDEX `users_role` ON `users` (`role`);--> statement-breakpoint
UPDATE `users` SET `search_name` = lower(`name`);
