import type { Complete, Sentences } from '#texts/complete';
import { en } from '#texts/en/index';

const all = { en };

/** One that misses a sentence, or has one too many, does not compile. */
const complete: Complete<typeof all> = all;

/** Every language of the product. */
export const languages: Record<Language, Sentences> = complete;

export type Language = keyof typeof all;

/** In which language is spoken here. The only place that knows. */
export const currentLanguage = (): Language => 'en';
