import { IntlMessageFormat } from 'intl-messageformat';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { currentLanguage, type Language, languages } from '#texts/languages';
import type { Params } from '#texts/placeholders';

type Feature = keyof Texts;
/** A sentence by its feature and its name in there: `signIn.ended`. */
export type Key = {
  [Each in Feature]: `${Each}.${keyof Texts[Each] & string}`;
}[Feature];

type Sentence<Name extends Key> = Name extends `${infer Of extends Feature}.${infer Last}`
  ? Last extends keyof Texts[Of]
    ? Texts[Of][Last] & string
    : never
  : never;

type Given<Name extends Key> = [keyof Params<Sentence<Name>>] extends [never]
  ? []
  : [params: Params<Sentence<Name>>];

/** Says a sentence in the language of the reader. On the server: a browser is sent its sentences. */
export function say<Name extends Key>(key: Name, ...[params]: Given<Name>): string {
  const language = currentLanguage();
  const sentence = sentenceOf(language, key) ?? key;
  return params ? filled(language, sentence, params) : sentence;
}

/**
 * The same for a code that is known only when it is read: null when there is no such sentence. A count that was stored
 * as text counts.
 */
export function sayKnown(feature: Feature, code: string, params: Values = {}): string | null {
  const language = currentLanguage();
  const sentence = sentenceOf(language, `${feature}.${code}`);
  return sentence === undefined ? null : filled(language, sentence, params);
}

/** The sentences of one feature, for a client component to show. Send it only what it shows. */
export const textsOf = <Of extends Feature>(feature: Of): Texts[Of] =>
  languages[currentLanguage()][feature] as Texts[Of];

const sentences = new Map(
  Object.entries(languages).map(([language, features]) => [language, byKey(features)]),
);

/** All sentences of a language by their keys. */
function byKey(features: Record<string, Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(features).flatMap(([feature, said]) =>
      Object.entries(said).map(([name, sentence]) => [`${feature}.${name}`, sentence] as const),
    ),
  );
}

const sentenceOf = (language: Language, key: string) => sentences.get(language)?.get(key);

type Values = Record<string, string | number>;

function filled(language: Language, sentence: string, params: Values): string {
  if (!sentence.includes('{')) return sentence;
  // A plural or a select; whatever is only put in does not pay for it.
  if (!/\{\w+,/.test(sentence)) return fill(sentence, params as Params<string>);
  const values = Object.entries(params).map(([name, value]) => [name, countIn(value)]);
  return String(messageOf(language, sentence).format(Object.fromEntries(values)));
}

const countIn = (value: string | number) =>
  /^(0|[1-9]\d{0,14})$/.test(String(value)) ? Number(value) : value;

const messages = new Map<string, IntlMessageFormat>();

/** Read once: there are as many as there are sentences. */
function messageOf(language: Language, sentence: string): IntlMessageFormat {
  const known = messages.get(`${language} ${sentence}`);
  const message =
    known ??
    new IntlMessageFormat(sentence, languages[language].common.locale, undefined, {
      ignoreTag: true,
    });
  messages.set(`${language} ${sentence}`, message);
  return message;
}
