import { expect, test, vi } from 'vitest';
import fc from '#lib/testing/fast-check.test-support';
import { cleaned, codeFrom, comparable, isOverloaded, isVisible, withoutEdges } from '#lib/text';

/** What is in nobody's way and must come through as it was typed. */
const SEEN: [what: string, text: string][] = [
  ['a family', '👨‍👩‍👧‍👦'],
  ['a tone and a profession', '👩🏽‍🚀 Ada'],
  ['a heart on fire', '❤️‍🔥'],
  ['a heart on fire without its selector', '❤‍🔥'],
  ['a flag of two letters', '🇺🇦'],
  ['a flag joined of two', '🏳️‍🌈'],
  ['Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['a keycap', '1️⃣'],
  ['a sun as a picture', '☀️'],
  ['a sun as a letter', '☀︎'],
  ['Persian', 'می‌خواهم'],
  ['Hindi with a joiner', 'क्‍ष'],
  ['Hindi with a non-joiner', 'क्‌ष'],
  ['Sinhala', 'ශ්‍රී'],
  ['Malayalam at the end of a word', 'അവന്‍'],
  ['an Arabic letter in its first form', 'ه‍'],
  ['a Japanese name with its form of a letter', '葛\u{e0100}城'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ ᠤ᠋ᠨ'],
  ['Hebrew', 'שָׁלוֹם'],
  ['Thai', 'ภาษาไทย'],
  ['Khmer', 'ភាសាខ្មែរ'],
  ['accents', 'Zoë Ångström-Łukasiewicz'],
  ['signs', 'x < y & "z" – 100 %'],
];

test.each(SEEN)('what can be seen is kept: %s', (_, text) => {
  expect(cleaned(text, 'NFC')).toBe(text.normalize('NFC'));
  expect(cleaned(`\u200b${text}\ufeff`, 'NFC')).toBe(text.normalize('NFC'));
  expect(cleaned(text)).toBe(text.normalize('NFKC'));
});

/** What can stand in a word without being seen. */
const UNSEEN = [
  0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
  0x202a, 0x202e, 0x2060, 0x2064, 0x2066, 0x2069, 0x206f, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0,
  0xfff9, 0xfffc, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0xe0100, 0xe01ef,
].map((point) => String.fromCodePoint(point));

test.each(UNSEEN.map((one) => [one.codePointAt(0)?.toString(16), one]))(
  'what cannot be seen is gone from a word, wherever it stands: U+%s',
  (_, one) => {
    for (const form of ['NFC', 'NFKC'] as const) {
      expect(cleaned(`${one}Ad${one}a${one}${one} B${one}`, form)).toBe('Ada B');
      expect(isVisible(cleaned(one.repeat(3), form))).toBe(false);
    }
  },
);

test('hidden words in tags and selectors are gone, behind a flag too', () => {
  const hidden = [...'ignore this'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0)));
  const bytes = [...'secret'].map((c) => String.fromCodePoint(0xe0100 + c.charCodeAt(0)));
  for (const words of [hidden, bytes])
    for (const before of ['Ada', '🏴', '😀']) expect(cleaned(before + words.join(''))).toBe(before);
});

test('every blank is one space, and none stands around', () => {
  expect(cleaned('\u00a0 Ada\u2003\u3000 \u2800B\u2028C\t\u1680')).toBe('Ada B C');
});

test.each([
  ['', false],
  [' \u2800 ', false],
  ['\u0301', false],
  ['\u{e0067}\u{e0062}', false],
  ['\ufe0f', false],
  ['.', true],
  ['7', true],
  ['😀', true],
  ['é', true],
  ['ㅤ', false],
])('%j has something to see: %s', (text, visible) => {
  expect(isVisible(text)).toBe(visible);
});

const alphabet = [
  ...UNSEEN,
  ...'aB1 .é',
  'e\u0301',
  'ﬁ',
  'Ａ',
  '①',
  '😀',
  '👩',
  '🏽',
  '🏴',
  '❤',
  'ی',
  'م',
  'क',
  '्',
  '葛',
  'ᠤ',
  'ᄀ',
  'ᅡ',
  '\u3000',
  'İ',
  'ς',
  'ẞ',
  '\u0323',
  '\u0307',
];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

