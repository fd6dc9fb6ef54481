import 'server-only';
import { hash } from 'node:crypto';

/** The digest of these bytes, one behind the other. */
export const digestOf = (algorithm: string, ...parts: Buffer[]): Buffer =>
  hash(algorithm, Buffer.concat(parts), 'buffer');

/** What MD5-crypt and SHA-crypt hash for each bit of a length, the lowest first. */
export function forBits(length: number, one: Buffer, zero: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let bits = length; bits > 0; bits >>= 1) parts.push(bits & 1 ? one : zero);
  return parts;
}

/** The rounds that MD5-crypt and SHA-crypt have in common. */
export function afterRounds(
  algorithm: string,
  rounds: number,
  { first, password, salt }: Record<'first' | 'password' | 'salt', Buffer>,
): Buffer {
  let result = first;
  for (let round = 0; round < rounds; round++) {
    const isOdd = round % 2 === 1;
    const parts = [isOdd ? password : result];
    if (round % 3 !== 0) parts.push(salt);
    if (round % 7 !== 0) parts.push(password);
    parts.push(isOdd ? result : password);
    result = digestOf(algorithm, ...parts);
  }
  return result;
}
