import 'server-only';
import { randomInt } from 'node:crypto';

/** The 64 signs of crypt(3), in their order. */
export const SIGNS64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Bytes as crypt(3) writes them: groups of three, named by their places from the highest byte to the lowest, each as four signs,
 * lowest bits first. A group of fewer takes as few signs as hold it.
 */
export function crypt64(bytes: Uint8Array, groups: readonly (readonly number[])[]): string {
  let text = '';
  for (const group of groups) {
    let value = group.reduce((sum, place) => (sum << 8) | (bytes[place] ?? 0), 0);
    for (let bits = group.length * 8; bits > 0; bits -= 6) {
      text += SIGNS64[value & 63];
      value >>>= 6;
    }
  }
  return text;
}

export const randomCrypt64 = (length: number): string =>
  Array.from({ length }, () => SIGNS64[randomInt(64)]).join('');
