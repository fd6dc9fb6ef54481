import { days, hours, minutes, rule, seconds } from '#lib/limits/rule';

/** Wrong passwords for one account, whichever door they were tried at (NIST 800-63B-4 3.2.2). */
export const passwordByAccount = rule('password/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
});
/** Wrong passwords from one network, for whichever accounts. */
export const passwordByNetwork = rule('password/network', 30, minutes(10), { isTold: true });
/** Faster than any person types; docs/decisions/008-limits.md says why it is not three. */
export const passwordBurst = rule('password/burst', 10, seconds(10), { isTold: true });
/** Right passwords: each is a hash, a session and entries in a log that nobody can shorten. */
export const proofByAccount = rule('proof/account', 30, minutes(10), { isTold: true });
/** The same from one network: each costs as much as a wrong one. */
export const proofByNetwork = rule('proof/network', 60, minutes(10), { isTold: true });
/** Mails that tell of a sign-in from a new browser; the log has every one of them. */
export const newBrowserByAccount = rule('new-browser/account', 1, hours(1));
/** Judging a chosen password costs some of everybody's time, also when it is refused. */
export const strengthByNetwork = rule('judging/network', 600, minutes(10), { isTold: true });
/** Accounts begun from one network; each has a password hashed and a code mailed. */
export const signUpByNetwork = rule('sign-up/network', 10, hours(1), { isTold: true });
/** New recovery codes: a form makes them once, however often it is sent. */
export const recoveryCodesByForm = rule('recovery-codes/form', 1, days(365));
