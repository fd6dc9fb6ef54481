import type { FileType } from '#lib/product/file-types';

export type Size = `${number} KB` | `${number} MB`;

/** What an address asks of the front door. Without a word it takes 64 KB, and only from our own pages. */
export type Route = {
  /**
   * As the folders of `app` are called: `[name]` stands for one part. `/*` at the end: the address itself and all below it.
   */
  path: `/${string}`;
  /** How much may be sent there. It is held in memory: 16 MB at most. */
  body?: Size;
  /** Files may be sent there by a form: `receiveFiles` of lib/request/receive-files takes them in a route.ts. */
  files?: Files;
  /** Programs of others tell us something there, by POST and with a signature: no origin is asked, no cookie passed on. */
  webhook?: true;
  /** Pages of these origins may ask there. */
  cors?: Cors;
};

export type Files = {
  types: readonly FileType[];
  /** The largest file. */
  each: Size;
  /** How many at once; 1 where it says nothing. */
  most?: number;
  /** Asked of each file before the route gets it, such as a virus scanner: `false` refuses it. */
  scan?: (file: { path: string; name: string; type: FileType }) => Promise<boolean>;
};

export type Cors = {
  /** Scheme, host and port: `https://app.acme.test`. Never `*`. */
  origins: readonly string[];
  /** Headers that those pages may send, besides `Authorization` and `Content-Type`. */
  headers?: readonly string[];
  /**
   * The session cookie may come along. Browsers send it only from a page of the same site, such as another subdomain; any
   * script there then acts as the person.
   */
  cookie?: true;
};

const UNITS = { KB: 1024, MB: 1024 * 1024 };

/** A size in bytes; NaN for what is none. */
export function bytes(size: Size): number {
  const [, amount, unit] = size.match(/^([1-9]\d{0,3}) (KB|MB)$/) ?? [];
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}
