import type { Route } from '#lib/product/route';

/**
 * The addresses of this product that ask more of the front door than others: a larger body, files, programs of others that
 * tell us something, pages of another origin. Whatever stands in no line takes 64 KB from our own pages. The first line
 * that fits counts; what is wrong keeps the server from starting. docs/routes.md shows each kind.
 */
export const ROUTES: readonly Route[] = [
  // The most that fits the field of a note, in the widest characters, twice: a refused form brings along what it shows.
  { path: '/notes/*', body: '384 KB' },
  // The same note once, as JSON whose writer escapes whatever is not ASCII: twelve bytes for a character.
  { path: '/api/v1/notes/*', body: '256 KB' },
];
