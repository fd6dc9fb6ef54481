import { expect, test } from 'vitest';
import { speakers } from '#lib/testing/texts.test-support';
import { inSentence } from '#texts/in-sentence';

test.each([
  ['en-GB', 'Current password', 'current password'],
  ['de-DE', 'Aktuelles Passwort', 'Aktuelles Passwort'],
  ['de-AT', 'Passwort', 'Passwort'],
  ['tr-TR', 'PIN', 'pın'],
  ['ar', 'كلمة المرور', 'كلمة المرور'],
])('in %s the label %s is %s within a sentence', (locale, label, within) => {
  expect(inSentence(label, locale)).toBe(within);
});

test('no label is put into a sentence in another way', () => {
  const byHand = /(label|called|title|says)\.to(Locale)?(Lower|Upper)Case\(/;
  const shown = speakers().filter(({ path }) => path !== 'texts/in-sentence.ts');
  expect(shown.filter(({ source }) => byHand.test(source)).map(({ path }) => path)).toEqual([]);
  expect(shown.filter(({ source }) => source.includes('inSentence(')).length).toBe(3);
});
