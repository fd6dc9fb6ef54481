import { globSync, readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { importsOf } from '#lib/testing/imports.test-support';
import { allKeys, isSaid, speakers } from '#lib/testing/texts.test-support';
import { en } from '#texts/en/index';
import { fill } from '#texts/fill';
import type { Params } from '#texts/placeholders';
import { type Key, say } from '#texts/say';

test('no sentence is there that nobody says', () => {
  const uses = speakers();
  expect(allKeys().length).toBeGreaterThan(5);
  expect(allKeys().filter((key) => !isSaid(key, uses))).toEqual([]);
});

test('the check sees a sentence that nobody says', () => {
  const said = (source: string) => isSaid('notes.saved', [{ path: 'a.ts', source }]);
  expect(said("say('notes.saved', { title })")).toBe(true);
  expect(said("{ text }: { text: Texts['notes'] } … text.saved")).toBe(true);
  expect(said(`say(\`notes.\${code}\`)`)).toBe(true);
  expect(said(`say(\`notes.sa\${code}\`)`)).toBe(true);
  expect(said(`say(\`notes.lo\${code}\`)`)).toBe(false);
  expect(said('text.saved')).toBe(false);
  expect(said("textsOf('notes').shared")).toBe(false);
});

test('how times and numbers are written is said by the texts, and by nothing else', () => {
  const named = speakers().filter(({ source }) => /['"]en-(GB|US)['"]/.test(source));
  expect(named.map(({ path }) => path)).toEqual([]);
});

test('the files of a language are sentences and nothing else, and no feature is in two of them', () => {
  const files = globSync('texts/en/*.ts').filter((path) => !path.endsWith('index.ts'));
  const features = files.flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    expect([path, importsOf(source)]).toEqual([path, []]);
    return [...source.matchAll(/^export const (\w+) = \{/gm)].map(([, name]) => name);
  });
  expect(features.sort()).toEqual(Object.keys(en).sort());
});

test('what a sentence has to be given is known to the compiler, in plurals and selects too', () => {
  type Nothing = Record<never, never>;
  expectTypeOf<Params<'Signed in'>>().toEqualTypeOf<Nothing>();
  expectTypeOf<keyof Params<'{a} and {b}'>>().toEqualTypeOf<'a' | 'b'>();
  type Many = Params<'{count, plural, one {# note of {who}} other {# notes}} in {place}'>;
  expectTypeOf<Many>().toEqualTypeOf<{
    count: number;
    who: string | number;
    place: string | number;
  }>();
  type One = Params<'{kind, select, note {the note {title}} other {it}}'>;
  expectTypeOf<One>().toEqualTypeOf<{ kind: string; title: string | number }>();
  expectTypeOf<Params<'{most, number} of {all}'>>().toEqualTypeOf<{
    most: number;
    all: string | number;
  }>();
});

test('what is put in stays as it is, whatever it says', () => {
  expect(fill('{a} and {b}', { a: '{b} $& $1', b: 2 })).toBe('{b} $& $1 and 2');
  expect(say('common.newTab', { what: '{what, plural, other {x}}' })).toBe(
    '{what, plural, other {x}} (in a new tab)',
  );
});

test('every sentence can be said', () => {
  for (const [feature, sentences] of Object.entries(en))
    for (const [name, sentence] of Object.entries<string>(sentences)) {
      const names = [...sentence.matchAll(/\{(\w+)/g)].map(([, one]) => [one, 2]);
      const anything = say as (key: Key, params: object) => string;
      const said = anything(`${feature}.${name}` as Key, Object.fromEntries(names));
      expect([feature, name, said]).toEqual([feature, name, expect.not.stringMatching(/[{}#]/)]);
    }
});
