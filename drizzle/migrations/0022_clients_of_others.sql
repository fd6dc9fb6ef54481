CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`client_id` text NOT NULL,
	`scope` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`client_id`) REFERENCES `oauth_clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consents_one` ON `consents` (`user_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `consents_client` ON `consents` (`client_id`);--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `old_secret_hash` text;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `old_secret_ends_at` integer;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `auth` text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `alg` text DEFAULT 'ES256' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `needs_pkce` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `consent` text DEFAULT 'once' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `disabled_at` integer;