/** The lists that come in pages: ours, and one for each kind of thing of the product, by its plural. */
export type List =
  | (string & {})
  | 'people'
  | 'sessions'
  | 'apps'
  | 'activity'
  | 'users'
  | 'programs'
  | 'reach'
  | 'audit'
  | 'mails'
  | 'undelivered';

/** How many rows a page has, unless it is said otherwise. */
export const PER_PAGE = 25;

const LONGEST = 2_000;

/** A place in a list as it stands in an address: opaque, so that nobody builds on what is in it, and no secret. */
export const toCursor = (list: List, place: string): string =>
  Buffer.from(`${list} ${place}`).toString('base64url');

/** The place that a cursor stands for; null when it is none, or one of another list. */
export function fromCursor(list: List, cursor: string): string | null {
  if (cursor.length > LONGEST) return null;
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.startsWith(`${list} `) ? text.slice(list.length + 1) : null;
  return place && toCursor(list, place) === cursor ? place : null;
}

/** A place that is a number, and none that a database refuses. */
export const NUMBERED = /^\d{1,15}$/;
const ANY = /^/;

/**
 * What the query of a page says of the place: undefined for the first page, null for one that there is not. Anybody can
 * write a cursor: a place that does not look like those of the list is none.
 */
export function placeIn(list: List, asked: string | string[] | undefined, looks = ANY) {
  if (typeof asked !== 'string' || asked === '') return undefined;
  const place = fromCursor(list, asked);
  return place !== null && looks.test(place) ? place : null;
}

/** Where a page begins, undefined for the first and null for none; and how many rows it has. */
export type PageRequest = { after?: string | null | undefined; limit?: number | undefined };

/**
 * One page of rows that are all there already, for there are never many. `keyOf` says where each stands: the order
 * of the keys is the order of the list, and a key is a place, also when its row has gone. `next` is null on the
 * last page.
 */
export function pageOf<Row>(
  rows: Row[],
  keyOf: (row: Row) => string,
  { after = '', limit = PER_PAGE }: PageRequest = {},
): { rows: Row[]; next: string | null } {
  if (after === null) return { rows: [], next: null };
  const left = rows
    .map((row) => ({ row, key: keyOf(row) }))
    .filter(({ key }) => key > after)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const page = left.slice(0, limit);
  return {
    rows: page.map(({ row }) => row),
    next: left.length > limit ? (page.at(-1)?.key ?? null) : null,
  };
}

/** A number so that texts of it are in its order; the newest first when it is turned around. */
export const inOrder = (at: Date) => String(at.getTime()).padStart(16, '0');
export const newestFirst = (at: Date) =>
  String(Number.MAX_SAFE_INTEGER - at.getTime()).padStart(16, '0');
