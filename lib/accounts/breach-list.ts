import 'server-only';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const BLOCK = 4096;
const LONGEST_LINE = 64;
/** A prefix of fewer hexadecimal digits would match passwords that never leaked. */
const LEAST_DIGITS = 16;
const PLACES = 1_000;
const HASH = new RegExp(`^[0-9A-F]{${LEAST_DIGITS},40}$`);

/** The list cannot be read now: whether a password leaked, nobody knows. */
export class BreachListGone extends Error {
  override name = 'BreachListGone';
}

/**
 * Whether a password is in a list of leaked ones: a file of SHA-1 hashes in hexadecimal, or of prefixes with
 * at least 16 digits, one a line, in ascending order, each with or without ":COUNT", as the public downloads
 * have them. Some thirty short reads find the place, however large the file; nothing of it is kept.
 * Throws `BreachListGone` when the file cannot be read: then nobody knows.
 */
export async function isInBreachList(file: string, password: string): Promise<boolean> {
  const sought = createHash('sha1').update(password).digest('hex').toUpperCase();
  return withList(file, async (list) => {
    const place = await findPlace(list, sought);
    const lines = (await read(list, place, BLOCK + 2 * LONGEST_LINE)).split('\n');
    return lines.map(keyOf).some((key) => key.length >= LEAST_DIGITS && sought.startsWith(key));
  });
}

type Fault = 'empty' | 'no_hashes' | 'not_sorted';

/**
 * What would keep a password that is in this list from being found, or null: lines that are no hashes, or not in
 * ascending order. Looks at a thousand places, evenly over the file, so that one of many gigabytes takes no longer.
 */
export async function faultOfBreachList(file: string): Promise<Fault | null> {
  return withList(file, async (list) => {
    const { size } = await list.stat();
    if (size === 0) return 'empty';
    let before = '';
    for (let nth = 0; nth < PLACES; nth++) {
      const keys = await keysAt(list, Math.floor((size * nth) / PLACES));
      const fault = faultIn([before, ...keys]);
      if (fault) return fault;
      before = keys[0] ?? before;
    }
    return null;
  });
}

/** Of the lines of one place, and the first of the place before: places of a small file overlap. */
function faultIn([before = '', ...keys]: string[]): Fault | null {
  const isNothing = before === '' && keys.length === 0;
  if (isNothing || !keys.every((key) => HASH.test(key))) return 'no_hashes';
  return keys.some((key, at) => key < (keys[at - 1] ?? before)) ? 'not_sorted' : null;
}

/** The whole lines of a few that begin at this place, or right after it. */
async function keysAt(list: FileHandle, at: number): Promise<string[]> {
  const text = await read(list, at, 4 * LONGEST_LINE);
  const isLast = text.length < 4 * LONGEST_LINE;
  const lines = text.split('\n').slice(at === 0 ? 0 : 1);
  return (isLast ? lines : lines.slice(0, -1)).map(keyOf).filter(Boolean);
}

async function withList<Value>(file: string, work: (list: FileHandle) => Promise<Value>) {
  try {
    const list = await open(file, 'r');
    try {
      return await work(list);
    } finally {
      await list.close();
    }
  } catch (cause) {
    throw new BreachListGone(`BREACH_LIST cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** Where the line of this hash begins, if there is one: there, or within a block after it. */
async function findPlace(list: FileHandle, sought: string): Promise<number> {
  let [from, to] = [0, (await list.stat()).size];
  while (to - from > BLOCK) {
    const middle = from + Math.floor((to - from) / 2);
    const [cut = '', line] = (await read(list, middle, 2 * LONGEST_LINE)).split('\n');
    const start = middle + cut.length + 1;
    if (line === undefined || start >= to || keyOf(line) > sought) to = middle + 1;
    else from = start;
  }
  return from;
}

/** Hashes are ASCII: a byte is a character. */
async function read(list: FileHandle, at: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await list.read(Buffer.alloc(length), 0, length, at);
  return buffer.toString('latin1', 0, bytesRead);
}

const keyOf = (line: string) => line.split(':', 1).join('').trim().toUpperCase();
