CREATE INDEX `audit_events_user_type` ON `audit_events` (`user_id`,`type`,`at`);
--> statement-breakpoint
UPDATE `users` SET `time_zone` = '' WHERE `time_zone` = 'UTC' AND NOT EXISTS (SELECT 1 FROM `audit_events` WHERE `audit_events`.`user_id` = `users`.`id` AND `audit_events`.`type` = 'user_updated' AND `audit_events`.`detail` = 'profile');
