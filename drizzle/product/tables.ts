import type { Table } from 'drizzle-orm';
import { notes } from './notes.ts';

/** Every table of the product. */
export const PRODUCT_TABLES: Table[] = [notes];
