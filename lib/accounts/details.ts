import 'server-only';

/** What the log says of a sign-in in a browser that the account was never used in before. */
export const NEW_BROWSER = 'new_browser';
/** And as it said before it had codes. */
export const NEW_BROWSER_IN_WORDS = 'new browser';
