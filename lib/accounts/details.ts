import 'server-only';

/** What the log says of a sign-in in a browser that the account was never used in before. */
export const NEW_BROWSER = 'new browser';
