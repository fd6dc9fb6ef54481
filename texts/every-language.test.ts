import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import type { Sentences } from '#texts/complete';
import { en } from '#texts/en/index';
import { fill } from '#texts/fill';

const FOLDERS = globSync('texts/*/index.ts').map((path) => basename(dirname(path)));

/** A language by its folder, also one that is not in the list yet. */
async function load(name: string): Promise<Sentences> {
  const module: Record<string, Sentences> = await import(`./${name}/index.ts`);
  if (!module[name]) throw new Error(`texts/${name}/index.ts exports no ${name}`);
  return module[name];
}

const all = (language: Sentences) =>
  Object.entries(language).flatMap(([feature, said]) =>
    Object.entries<string>(said).map(([name, says]) => [`${feature}.${name}`, says] as const),
  );

const english = new Map(all(en));
const isCounted = (sentence: string) => /\{\w+,/.test(sentence);
const messageOf = (sentence: string, locale: string) =>
  new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true });

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every part of a message, also those within the choices of a plural or a select. */
const partsOf = (parts: Part[]): Part[] =>
  parts.flatMap((part) =>
    'options' in part
      ? [part, ...Object.values(part.options).flatMap(({ value }) => partsOf(value))]
      : [part],
  );

/** The names that a sentence has to be given. The text between them is a part too, and has none. */
const namesOf = (sentence: string) =>
  [
    ...new Set(
      partsOf(messageOf(sentence, 'en').getAst())
        .filter((part) => part.type !== 0 && part.type !== 7)
        .map((part) => ('value' in part ? String(part.value) : '')),
    ),
  ].sort();

test('there are languages to look at', () => {
  expect(FOLDERS).toContain('en');
});

test.each(FOLDERS)(
  '%s has the files of English, and each sentence with its placeholders',
  async (name) => {
    const files = (folder: string) =>
      globSync(`texts/${folder}/*.ts`).map((path) => basename(path));
    expect(files(name).sort()).toEqual(files('en').sort());
    const theirs = all(await load(name)).map(([key, says]) => [key, ...namesOf(says)]);
    const ours = [...english].map(([key, says]) => [key, ...namesOf(says)]);
    expect(theirs.sort()).toEqual(ours.sort());
  },
);

test.each(FOLDERS)('%s can say every sentence, of none, one, two, few and many', async (name) => {
  const language = await load(name);
  const { locale } = language.common;
  expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toEqual([locale]);
  for (const [key, sentence] of all(language))
    for (const count of [0, 1, 2, 5, 11, 100]) {
      const given = Object.fromEntries(namesOf(sentence).map((one) => [one, count]));
      const said = isCounted(sentence)
        ? String(messageOf(sentence, locale).format(given))
        : fill(sentence, given as never);
      expect([key, said]).toEqual([key, expect.not.stringMatching(/[{}#]|undefined|^\s*$/)]);
    }
});

/** The exact number that is as good as a category which holds nothing else. */
const EXACT: Record<string, string> = { zero: '=0', one: '=1', two: '=2' };

test.each(FOLDERS)('%s counts in every form that its grammar has', async (name) => {
  const language = await load(name);
  const rules = new Intl.PluralRules(language.common.locale).resolvedOptions().pluralCategories;
  for (const [key, sentence] of all(language).filter(([, says]) => isCounted(says)))
    for (const part of partsOf(messageOf(sentence, language.common.locale).getAst())) {
      if (!('pluralType' in part)) continue;
      const has = Object.keys(part.options);
      const missing = rules.filter(
        (rule) => !has.includes(rule) && !has.includes(EXACT[rule] ?? ''),
      );
      expect([key, missing]).toEqual([key, []]);
    }
});

test.each(FOLDERS.filter((name) => name !== 'en'))(
  '%s leaves no sentence in English',
  async (name) => {
    const words = (says: string) => says.replace(/\{\w+\}/g, '').match(/\p{L}{2,}/gu) ?? [];
    const same = all(await load(name)).filter(
      ([key, says]) => says === english.get(key) && words(says).length > 2,
    );
    expect(same).toEqual([]);
  },
);
