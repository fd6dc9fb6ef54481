CREATE TABLE `company_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`is_required` integer NOT NULL,
	`roles` text DEFAULT '' NOT NULL,
	`proof` text NOT NULL,
	`created_at` integer NOT NULL,
	`verified_at` integer
);
--> statement-breakpoint
ALTER TABLE `pending_sign_ins` ADD `provider` text;--> statement-breakpoint
ALTER TABLE `pending_sign_ins` ADD `provider_session` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `provider` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `provider_session` text;--> statement-breakpoint
CREATE INDEX `sessions_provider` ON `sessions` (`provider_session`);