-- The people first: PostgreSQL wants a table before another refers to it.
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"actor" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL,
	"detail" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_events_user" ON "audit_events" ("user_id","at");
--> statement-breakpoint
CREATE TABLE "codes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"flow_hash" text COLLATE "C" NOT NULL,
	"code_hash" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"tries_left" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"redeemed_at" bigint
);
--> statement-breakpoint
CREATE INDEX "codes_created" ON "codes" ("created_at");
--> statement-breakpoint
CREATE TABLE "limits" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"used" bigint NOT NULL,
	"streak" bigint NOT NULL,
	"window_ends_at" bigint NOT NULL,
	"blocked_until" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "limits_expiry" ON "limits" ("expires_at");
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"template" text COLLATE "C" NOT NULL,
	"recipient" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" bigint NOT NULL,
	"last_error" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"sent_at" bigint
);
--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" ("state","due_at");
--> statement-breakpoint
CREATE INDEX "outbox_created" ON "outbox" ("created_at");
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"secret_hash" text COLLATE "C" NOT NULL,
	"is_persistent" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"idle_seconds" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL,
	FOREIGN KEY ("user_id") REFERENCES "users"("id") ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" ("user_id","created_at");
--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" ("email");
