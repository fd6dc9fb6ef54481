import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from '#lib/singleton';
import { ar } from '#texts/ar/index';
import type { Complete, Sentences } from '#texts/complete';
import { de } from '#texts/de/index';
import { en } from '#texts/en/index';

const all = { en, de, ar };

/** One that misses a sentence, or has one too many, does not compile. */
const complete: Complete<typeof all> = all;

/** Every language of the product. */
export const languages: Record<Language, Sentences> = complete;

export type Language = keyof typeof all;

export const LANGUAGES = Object.keys(languages) as Language[];

/** What each is called by those who speak it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
};

/** Those that are written from right to left. */
const FROM_THE_RIGHT: readonly string[] = ['ar'];

/** Where none is spoken: on the command line, in a mail to somebody who has said nothing. */
const DEFAULT: Language = 'en';

const spoken = () => singleton('language', () => new AsyncLocalStorage<() => Language>());

/** The language in which everything is said now. */
export const currentLanguage = (): Language => spoken().getStore()?.() ?? DEFAULT;

/** The direction in which it is written. */
export const currentDirection = () => (FROM_THE_RIGHT.includes(currentLanguage()) ? 'rtl' : 'ltr');

export const isLanguage = (name: string | undefined): name is Language =>
  LANGUAGES.some((known) => known === name);

/** Everything in `work` is said in the language that `which` gives when something is said. */
export const inLanguage = <Value>(which: () => Language, work: () => Value): Value =>
  spoken().run(which, work);

/** What somebody is told who is not the one that asks now: in the language that they have chosen. */
export const inLanguageOf = <Value>(
  { language }: { language?: string | undefined },
  work: () => Value,
): Value => inLanguage(() => (isLanguage(language) ? language : DEFAULT), work);
