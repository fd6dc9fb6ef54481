import { expect, test } from 'vitest';
import {
  canonicalEmail,
  Email,
  isTooLong,
  Name,
  NewPassword,
  normalizePassword,
  TypedPassword,
} from '#lib/accounts/fields';
import { sayFieldError } from '#lib/coded';
import { changeSettings } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const EVERY_FORM: [typed: string, canonical: string][] = [
  ['a@x.test', 'a@x.test'],
  ['A@X.TEST', 'a@x.test'],
  ['  a@x.test\t', 'a@x.test'],
  ['\u00a0a@x.test\n', 'a@x.test'],
  ['a@x．test', 'a@x.test'],
  ['a@x。test', 'a@x.test'],
  ['a@ｘ.test', 'a@x.test'],
  ['a@Kiste.test', 'a@kiste.test'],
  ['a@bücher.test', 'a@xn--bcher-kva.test'],
  ['a@bu\u0308cher.test', 'a@xn--bcher-kva.test'],
  ['a@BÜCHER.test', 'a@xn--bcher-kva.test'],
  ['a@xn--bcher-kva.test', 'a@xn--bcher-kva.test'],
  ['a@XN--BCHER-KVA.test', 'a@xn--bcher-kva.test'],
  // As a Japanese keyboard writes it, and the sign of Kelvin: a reader sees ASCII letters.
  ['ａ＠ｘ．ｔｅｓｔ', 'a@x.test'],
  ['\u212aim@x.test', 'kim@x.test'],
  // Copied with something invisible in it, or turned around at its ends.
  ['\u200ba@x.test', 'a@x.test'],
  ['\ufeffa@x.test\u2060', 'a@x.test'],
  ['a\u200bb@x.test', 'ab@x.test'],
  ['a\u200db@x.test', 'ab@x.test'],
  ['a@long\u00adname.test', 'a@longname.test'],
  ['\u200ea@x.test\u200f', 'a@x.test'],
  ['\u2068a@x.test\u2069', 'a@x.test'],
  ['\u202aa@x.test\u202c', 'a@x.test'],
  ['a@نامه\u200cای.test', 'a@xn--mgba3gch31f060k.test'],
  // Pasted with what stood around it.
  ['<a@x.test>', 'a@x.test'],
  ['Ada <a@x.test>', 'a@x.test'],
  ['"Ada, Countess" <a@x.test>,', 'a@x.test'],
  ['mailto:a@x.test', 'a@x.test'],
  ['MAILTO:a%2Btag@x.test?subject=Hello', 'a+tag@x.test'],
  ['<mailto:a@x.test>', 'a@x.test'],
  ['a@x.test,', 'a@x.test'],
  ['a@x.test;', 'a@x.test'],
  ['a@x.test.', 'a@x.test'],
  ["o'hara+tag.x_y@mail.example.co.uk", "o'hara+tag.x_y@mail.example.co.uk"],
];

test.each(EVERY_FORM)('%j is the one account %s', (typed, canonical) => {
  expect(canonicalEmail(typed)).toBe(canonical);
});

test.each([
  'ä@x.test',
  'а@x.test',
  'a\u202eb@x.test',
  'a@x\u200f.test',
  '\u2066a@x.test\u2069@y.test',
  'bob@y.test <a@x.test>',
  '<a@x.test> <b@x.test>',
  '<a@x.test',
  'mailto:a%',
  'mailto:a@x.test,b@x.test',
  'mailto:%E2%80%AEa@x.test',
  'a\u0308@x.test',
  'ı@x.test',
  'İ@x.test',
  'a.@x.test',
  '.a@x.test',
  'a..b@x.test',
  'a b@x.test',
  'a@x test.test',
  'a@x',
  'a@localhost',
  'a@127.0.0.1',
  'a@[127.0.0.1]',
  'a@0x7f.1',
  'a@-x.test',
  'a@x-.test',
  'a@x..test',
  'a@.test',
  'a@x_y.test',
  'a@x.7',
  '@x.test',
  'a@',
  'a',
  '',
  ' ',
  'a@x.test,b@x.test',
  'a@x.test, b@x.test',
  'a@x.test;b@x.test',
  'a@x.test b@x.test',
  'a@b@x.test',
  '"a b"@x.test',
  '"a"@x.test',
  'a(comment)@x.test',
  'a@x.test\r\nBcc: b@x.test',
  'a\r\nBcc: b@x.test',
  'a@x.test\u0000',
  'a\u0000@x.test',
  'a@x.test/evil',
  'a@x.test?x=y',
  'a@x.test#x',
  'a@x.test:25',
  'a@user:pw@x.test',
  'a@x%2etest',
  'a@x.te\tst',
  'a@x.te\nst',
  'a\\b@x.test',
])('%j is no address', (typed) => {
  expect(canonicalEmail(typed)).toBeNull();
  expect(Email.safeParse(typed).success).toBe(false);
});

