CREATE TABLE `logout_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`client_id` text NOT NULL,
	`uri` text NOT NULL,
	`attempts` integer NOT NULL,
	`last_error` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`given_up_at` integer
);
--> statement-breakpoint
CREATE INDEX `logout_notices_due` ON `logout_notices` (`given_up_at`,`due_at`);--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `post_logout_redirect_uris` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `backchannel_logout_uri` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `begun_in` text;--> statement-breakpoint
CREATE INDEX `sessions_begun_in` ON `sessions` (`begun_in`);