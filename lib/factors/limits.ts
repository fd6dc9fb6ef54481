import { minutes, rule, seconds } from '#lib/limits/rule';

/** Wrong second proofs for one account, whichever page asked: of strangers together, of each known browser apart. */
export const factorByAccount = rule('factor/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
  isTold: true,
});
/**
 * Challenges for passkeys, each kept for five minutes: one for each page that offers them, and another every four
 * minutes. It is about load and not about guesses.
 */
export const passkeyByNetwork = rule('passkey/network', 600, minutes(5), { isLoad: true });
