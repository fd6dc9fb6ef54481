/**
 * The search itself: is one of these secrets in this text, in clear or encoded? It knows nothing of browsers,
 * servers or Gatehouse. What it does: it writes every secret in every encoding that keeps it in one piece
 * (base64, hex), undoes every encoding that is written character by character (URL, HTML, JSON, one inside the
 * other), and compares character by character. What it does not see: see NOT_SEEN at the end.
 */

export type Needle = {
  /** What it is, for whoever reads the report: "password". Never shown with its value. */
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

// ---- Encodings that are written character by character: they are undone in the text. ----

const DECODERS: ((text: string) => string)[] = [fromUrl, fromForm, fromHtml, fromJson];
/** A page holds JSON in a script's string in HTML: three, one inside the other. */
const DEPTH = 3;

/** The text as it is, and with every encoding undone in every order; each different one once. */
export function viewsOf(text: string): Set<string> {
  const views = new Set([text, joinedPushes(text)]);
  let latest = [...views];
  for (let depth = 0; depth < DEPTH; depth++) {
    const decoded = latest.flatMap((view) => DECODERS.map((decode) => decode(view)));
    latest = [...new Set(decoded)].filter((view) => !views.has(view));
    for (const view of latest) views.add(view);
  }
  views.delete('');
  return views;
}

/** %41 or %c3%a9, as in an address. */
function fromUrl(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** The same, where a space is written as a plus: as forms are sent. */
function fromForm(text: string): string {
  return text.includes('+') ? fromUrl(text.replaceAll('+', ' ')) : text;
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** &#65; &#x41; &amp; and the empty comments that React puts between two pieces of text. */
function fromHtml(text: string): string {
  return text.replace(
    /<!--.{0,9}?-->|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    characterOf,
  );
}

function characterOf(all: string, decimal?: string, hex?: string, name?: string): string {
  if (all.startsWith('<')) return '';
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
  return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)) ?? all;
}

const CONTROL: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
};

/** \u0041 \u{41} \x41 \n \" and so on, as in JSON and in scripts. */
function fromJson(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([^ux]))/gi,
    (all, four?: string, braced?: string, two?: string, one?: string) => {
      if (one !== undefined) return CONTROL[one] ?? one;
      return character(Number.parseInt(four ?? braced ?? two ?? '', 16)) ?? all;
    },
  );
}

const character = (code: number) => {
  // Half of a pair is kept as such: its other half stands beside it.
  if (code >= 0xd800 && code <= 0xdfff) return String.fromCharCode(code);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
};

/** What the scripts of a page push piece by piece, put together again: a secret may be cut between two. */
function joinedPushes(page: string): string {
  const pushes = page.matchAll(/__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/gs);
  return [...pushes].map(([, piece = '""']) => parsed(piece)).join('');
}

function parsed(piece: string): string {
  try {
    return JSON.parse(piece);
  } catch {
    return fromJson(piece);
  }
}

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

export const ENCODINGS = [
  'as it is, also cut between network packets, script pushes or React’s comments',
  'base64 and base64url, at any place inside a larger text',
  'hexadecimal, in any case',
  'URL and form encoding of any of its characters, in any case',
  'HTML escapes (numbers, and amp lt gt quot apos nbsp) of any of its characters',
  'JSON and script escapes of any of its characters',
  'the last three inside one another up to three deep, and around the others',
];

export const NOT_SEEN = [
  'What is encrypted, hashed, compressed inside an answer, reversed or otherwise computed from a secret.',
  'Base64 or hexadecimal inside base64 or hexadecimal, base64 broken into lines, UTF-16.',
  'Rare names of HTML characters (&commat;), octal escapes, and four or more escapes inside one another.',
  'A six-digit code that is glued to other letters or digits, for six digits are everywhere.',
  'A secret of which a part is missing.',
];
