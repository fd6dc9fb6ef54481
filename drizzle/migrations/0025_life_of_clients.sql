DROP INDEX `consents_client`;--> statement-breakpoint
CREATE INDEX `consents_client` ON `consents` (`client_id`,`user_id`);--> statement-breakpoint
DROP INDEX `logout_notices_due`;--> statement-breakpoint
CREATE INDEX `logout_notices_due` ON `logout_notices` (`given_up_at`,`uri`,`due_at`);--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `secret_created_at` integer;--> statement-breakpoint
ALTER TABLE `oauth_clients` ADD `last_used_at` integer;--> statement-breakpoint
CREATE INDEX `pending_sign_ins_provider` ON `pending_sign_ins` (`provider_session`);--> statement-breakpoint
CREATE INDEX `sessions_client` ON `sessions` (`client_id`,`user_id`);