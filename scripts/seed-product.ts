import type { Actor } from '#lib/things/access';
import { seedNotes } from './seed-notes.ts';

/** Puts something of the product there for the people of the development server, and answers a line about it. */
type Seed = (people: Record<'ada' | 'bob' | 'cyd', Actor>) => Promise<string>;

/** What the product has in the development server: one function for each kind of thing. */
export const PRODUCT_SEEDS: readonly Seed[] = [seedNotes];
