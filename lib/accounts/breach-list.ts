import 'server-only';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const BLOCK = 4096;
const LONGEST_LINE = 64;
/** A prefix of fewer hexadecimal digits would match passwords that never leaked. */
const LEAST_DIGITS = 16;

/**
 * Whether a password is in a list of leaked ones: a file of SHA-1 hashes in hexadecimal, or of prefixes with
 * at least 16 digits, one a line, in ascending order, each with or without ":COUNT", as the public downloads
 * have them. Some thirty short reads find the place, however large the file; nothing of it is kept.
 * Throws when the file cannot be read: then nobody knows.
 */
export async function isInBreachList(file: string, password: string): Promise<boolean> {
  const sought = createHash('sha1').update(password).digest('hex').toUpperCase();
  const list = await open(file, 'r');
  try {
    const place = await findPlace(list, sought);
    const lines = (await read(list, place, BLOCK + 2 * LONGEST_LINE)).split('\n');
    return lines.map(keyOf).some((key) => key.length >= LEAST_DIGITS && sought.startsWith(key));
  } finally {
    await list.close();
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
