import { minutes, rule, seconds } from '#lib/limits/rule';

/** Wrong second proofs for one account, whichever page asked: of strangers together, of each known browser apart. */
export const factorByAccount = rule('factor/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
  isTold: true,
});
