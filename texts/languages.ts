import type { Complete, Sentences } from '#texts/complete';
import { en } from '#texts/en/index';

const all = { en };

/** One that misses a sentence, or has one too many, does not compile. */
const complete: Complete<typeof all> = all;

/** Every language of the product. */
export const languages: Record<Language, Sentences> = complete;

export type Language = keyof typeof all;

/** The language that is spoken here. No other place knows it. */
export const currentLanguage = (): Language => 'en';
