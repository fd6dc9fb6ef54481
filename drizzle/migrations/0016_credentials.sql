CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`handle` text NOT NULL,
	`secret` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`counter` integer DEFAULT 0 NOT NULL,
	`user_handle` text DEFAULT '' NOT NULL,
	`aaguid` text DEFAULT '' NOT NULL,
	`transports` text DEFAULT '' NOT NULL,
	`may_be_backed_up` integer DEFAULT false NOT NULL,
	`is_backed_up` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_handle` ON `credentials` (`kind`,`handle`);--> statement-breakpoint
CREATE INDEX `credentials_user` ON `credentials` (`user_id`,`kind`);--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`challenge` text NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	`root` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_challenges_created` ON `passkey_challenges` (`created_at`);--> statement-breakpoint
CREATE INDEX `passkey_challenges_user` ON `passkey_challenges` (`user_id`);--> statement-breakpoint
CREATE TABLE `pending_sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`password_hash` text NOT NULL,
	`amr` text NOT NULL,
	`is_persistent` integer NOT NULL,
	`next` text NOT NULL,
	`tries_left` integer NOT NULL,
	`created_at` integer NOT NULL,
	`root` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `pending_sign_ins_user` ON `pending_sign_ins` (`user_id`);--> statement-breakpoint
CREATE INDEX `pending_sign_ins_created` ON `pending_sign_ins` (`created_at`);--> statement-breakpoint
CREATE TABLE `recoveries` (
	`user_id` text PRIMARY KEY NOT NULL,
	`opens_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`notified_at` integer NOT NULL,
	`root` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `recoveries_notified` ON `recoveries` (`notified_at`);--> statement-breakpoint
CREATE TABLE `trusted_browsers` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`root` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `trusted_browsers_user` ON `trusted_browsers` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `trusted_browsers_expiry` ON `trusted_browsers` (`expires_at`);--> statement-breakpoint
ALTER TABLE `users` ADD `second_factor_due_at` integer;--> statement-breakpoint
-- The password of everybody who has one is a credential like any other from now on.
INSERT INTO `credentials` (`id`, `user_id`, `kind`, `handle`, `secret`, `created_at`, `confirmed_at`) SELECT `id`, `id`, 'password', `id`, `password_hash`, `created_at`, `created_at` FROM `users` WHERE `password_hash` <> '';
