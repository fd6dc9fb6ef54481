/** Where a noun is written with a large letter wherever it stands. */
const KEEPS_LARGE_LETTERS = /^de\b/;

/** A label as it is written within a sentence: "Current password" is "current password" there, "Passwort" stays. */
export const inSentence = (label: string, locale: string): string =>
  KEEPS_LARGE_LETTERS.test(locale) ? label : label.toLocaleLowerCase(locale);
