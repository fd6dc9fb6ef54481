DROP TABLE `challenges`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `password_hash`;