CREATE TABLE `root_secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `codes` ADD `root` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `root` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_records` ADD `root` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `root` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `signing_keys` ADD `root` text DEFAULT '' NOT NULL;