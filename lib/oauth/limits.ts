import { days, minutes, rule } from '#lib/limits/rule';

/** What programs ask of the authorization server: tokens, refreshes, device codes. */
export const tokensByNetwork = rule('tokens/network', 150, minutes(5), { isTold: true });
/** How often one token is given back: counted by the token, so that no neighbour keeps a program from it. */
export const revocationsByToken = rule('revocations/token', 10, minutes(5), { isLoad: true });
/**
 * Requests that programs send browsers here with, each kept for ten minutes: it is about load and not about
 * guesses.
 */
export const requestsByNetwork = rule('requests/network', 300, minutes(5), { isLoad: true });
/** How often devices ask whether they are let in: each every five seconds, for ten at the same time. */
export const pollsByNetwork = rule('polls/network', 600, minutes(5), { isLoad: true });
/** What services ask about tokens, after they have proven who they are. */
export const introspectionsByNetwork = rule('introspections/network', 6000, minutes(5), {
  isLoad: true,
});
/** A form for a personal access token makes one, however often it is sent. */
export const personalTokenByForm = rule('personal-token/form', 1, days(365));
/**
 * Tokens shown to the API that open nothing: their secrets are too long to be guessed, so it is about load. A right one
 * is not counted, and goes on when this is spent.
 */
export const wrongTokensByNetwork = rule('wrong-tokens/network', 300, minutes(5), { isLoad: true });
/** Codes that a person types to let a device in: eight letters, and few guesses. */
export const userCodeByUser = rule('user-code/user', 15, minutes(10), { isTold: true });
