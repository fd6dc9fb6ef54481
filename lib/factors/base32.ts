import 'server-only';

/** Five bits a sign. Whole only for a number of bytes that five divides. */
export const base32 = (bytes: Uint8Array, signs: string): string =>
  [...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replace(/.{5}/g, (bits) => signs.charAt(Number.parseInt(bits, 2)));

/** A text in groups of four, to be read and typed. */
export const inGroups = (text: string, between: string): string =>
  (text.match(/.{1,4}/g) ?? []).join(between);
