import { minutes, rule } from '#lib/limits/rule';

/** What a program reads in one person's name: it is about load and not about guesses. */
export const readingsByUser = rule('reading/user', 600, minutes(1), { isLoad: true });
