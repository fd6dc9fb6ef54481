import fc from '#lib/testing/fast-check.test-support';

/** Anything one could want to keep secret: letters, signs that every encoding treats, other scripts. */
export const secrets = fc.oneof(
  fc.string({ minLength: 8, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...'ab%+&<>"\'\\/ .*=~$;#u0041x'),
    minLength: 8,
    maxLength: 40,
  }),
);
export const around = fc.string({ unit: 'grapheme', maxLength: 30 });

type Way = [name: string, encode: (text: string, pick: () => boolean) => string];

const each = (text: string, pick: () => boolean, encode: (one: string) => string) =>
  [...text].map((one) => (pick() || mustBe(one) ? encode(one) : one)).join('');
/** Signs that would end or begin an escape by chance when they were left as they are. */
const mustBe = (one: string) => /[%+&<>"'\\]/.test(one);
const units = (one: string) => Array.from({ length: one.length }, (_, i) => one.charCodeAt(i));
const hex = (code: number, length: number) => code.toString(16).padStart(length, '0');

/** Each of the listed encodings that is written character by character; which characters is left open. */
export const ESCAPES: Way[] = [
  ['nothing', (text) => text],
  [
    'URL',
    (text, pick) =>
      each(text, pick, (one) =>
        [...Buffer.from(one)]
          .map((byte) => `%${pick() ? hex(byte, 2) : hex(byte, 2).toUpperCase()}`)
          .join(''),
      ),
  ],
  ['form', (text) => new URLSearchParams([['q', text]]).toString()],
  [
    'HTML',
    (text, pick) =>
      each(text, pick, (one) => {
        const code = one.codePointAt(0) ?? 0;
        return pick() ? `&#${code};` : `&#x${pick() ? hex(code, 2) : hex(code, 2).toUpperCase()};`;
      }),
  ],
  [
    'HTML by name',
    (text) =>
      text.replace(
        /[&<>"]/g,
        (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? '&quot;',
      ),
  ],
  ['JSON', (text) => JSON.stringify({ text })],
  [
    'JSON in any escape',
    (text, pick) =>
      each(text, pick, (one) =>
        units(one)
          .map((code) => `\\u${hex(code, 4)}`)
          .join(''),
      ),
  ],
];

/** Each of the listed encodings that keeps a secret in one piece; `before` and `after` are encoded with it. */
export const WHOLE: [
  string,
  (before: string, secret: string, after: string, pick: () => boolean) => string,
][] = [
  ['as it is', (before, secret, after) => before + secret + after],
  [
    'base64',
    (...[before, secret, after]) => Buffer.from(before + secret + after).toString('base64'),
  ],
  [
    'base64url',
    (...[before, secret, after]) => Buffer.from(before + secret + after).toString('base64url'),
  ],
  [
    'hex',
    (before, secret, after, pick) =>
      [...Buffer.from(before + secret + after).toString('hex')]
        .map((one) => (pick() ? one : one.toUpperCase()))
        .join(''),
  ],
];

/** Answers that are drawn once and then the same for one run: which characters are escaped, and how. */
export const picks = fc.array(fc.boolean(), { minLength: 7, maxLength: 40 }).map((answers) => {
  let at = 0;
  return () => answers[at++ % answers.length] ?? true;
});
