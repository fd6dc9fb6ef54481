/**
 * Encodings that are written character by character are undone in the text: otherwise a secret of which only
 * some characters are escaped would not be found.
 */

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
