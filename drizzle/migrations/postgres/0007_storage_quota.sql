ALTER TABLE "users" ADD "stored_bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "codes_email" ON "codes" ("email","id");--> statement-breakpoint
CREATE INDEX "outbox_recipient" ON "outbox" ("recipient","id");--> statement-breakpoint
-- The notes that are there already count from now on, in the account that owns each.
UPDATE "users" SET "stored_bytes" = (SELECT coalesce(sum(octet_length("notes"."title") + octet_length("notes"."text")), 0) FROM "notes" INNER JOIN "grants" ON "grants"."kind" = 'note' AND "grants"."object" = "notes"."id" WHERE "grants"."relation" = 'owner' AND "grants"."subject" = 'user:' || "users"."id");
