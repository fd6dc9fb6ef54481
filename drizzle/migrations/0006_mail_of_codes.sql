ALTER TABLE `codes` ADD `mailed_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `useful_until` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `code_id` text;