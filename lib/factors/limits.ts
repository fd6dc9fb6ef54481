import { minutes, rule, seconds } from '#lib/limits/rule';

/** Wrong second proofs for one account, whichever page asked for them (NIST 800-63B-4 3.2.2). */
export const factorByAccount = rule('factor/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
  isTold: true,
});
