import 'server-only';
import { crc32 } from 'node:zlib';
import { hmac } from '#lib/crypto/hmac';
import { keysFor } from '#lib/crypto/keys';

/** What each begins with, so that whoever looks through code for secrets knows one. */
export const TOKEN_PREFIX = 'gatehouse_pat_';

/** As what they are kept among the records of the authorization server. */
export const PERSONAL_TOKEN = 'PersonalToken';

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 192 bits; 33 signs of 62 hold them. */
const BYTES = 24;
const BODY = 33;
const SUM = 6;
const SHAPE = new RegExp(`^${TOKEN_PREFIX}[0-9A-Za-z]{${BODY + SUM}}$`);

/**
 * The token that this form makes for this person: the prefix, 192 bits, and the CRC-32 of both, by which a scanner tells
 * one from what only looks like one. It comes out of the number of the form, which is random and kept nowhere, and a
 * key; so a form that is sent twice makes one.
 */
export function tokenOf(userId: string, form: string): string {
  const made = hmac('sha256', keysFor('new-personal-token')[0], JSON.stringify([userId, form]));
  const body = TOKEN_PREFIX + base62(made.subarray(0, BYTES), BODY);
  return body + sumOf(body);
}

/** Whether a text says of itself that it is one. */
export const looksPersonal = (text: string) => text.startsWith(TOKEN_PREFIX);

/** Whether it could be one: of the right signs and length, with the right sum at its end. */
export const isWellFormed = (text: string) =>
  SHAPE.test(text) && sumOf(text.slice(0, -SUM)) === text.slice(-SUM);

function sumOf(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return base62(bytes, SUM);
}

function base62(bytes: Uint8Array, length: number): string {
  let left = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let signs = '';
  for (; signs.length < length; left /= 62n) signs = SIGNS.charAt(Number(left % 62n)) + signs;
  return signs;
}
