import { expect, test } from 'vitest';
import { codesOf, handlesOf, readCode } from '#lib/factors/recovery-codes/code';
import { changeSettings } from '#lib/testing/database.test-support';

const FORM = '5a8a36a8-7a42-4b0e-9d0e-0a6f4d1e5c11';
const OTHER = '6b9b47b9-8b53-4c1f-8e1f-1b7f5e2f6d22';

test('there are ten of 80 bits, in four groups, and no sign is read as another', () => {
  const codes = codesOf('ada', FORM);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('the same form makes the same ones, and another form, person or secret makes others', () => {
  const codes = codesOf('ada', FORM);
  expect(codesOf('ada', FORM)).toEqual(codes);
  const others = [...codesOf('ada', OTHER), ...codesOf('bob', FORM)];
  changeSettings({ SESSION_SECRET: 'new-secret-0123456789-abcdefghij-KLMNOP' });
  others.push(...codesOf('ada', FORM));
  expect(new Set([...codes, ...others]).size).toBe(40);
});

test.each([
  ['as it was made', '0A1B-2C3D-4E5F-6G7H'],
  ['in small letters, without dashes', '0a1b2c3d4e5f6g7h'],
  ['with blanks and other dashes', ' 0A1B – 2C3D 4E5F\t6G7H\n'],
  ['with look-alikes', 'oAiB-2C3D-4E5F-6G7H'],
  ['with a small L', 'OAlB-2C3D-4E5F-6G7H'],
  ['in full width', '０Ａ１Ｂ２Ｃ３Ｄ４Ｅ５Ｆ６Ｇ７Ｈ'],
  ['with digits of another script', '٠A١B-٢C٣D-٤E٥F-٦G٧H'],
])('a code is read %s', (_, typed) => {
  expect(readCode(typed)).toBe('0A1B2C3D4E5F6G7H');
});

test.each([
  ['nothing', ''],
  ['six digits', '123456'],
  ['one sign too few', '0A1B-2C3D-4E5F-6G7'],
  ['one too many', '0A1B-2C3D-4E5F-6G7HJ'],
  ['a letter that is not among them', '0A1B-2C3D-4E5F-6G7U'],
  ['letters of another script', '0А1В-2С3D-4Е5F-6G7Н'],
  ['a long text', '0A1B-2C3D-4E5F-6G7H'.padEnd(200)],
])('%s is no code', (_, typed) => {
  expect(readCode(typed)).toBe('');
});

test('a code is found under each secret, by a hash that is this person’s alone', () => {
  const old = handlesOf('ada', '0A1B-2C3D-4E5F-6G7H');
  expect(old).toHaveLength(1);
  expect(handlesOf('ada', 'oalb2c3d4e5f6g7h')).toEqual(old);
  expect(handlesOf('bob', '0A1B-2C3D-4E5F-6G7H')).not.toEqual(old);
  expect(old[0]).toMatch(/^[\w-]{22}\.[0-9a-f]{64}$/);
});