test('cleaning what is clean changes nothing, and what is searched for is its own search', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const form of ['NFC', 'NFKC'] as const) {
        const clean = cleaned(text, form);
        expect(cleaned(clean, form)).toBe(clean);
        expect(clean).toBe(clean.normalize(form).trim());
        expect(clean).not.toMatch(/ {2}|[\u2800\u3164\u00a0]/);
      }
      expect(comparable(comparable(text))).toBe(comparable(text));
    }),
    { numRuns: 5000 },
  );
});

test('nothing invisible survives, but where it is seen; nothing at all in what is compared', () => {
  const word = fc.array(
    fc.constantFrom(
      ...'aB1é.日',
      ...UNSEEN.filter((c) => !/[\ufe00]|[\u{e0100}-\u{e01ef}]/u.test(c)),
    ),
    { maxLength: 14 },
  );
  fc.assert(
    fc.property(word, (parts) => {
      const seen = parts.filter((part) => !UNSEEN.includes(part)).join('');
      expect(cleaned(parts.join('')).replaceAll(' ', '')).toBe(seen.normalize('NFKC'));
    }),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(comparable(text)).not.toMatch(/\p{DI}/u);
    }),
    { numRuns: 3000 },
  );
});

test('two texts that look the same are compared as the same', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('\u200b', '\ufeff', '\u00ad', '\u2060'), (text, hidden) => {
      const spiked = hidden + [...cleaned(text).toLowerCase()].join(hidden) + hidden;
      fc.pre(!/[\u200c\u200d]|\p{M}/u.test(spiked));
      expect(comparable(spiked)).toBe(comparable(text));
    }),
    { numRuns: 3000 },
  );
});

const ZEROS = Array.from({ length: 0x1fc00 }, (_, at) => at).filter(
  (at) => /^\p{Nd}$/u.test(String.fromCodePoint(at)) && codeFrom(String.fromCodePoint(at)) === '0',
);

test('the digits of every script that Unicode knows are digits of a code', () => {
  const all = Array.from({ length: 0x20000 }, (_, at) => at).filter(
    (at) => (at < 0xd800 || at > 0xdfff) && /^\p{Nd}$/u.test(String.fromCodePoint(at)),
  );
  expect(ZEROS.length * 10).toBe(all.length);
  expect(ZEROS.length).toBeGreaterThan(60);
  for (const zero of ZEROS) {
    const typed = Array.from({ length: 10 }, (_, nth) => String.fromCodePoint(zero + nth)).join('');
    expect(codeFrom(typed)).toBe('0123456789');
  }
});

test.each([
  ['٤٩٢ ٠١٣', '492013'],
  ['४९२-०१३', '492013'],
  ['４９２０１３', '492013'],
  ['492–013', '492013'],
  ['492\u00a0013', '492013'],
  ['4.9.2.0.1.3', '492013'],
  [' \u200e492\u202f013\u200b\ufeff', '492013'],
  ['4️⃣9️⃣2️⃣0️⃣1️⃣3️⃣', '492013'],
  ['"492013"', '492013'],
  ['ＢＣＤＦ－ＧＨＪＫ', 'BCDFGHJK'],
  ['bcdf ghjk', 'bcdfghjk'],
])('%j is the code %s', (typed, code) => {
  expect(codeFrom(typed)).toBe(code);
});

test('edges are taken off in as many steps as there are signs, whatever stands between', () => {
  const inside = `x${' \u200b'.repeat(50_000)}x`;
  expect(withoutEdges(inside)).toBe(inside);
  expect(withoutEdges(` \u2800\u200b\n${inside}\ufeff\u3000`)).toBe(inside);
  for (const nothing of ['', ' ', '\u200b \u2060'.repeat(20_000)])
    expect(withoutEdges(nothing)).toBe('');
  expect(withoutEdges(' 👩🏽‍🚀 ')).toBe('👩🏽‍🚀');
});