test('64 characters before the @ and 254 in all, and not one more', () => {
  const domain = (length: number) =>
    `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(length - 133)}.test`;
  expect(canonicalEmail(`${'a'.repeat(64)}@x.test`)).not.toBeNull();
  expect(canonicalEmail(`${'a'.repeat(65)}@x.test`)).toBeNull();
  expect(domain(189)).toHaveLength(189);
  expect(canonicalEmail(`${'a'.repeat(64)}@${domain(189)}`)).toHaveLength(254);
  expect(canonicalEmail(`${'a'.repeat(64)}@${domain(190)}`)).toBeNull();
  expect(canonicalEmail(`a@${'d'.repeat(63)}.test`)).not.toBeNull();
  expect(canonicalEmail(`a@${'d'.repeat(64)}.test`)).toBeNull();
});

test('an address of a hundred thousand characters is refused like any other', () => {
  expect(canonicalEmail(`${'a.'.repeat(50_000)}@x.test`)).toBeNull();
  expect(canonicalEmail(`a@${'a-'.repeat(50_000)}.test`)).toBeNull();
  expect(canonicalEmail('@'.repeat(100_000))).toBeNull();
});

test('the canonical form is its own canonical form, is ASCII, and has one @', () => {
  const alphabet = fc.constantFrom(
    ...[
      'a',
      'B',
      '.',
      '@',
      '-',
      '+',
      'é',
      'İ',
      'ß',
      '．',
      '\u200d',
      ' ',
      '1',
      '\u212a',
      ',',
      '\u200b',
      '\u202e',
      '<',
      '>',
      'mailto:',
      'ａ',
    ],
  );
  const near = fc.array(alphabet, { maxLength: 20 }).map((list) => `${list.join('')}@x.test`);
  fc.assert(
    fc.property(fc.oneof(near, fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
      const email = canonicalEmail(typed);
      if (email === null) return;
      expect(canonicalEmail(email)).toBe(email);
      expect(email).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[a-z0-9.-]+$/);
    }),
    { numRuns: 3000 },
  );
});

test('the sentence says whether something is missing or wrong', () => {
  const says = (typed: string) =>
    sayFieldError(Email.safeParse(typed).error?.issues[0]?.message ?? '');
  expect(says(' ')).toBe('Enter your email address.');
  expect(says('\u200b\u2800')).toBe('Enter your email address.');
  expect(says('ada')).toBe('Enter an email address like name@example.com.');
  expect(says('a\u202eb@x.test')).toMatch(/invisible character/);
});

test('a name has one to a hundred characters, in one form and without the space around it', () => {
  expect(Name.parse('  Ada  ')).toBe('Ada');
  expect(Name.parse('Zoe\u0308')).toBe('Zoë');
  expect(Name.safeParse('   ').success).toBe(false);
  expect(Name.safeParse('a'.repeat(100)).success).toBe(true);
  expect(Name.safeParse('a'.repeat(101)).success).toBe(false);
});

const isTaken = (password: string) => NewPassword.safeParse(password).success;
const LETTERS: [kind: string, one: string][] = [
  ['ASCII', 'x'],
  ['space', ' '],
  ['CJK', '漢'],
  ['emoji', '😀'],
  ['combined', '\u{1f1e9}'],
];

test.each(LETTERS)('a password of %s is taken from 15 to 128 code points', (_, one) => {
  for (const [length, taken] of [
    [1, false],
    [7, false],
    [8, false],
    [14, false],
    [15, true],
    [63, true],
    [64, true],
    [128, true],
    [129, false],
  ] as const)
    expect([length, isTaken(one.repeat(length))]).toEqual([length, taken]);
});

test.each(LETTERS)('where eight are enough, a password of %s is taken from eight', (_, one) => {
  changeSettings({ PASSWORD_MIN_LENGTH: '8' });
  expect(isTaken(one.repeat(7))).toBe(false);
  expect(isTaken(one.repeat(8))).toBe(true);
  expect(isTaken(one.repeat(128))).toBe(true);
  expect(isTaken(one.repeat(129))).toBe(false);
});

test('the length is that of what is typed and of what is hashed: neither may be short', () => {
  // One character each that NFKC makes eighteen of, and two that it makes one of.
  expect(isTaken('\ufdfa')).toBe(false);
  expect(isTaken('e\u0301'.repeat(14))).toBe(false);
  expect(isTaken('e\u0301'.repeat(15))).toBe(true);
});

test('no kind of character is asked for', () => {
  expect(isTaken('only lower case words')).toBe(true);
});

test('the sentence says how long it must be', () => {
  const says = (typed: string) =>
    sayFieldError(NewPassword.safeParse(typed).error?.issues[0]?.message ?? '');
  expect(says('')).toBe('Choose a password.');
  expect(says('x'.repeat(14))).toContain('at least 15');
  expect(says('x'.repeat(129))).toContain('at most 128');
});

test('too long is told without counting what nobody would type', () => {
  expect(isTooLong('x'.repeat(128))).toBe(false);
  expect(isTooLong('😀'.repeat(128))).toBe(false);
  expect(isTooLong('x'.repeat(129))).toBe(true);
  expect(isTooLong('x'.repeat(900_000))).toBe(true);
});

test('a password that is tried only has to be there', () => {
  expect(TypedPassword.safeParse('').success).toBe(false);
  expect(TypedPassword.safeParse('x').success).toBe(true);
});

test('the same characters are the same password on every keyboard', () => {
  expect(normalizePassword('Zoe\u0308')).toBe(normalizePassword('Zo\u00eb'));
  expect(normalizePassword('ﬁsh')).toBe('fish');
  expect(normalizePassword(' Fish ')).toBe(' Fish ');
});
