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

/** Says a sentence in the language of whoever reads it. On the server: a browser is sent its sentences. */
export function say<Name extends Key>(key: Name, ...[params]: Given<Name>): string {
  const language = currentLanguage();
  const [feature = '', name = ''] = key.split('.');
  const sentence = sentencesIn(language)[feature]?.[name] ?? key;
  if (!params) return sentence;
  // A plural or a select; whatever is only put in does not pay for it.
  return /\{\w+,/.test(sentence)
    ? String(messageOf(language, sentence).format(params))
    : fill(sentence, params);
}

/** The sentences of one feature, for a client component to show. Send it only what it shows. */
export const textsOf = <Of extends Feature>(feature: Of): Texts[Of] =>
  languages[currentLanguage()][feature] as Texts[Of];

const sentencesIn = (language: Language): Record<string, Record<string, string>> =>
  languages[language];

const messages = new Map<string, IntlMessageFormat>();

/** Read once: there are as many as there are sentences. */
function messageOf(language: Language, sentence: string): IntlMessageFormat {
  const known = messages.get(`${language} ${sentence}`);
  const message =
    known ?? new IntlMessageFormat(sentence, language, undefined, { ignoreTag: true });
  messages.set(`${language} ${sentence}`, message);
  return message;
}
