import * as sqlite from 'drizzle-orm/sqlite-core';

/** The kinds of column our tables are made of. A second database gets its own set here, and nowhere else. */
export const table = sqlite.sqliteTable;
export const text = (name: string) => sqlite.text(name);
declare const isSecret: unique symbol;
/**
 * A text that no browser may see, or only in an httpOnly cookie. To the compiler it stays one wherever it goes;
 * app/crossing.test.ts lets none cross to a browser, and the proof looks for the value of every such column.
 */
export type Secret = string & { readonly [isSecret]?: true };
export const secret = sqlite.customType<{ data: Secret; driverData: string }>({
  dataType: () => 'text',
});
export const integer = (name: string) => sqlite.integer(name);
export const boolean = (name: string) => sqlite.integer(name, { mode: 'boolean' });
/** A point in time, to the millisecond, always made in JavaScript. */
export const timestamp = (name: string) => sqlite.integer(name, { mode: 'timestamp_ms' });

/** What every thing of the product has, beside what people fill in. Who owns one is a grant. */
export const thingColumns = () => ({
  id: text('id').primaryKey(),
  /** Raised by each edit: an edit that read an older one does not happen. */
  revision: integer('revision').notNull(),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
});
/** A table of such. */
export type ThingTable = sqlite.SQLiteTable &
  Record<'id' | 'revision' | 'createdAt' | 'updatedAt', sqlite.SQLiteColumn>;

/** The root secret that a row was issued under: see lib/db/issued. */
export const root = () => text('root').notNull().default('');
