CREATE TABLE `nodes` (
	`id` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`pid` integer NOT NULL,
	`worker` integer NOT NULL,
	`version` text NOT NULL,
	`build` text NOT NULL,
	`actions_key` text NOT NULL,
	`roots` text NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL
);
