CREATE TABLE `oauth_clients` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`redirect_uris` text NOT NULL,
	`secret_hash` text,
	`audience` text,
	`scope` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_records` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`session_id` text,
	`user_code_hash` text,
	`claimed_by` text,
	`payload` text NOT NULL,
	`consumed_at` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `oauth_records_session` ON `oauth_records` (`session_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_records_user_code` ON `oauth_records` (`user_code_hash`);--> statement-breakpoint
CREATE INDEX `oauth_records_expiry` ON `oauth_records` (`expires_at`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`private_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
ALTER TABLE `sessions` ADD `client_id` text REFERENCES oauth_clients(id) ON DELETE cascade;--> statement-breakpoint
-- The command-line client that comes with Gatehouse. `npm run gatehouse -- clients remove gatehouse-cli` shuts it out.
INSERT INTO `oauth_clients` (`id`, `name`, `kind`, `redirect_uris`, `created_at`)
VALUES ('gatehouse-cli', 'gatehouse CLI', 'native', '["http://127.0.0.1/callback"]', 1795305600000);
