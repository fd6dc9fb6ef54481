import { expect, test } from 'vitest';
import { currentLanguage, inLanguage, inLanguageOf, LANGUAGES } from '#texts/languages';
import { languageAsked } from '#texts/negotiate';

const other = LANGUAGES.find((one) => one !== 'en') ?? 'en';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['xx', 'en'],
  [other, other],
  [other.toUpperCase(), other],
  [`${other}-AT`, other],
  [`${other};q=0.5, en;q=0.4`, other],
  [`en;q=0.4,${other};q=0.5`, other],
  [`en, ${other}`, 'en'],
  [`xx, ${other};q=0.1`, other],
  [`${other};q=0`, 'en'],
  [`${other};q=0, en;q=0.1`, 'en'],
  [`${other};q=2`, 'en'],
  [`${other};q=`, 'en'],
  [`${other};x=1`, 'en'],
  [`${other} ; q=0.9`, other],
  [`${'xx,'.repeat(400)}${other}`, 'en'],
  ['__proto__, constructor', 'en'],
])('Accept-Language: %s is %s', (accept, language) => {
  expect(languageAsked(accept)).toBe(language);
});

test('what is said in a language is said in it, also later, and outside of it English', async () => {
  const later = inLanguage(
    () => other,
    async () => {
      await new Promise(setImmediate);
      return [
        currentLanguage(),
        inLanguageOf({ language: '' }, currentLanguage),
        currentLanguage(),
      ];
    },
  );
  expect(currentLanguage()).toBe('en');
  expect(await later).toEqual([other, 'en', other]);
  expect(inLanguageOf({ language: 'of-nobody' }, currentLanguage)).toBe('en');
});
