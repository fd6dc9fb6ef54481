import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUTHORS, BREAKPOINT, readMigrations } from '#lib/db/migrations';

/** Until here every version before refused a newer database. */
const LAST_WITHOUT_RULE = '0014';

/** What takes away something that the version before reads or writes, while both serve. */
const TAKES_AWAY = /\bDROP\b|\bRENAME\b|\bALTER COLUMN\b[^;]*\bTYPE\b|\bSET NOT NULL\b/i;
/** What the version before does not give a value to. */
const ASKS_FOR_MORE = /^\s*ALTER TABLE\b[^;]*\bADD\b(?![^;]*\bDEFAULT\b)[^;]*\bNOT NULL\b/i;

/** Statements, without comments, by which a version before would no longer work. */
function breakingIn(text: string): string[] {
  const all = text.split(BREAKPOINT).map((one) => one.replace(/--.*$/gm, '').trim());
  return all.filter(
    (one) => (TAKES_AWAY.test(one) && !isMadeAnew(one, all)) || ASKS_FOR_MORE.test(one),
  );
}

/** An index under the same name, over other columns: whoever reads by it is slower for a moment, and nothing more. */
function isMadeAnew(dropped: string, all: string[]): boolean {
  const [, name] = dropped.match(/^DROP INDEX ([`"]\w+[`"]);$/) ?? [];
  return name !== undefined && all.some((one) => one.startsWith(`CREATE INDEX ${name} ON `));
}

/** What a migration does on each engine. */
const textsOf = (folder: string, tag: string, text: string) => {
  const twin = join(folder, 'postgres', `${tag}.sql`);
  return existsSync(twin) ? [text, readFileSync(twin, 'utf8')] : [text];
};

test('a migration only adds, on either engine, unless it says by its name that it takes away', () => {
  const found = AUTHORS.flatMap((author) =>
    readMigrations(author)
      .filter(({ tag }) => tag > `${LAST_WITHOUT_RULE}~` && !/^\d+_contract_/.test(tag))
      .flatMap(({ tag, text }) => textsOf(author.folder, tag, text).map((one) => ({ tag, one }))),
  );
  const breaking = found.flatMap(({ tag, one }) => breakingIn(one).map((says) => ({ tag, says })));
  expect(breaking).toEqual([]);
});

test.each([
  ['ALTER TABLE `notes` DROP COLUMN `text`;', true],
  ['DROP TABLE `notes`;', true],
  ['alter table "notes" rename to "papers";', true],
  ['ALTER TABLE "notes" ALTER COLUMN "text" SET DATA TYPE bigint', true],
  ['ALTER TABLE "notes" ALTER COLUMN "text" SET NOT NULL', true],
  ['ALTER TABLE `notes` ADD `more` text NOT NULL;', true],
  ["ALTER TABLE `notes` ADD `more` text DEFAULT '' NOT NULL;", false],
  ['ALTER TABLE `notes` ADD `more` text;', false],
  ['CREATE TABLE `more` (`id` text PRIMARY KEY NOT NULL);', false],
  ['DROP INDEX `more_id`;', true],
  [
    'DROP INDEX `more_id`;--> statement-breakpoint\nCREATE INDEX `more_id` ON `more` (`id`);',
    false,
  ],
  [
    'DROP INDEX `more_id`;--> statement-breakpoint\nCREATE INDEX `other_id` ON `more` (`id`);',
    true,
  ],
  [
    'DROP INDEX `more_id`;--> statement-breakpoint\nCREATE UNIQUE INDEX `more_id` ON `more` (`id`);',
    true,
  ],
  ['-- this drops nothing\nCREATE INDEX `more_id` ON `more` (`id`);', false],
])('%j takes away: %s', (statement, isBreaking) => {
  expect(breakingIn(statement).length > 0).toBe(isBreaking);
});
