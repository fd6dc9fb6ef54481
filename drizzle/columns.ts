import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The kinds of column our tables are made of. A second database gets its own set here, and nowhere else. */
export const table = sqliteTable;
export const words = (name: string) => text(name);
export const count = (name: string) => integer(name);
export const flag = (name: string) => integer(name, { mode: 'boolean' });
/** A point in time, to the millisecond, always made in JavaScript. */
export const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });
