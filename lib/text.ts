/**
 * What people see of a text is what is judged, compared and kept: one place that takes off what is invisible.
 * `Invisible` is what Unicode lets a reader ignore (UAX 44, Default_Ignorable_Code_Point), every other format
 * character that has no look of its own, and what stands for nothing.
 */
const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{DI}\p{Cf}\ufffc\u{1d159}]/gu;

/** Embeddings, overrides and isolates (UAX 9): they turn text around that stands before or after them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;
/** Those, and the marks of a direction. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const PICTURE = String.raw`\p{ExtPict}\p{EMod}?[\ufe0e\ufe0f]?`;
const SCRIPTS =
  'Arab Syrc Nkoo Mong Mand Adlm Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt';
const OF_SCRIPTS = SCRIPTS.replace(/\w+ ?/g, (script) => `\\p{scx=${script.trim()}}`);
const JOINED = `(?!\\p{DI})(?=[\\p{L}\\p{M}])[${OF_SCRIPTS}]`;
const MONGOLIAN = String.raw`(?=\p{L})\p{sc=Mong}`;
const VIRAMA = String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2]`;

/**
 * Where an invisible character is part of what is seen: in emoji (joined, with a look or a tone chosen, keycaps,
 * the three flags of tags), between letters that it joins or parts (Persian, the scripts of India), after a
 * virama or an Arabic letter, and after the Han or Mongolian letter of which it chooses a form. What it stands
 * beside is itself seen, and no mark that another form puts elsewhere: else one would stay for the sake of another
 * that goes, and each pass find a few.
 */
const SEEN = [
  String.raw`\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
  String.raw`[0-9#*]\ufe0f\u20e3`,
  `${PICTURE}(?:\\u200d${PICTURE})*`,
  String.raw`(?!\p{M})\p{scx=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  `${MONGOLIAN}(?:[\\u180b-\\u180d\\u180f]|\\u180e(?=${MONGOLIAN}))`,
  `(?<=${JOINED})[\\u200c\\u200d](?=${JOINED})`,
  String.raw`(?<=(?=\p{L})\p{scx=Arab})\u200d`,
  `(?<=${VIRAMA})[\\u200c\\u200d]`,
].join('|');
const CLEANED = new RegExp(`(${SEEN})|${INVISIBLE.source}`, 'gu');
const TWICE = /(\u200c|\u200d|\ufe0e|\ufe0f)\1+/gu;
/** Also the braille pattern without dots, which is a blank. */
const BLANKS = /[\s\p{Z}\u2800]+/gu;
/** The third finds nothing more to take off, or only what marks that changed places brought together; this is twice as many. */
const MOST_PASSES = 8;

/**
 * A text on one line as it is seen: without invisible characters, except where they change what is seen, each
 * run of blanks one space, none around it, in one Unicode form. NFKC, where it is compared with anything, has
 * no differences of width or typography; NFC keeps them. Cleaning what is clean changes nothing. It takes as many
 * steps as there are characters, whatever they are; a caller that gets text from strangers checks its length first.
 */
export function cleaned(typed: string, form: 'NFC' | 'NFKC' = 'NFKC'): string {
  let text = typed;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = text;
    text = onePass(before, form);
    if (text === before) break;
  }
  return text;
}

const onePass = (text: string, form: 'NFC' | 'NFKC') =>
  text
    .normalize(form)
    .replace(TWICE, '$1')
    .replace(CLEANED, '$1')
    .replace(BLANKS, ' ')
    .trim()
    .normalize(form);

/** Whether there is something to see in a text: a letter, a digit, a sign or a picture. */
export const isVisible = (text: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(INVISIBLE, '').replace(BLANKS, ''));

/** Whether a text has characters that turn others around. */
export const turnsAround = (text: string): boolean => TURNING.test(text);
export const withoutTurning = (text: string): string => text.replace(new RegExp(TURNING, 'gu'), '');
export const hasDirection = (text: string): boolean => DIRECTION.test(text);

const EDGE = new RegExp(`^(?:${BLANKS.source}|${INVISIBLE.source})$`, 'u');

/** Without invisible characters and blanks at its two ends, whatever they are. Sign by sign: in as many steps. */
export function withoutEdges(typed: string): string {
  const signs = [...typed];
  const first = signs.findIndex((sign) => !EDGE.test(sign));
  const last = signs.findLastIndex((sign) => !EDGE.test(sign));
  return first === -1 ? '' : signs.slice(first, last + 1).join('');
}

/**
 * Whether more accents stand on one letter than any language has: to bring them in order takes the square of their
 * number, and everybody waits for it (UAX 15, stream-safe text: thirty). The two narrow voicing signs of Japanese
 * are letters that become accents under NFKC.
 */
export const isOverloaded = (text: string): boolean =>
  /[\p{M}\uff9e\uff9f]{31}/u.test(text.replace(INVISIBLE, ''));

/** A text with no more accents on one letter than that. */
export function withoutOverload(text: string): string {
  if (!isOverloaded(text)) return text;
  let marks = 0;
  return [...text]
    .filter((sign) => {
      if (sign.replace(INVISIBLE, '') === '') return true;
      marks = /\p{M}/u.test(sign) ? marks + 1 : 0;
      return marks <= 30;
    })
    .join('');
}

/** A text as it is searched for: without the differences of case, width, spacing and form that people do not mean. */
export const comparable = (text: string): string =>
  cleaned(
    cleaned(text)
      .toLowerCase()
      // At the end of a word a sigma looks another way, and a search may end anywhere.
      .replaceAll('ς', 'σ')
      .replace(INVISIBLE, ''),
  );

/**
 * A code as people type or paste it: its letters and ASCII digits, whichever script's digits they are, and nothing
 * else.
 */
export const codeFrom = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Digits stand together from 0 to 9 in each script, and some of these runs touch each other. */
function digitOf(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let zero = at;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((at - zero) % 10);
}