test('no letter has more accents than can be brought in order at once, hidden ones between them or not', () => {
  for (const between of ['', '\u200b', '\u034f', '\ufe0f']) {
    const marks = `\u0301${between}\u0323${between}`;
    expect(isOverloaded(`a${marks.repeat(15)}b`)).toBe(false);
    expect(isOverloaded(`a${marks.repeat(16)}`)).toBe(true);
    expect(isOverloaded(`a${marks.repeat(40_000)}`)).toBe(true);
  }
  for (const [, text] of SEEN) expect(isOverloaded(text.repeat(100))).toBe(false);
});

test('letters that become accents are accents: in turn with others they would have to be brought in order', () => {
  expect(isOverloaded(`a${'\u0323\uff9e'.repeat(16)}`)).toBe(true);
  expect(isOverloaded(`a${'\uff9f\u0323'.repeat(10_000)}`)).toBe(true);
  expect(isOverloaded('ｶﾞｷﾞﾊﾟ'.repeat(100))).toBe(false);
});

/** What each rule of lib/text.ts names, and what stands on the edge of one. */
const NAMED = [
  ...alphabet,
  ...'\u180b\u180f\u1820\u1843\u1885\u17b5\u0600\u06dd\u070f\u0627\u0710\u07ca\u0915\u093f\u094d\u0dca\u1039\u17d2\u1780',
  ...'🏴👍☀#7*\u20e3\ufe0e\u302a\ufe02\ufdfa\uff9e\u0344\u0e33\u3297™\u00a8\u00a0\u2800\u2028\u1100\u11a8가',
  '\u{1d159}',
  '\u{e0065}',
  '\u{e006e}',
  '\u{e0067}',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
];

/** How often a text is gone through, and how many characters are touched by it. */
function workOf(act: () => void) {
  const normalize = String.prototype.normalize;
  const work = { passes: 0, touched: 0 };
  const spy = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (
    this: string,
    form?: string,
  ) {
    work.passes += 0.5;
    work.touched += this.length;
    return normalize.call(this, form);
  });
  try {
    act();
  } finally {
    spy.mockRestore();
  }
  return work;
}

test.each([
  ['one that only one of its kind keeps', '\u180e'.repeat(5_000)],
  ['the same after letters', 'ᠤ\u180e\u180e'.repeat(5_000)],
  ['behind what grows', '\ufdfa'.repeat(500) + '\u180e'.repeat(5_000)],
  ['a letter that goes beside a joiner', '\u17b4\u200d'.repeat(5_000)],
  ['choosers of a form that stand on each other', '\u180b\u200c'.repeat(5_000)],
  ['joiners and what goes between them', 'क\u200d\u200b\u200c'.repeat(5_000)],
  ['a form chosen for a mark that changes places', `\u0307${'\u302a\u{e01ef}'.repeat(5_000)}`],
])('a text is gone through four times at most: %s', (_, text) => {
  for (const form of ['NFC', 'NFKC'] as const)
    expect(workOf(() => cleaned(text, form)).passes).toBeLessThanOrEqual(4);
});

test('however often anything that a rule names comes again, it is gone through four times at most', () => {
  const few = (most: number) => fc.array(fc.constantFrom(...NAMED), { maxLength: most });
  fc.assert(
    fc.property(few(2), few(5), few(2), (before, again, after) => {
      const text = [...before, again.join('').repeat(120), ...after].join('');
      for (const form of ['NFC', 'NFKC'] as const) {
        let clean = '';
        const { passes, touched } = workOf(() => {
          clean = cleaned(text, form);
        });
        expect(passes).toBeLessThanOrEqual(4);
        // One character becomes eighteen at most.
        expect(touched).toBeLessThanOrEqual(text.length * 4 * 2 * 18);
        expect(cleaned(clean, form)).toBe(clean);
      }
    }),
    { numRuns: 2000 },
  );
});
