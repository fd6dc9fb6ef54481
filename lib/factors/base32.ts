import 'server-only';

/** The alphabet that people type keys in (RFC 4648 6). */
export const RFC4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Five bits a sign; the last has zeros behind what is left. */
export const base32 = (bytes: Uint8Array, signs: string): string =>
  [...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replace(/.{1,5}/g, (bits) => signs.charAt(Number.parseInt(bits.padEnd(5, '0'), 2)));

/** The bytes of such a text; null when another sign stands in it. What is left of the last byte is passed over. */
export function fromBase32(text: string, signs: string): Uint8Array | null {
  const values = [...text].map((sign) => signs.indexOf(sign));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** A text in groups of four, to be read and typed. */
export const inGroups = (text: string, between: string): string =>
  (text.match(/.{1,4}/g) ?? []).join(between);
