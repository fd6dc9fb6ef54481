/** How long somebody may take at the provider (seconds) … */
export const ASKED_SECONDS = 5 * 60;
/** … and how long what it said waits for the person here: to prove an address, or an account. */
export const ANSWERED_SECONDS = 30 * 60;
/** A provider that does not answer within this is told off (milliseconds). */
export const FETCH_MS = 10_000;
/** What a provider says of somebody that it has signed out is not older than this (seconds). */
export const TAKEN_LOGOUT_SECONDS = 10 * 60;
