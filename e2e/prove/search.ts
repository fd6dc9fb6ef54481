import { viewsOf } from './views.ts';

/**
 * The search itself: is one of these secrets in this text, in clear or encoded? It knows nothing of browsers,
 * servers or Gatehouse. What it does: it writes every secret in every encoding that keeps it in one piece
 * (base64, hex), undoes every encoding that is written character by character (URL, HTML, JSON, one inside the
 * other), and compares character by character. What it does not see: see NOT_SEEN in limits.ts. How escapes are undone: views.ts.
 */

export type Needle = {
  /** What it is, for the reader of the report: "password". Never shown with its value. */
  kind: string;
  value: string;
  /** So short that it counts only where it stands alone, not inside a longer word or number. */
  isShort?: boolean;
};

export type Found = { needle: Needle; encoding: string };

type Pattern = { text: string; needle: Needle; encoding: string };

/** How many characters are compared at first; no pattern is shorter. */
const HEAD = 6;
/** Without such a run there is nothing hexadecimal to be looked for. */
const HEX = /[0-9a-f]{12}/i;

/** Prepares the search for these secrets. The answer takes a text and says which of them are in it. */
export function searcher(needles: Needle[]) {
  const asIs = index(needles.flatMap(patternsOf));
  const asHex = index(needles.map(hexPatternOf));
  return (text: string): Found[] => {
    const found = new Map<string, Found>();
    const note = (pattern: Pattern) =>
      found.set(`${pattern.encoding} ${pattern.needle.kind} ${pattern.needle.value}`, pattern);
    for (const view of viewsOf(text))
      for (const pattern of everyPattern(asIs, asHex, view)) note(pattern);
    return [...found.values()].map(({ needle, encoding }) => ({ needle, encoding }));
  };
}

// ---- Encodings that keep a secret in one piece: the secret is encoded, and looked for as such. ----

function patternsOf(needle: Needle): Pattern[] {
  if (Buffer.byteLength(needle.value) < HEAD)
    throw new Error(`A ${needle.kind} of fewer than ${HEAD} bytes cannot be looked for`);
  const base64 = [0, 1, 2].map((offset) => base64At(needle.value, offset));
  const pattern = (encoding: string) => (text: string) => ({ text, needle, encoding });
  return [
    ...(needle.value.length < HEAD ? [] : [pattern('as it is')(needle.value)]),
    ...[...new Set(base64)].map(pattern('base64')),
    ...[...new Set(base64.map(toUrlAlphabet))]
      .filter((text) => !base64.includes(text))
      .map(pattern('base64url')),
  ];
}

/**
 * The characters that stand for a secret in the base64 of a larger text, when `offset` bytes (0, 1 or 2, more
 * make no difference) come before it. The first and last characters that also depend on what stands beside it
 * are left out.
 */
function base64At(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(first, end);
}

const toUrlAlphabet = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_');

const hexPatternOf = (needle: Needle): Pattern => ({
  text: Buffer.from(needle.value).toString('hex'),
  needle,
  encoding: 'hex',
});

// ---- The comparison. ----

/** The patterns by how they begin; `starts` rules most places out with one look at three characters. */
type Index = { starts: Uint8Array; byHead: Map<number, Pattern[]> };

const startAt = (text: string, at: number) =>
  ((text.charCodeAt(at) << 10) ^ (text.charCodeAt(at + 1) << 5) ^ text.charCodeAt(at + 2)) & 0xffff;

const headAt = (text: string, at: number) => {
  let head = 0;
  for (let i = at; i < at + HEAD; i++) head = (Math.imul(head, 31) + text.charCodeAt(i)) | 0;
  return head;
};

function index(patterns: Pattern[]): Index {
  const starts = new Uint8Array(0x10000);
  const byHead = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const head = headAt(pattern.text, 0);
    byHead.set(head, [...(byHead.get(head) ?? []), pattern]);
    starts[startAt(pattern.text, 0)] = 1;
  }
  return { starts, byHead };
}

function* everyPattern(asIs: Index, asHex: Index, view: string): Generator<Pattern> {
  yield* matches(asIs, view);
  if (HEX.test(view)) yield* matches(asHex, view.toLowerCase());
}

/** Every pattern that the text holds: at each place, those that begin as the text does there. */
function* matches({ starts, byHead }: Index, text: string): Generator<Pattern> {
  for (let at = 0; at + HEAD <= text.length; at++) {
    if (starts[startAt(text, at)] === 0) continue;
    for (const pattern of byHead.get(headAt(text, at)) ?? [])
      if (text.startsWith(pattern.text, at) && counts(pattern, text, at)) yield pattern;
  }
}

function counts(
  { needle, encoding, text: { length } }: Pattern,
  text: string,
  at: number,
): boolean {
  if (!needle.isShort || encoding !== 'as it is') return true;
  return !/[0-9a-z.]/i.test(text.charAt(at - 1)) && !/[0-9a-z]/i.test(text.charAt(at + length));
}

/** The bytes of an answer as they came, in however many pieces, as one text. */
export const textOf = (pieces: Uint8Array[]): string => Buffer.concat(pieces).toString();
