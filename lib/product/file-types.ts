const begins =
  (at: number, ...words: string[]) =>
  (start: Buffer) =>
    words.some((word) => start.toString('latin1', at, at + word.length) === word);

const hex = (...words: string[]) =>
  words.map((word) => Buffer.from(word, 'hex').toString('latin1'));

/** Tab, the ends of lines and of pages, and escape are the only control characters of a text. */
const isOfText = (byte: number) =>
  (byte >= 32 && byte !== 127) || [9, 10, 12, 13, 27].includes(byte);

/**
 * The types of file that a route may take, each with how it is known by its first bytes. What a browser says of a file is
 * its sender's word, and is not asked.
 */
const KNOWN_BY = {
  'image/png': begins(0, ...hex('89504e470d0a1a0a')),
  'image/jpeg': begins(0, ...hex('ffd8ff')),
  'image/gif': begins(0, 'GIF87a', 'GIF89a'),
  'image/webp': (start: Buffer) => begins(0, 'RIFF')(start) && begins(8, 'WEBP')(start),
  'image/avif': begins(4, 'ftypavif', 'ftypavis'),
  'application/pdf': begins(0, '%PDF-'),
  'application/zip': begins(0, ...hex('504b0304', '504b0506')),
  'video/mp4': begins(4, 'ftypiso', 'ftypmp4', 'ftypavc1', 'ftypM4V '),
  'audio/mpeg': begins(0, 'ID3', ...hex('fffa', 'fffb', 'fff2', 'fff3')),
  // Says nothing of itself: every byte is one of a text.
  'text/plain': (start: Buffer) => start.every(isOfText),
};

export type FileType = keyof typeof KNOWN_BY;

export const FILE_TYPES = Object.keys(KNOWN_BY) as FileType[];

/** As many bytes are looked at. */
export const LOOKED_AT = 512;

/** The first of these types that a file is that begins so; null when it is none. */
export function typeOf(start: Buffer, types: readonly FileType[]): FileType | null {
  const looked = start.subarray(0, LOOKED_AT);
  return types.find((type) => KNOWN_BY[type](looked)) ?? null;
}
