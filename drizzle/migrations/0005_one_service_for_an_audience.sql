-- Of services that had the same audience the first keeps it, as it was the one that was asked for already.
UPDATE `oauth_clients` SET `audience` = NULL WHERE EXISTS (SELECT 1 FROM `oauth_clients` AS `first` WHERE `first`.`audience` = `oauth_clients`.`audience` AND `first`.`id` < `oauth_clients`.`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_clients_audience` ON `oauth_clients` (`audience`);
