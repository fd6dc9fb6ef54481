CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`provider` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`label` text NOT NULL,
	`email` text NOT NULL,
	`amr` text NOT NULL,
	`acr` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connections_subject` ON `connections` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `connections_user` ON `connections` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `provider_flows` (
	`id` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`state_hash` text NOT NULL,
	`provider` text NOT NULL,
	`intent` text NOT NULL,
	`stage` text NOT NULL,
	`next` text NOT NULL,
	`is_persistent` integer NOT NULL,
	`session_id` text,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`root` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `provider_flows_created` ON `provider_flows` (`created_at`);--> statement-breakpoint
CREATE INDEX `provider_flows_session` ON `provider_flows` (`session_id`);--> statement-breakpoint
CREATE TABLE `providers` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret` text NOT NULL,
	`created_at` integer NOT NULL
);
