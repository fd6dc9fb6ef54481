import { crc32 } from 'node:zlib';

/** A PNG begins with its signature and IHDR, which is 13 bytes long (RFC 2083 2.2, 4.1.1). */
const AFTER_HEADER = 8 + 25;

/** The picture with a word written into it that nobody sees (RFC 2083 4.2.3.1). */
export function withText(png: Buffer, keyword: string, text: string): Buffer {
  const data = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  check.writeUInt32BE(crc32(data));
  const [head, rest] = [png.subarray(0, AFTER_HEADER), png.subarray(AFTER_HEADER)];
  return Buffer.concat([head, length, data, check, rest]);
}

/** That word; null when there is none. */
export function textOf(png: Buffer, keyword: string): string | null {
  const begin = `${keyword}\0`;
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) !== 'tEXt') continue;
    const text = png.toString('latin1', at + 8, at + 8 + png.readUInt32BE(at));
    if (text.startsWith(begin)) return text.slice(begin.length);
  }
  return null;
}
