import type { LimitRule } from '#lib/limits/count';

const rule = (
  name: string,
  max: number,
  windowMs: number,
  more: Omit<LimitRule, 'name' | 'max' | 'windowMs'> = {},
): LimitRule => ({ name, max, windowMs, ...more });

const seconds = (count: number) => count * 1_000;
const minutes = (count: number) => count * 60_000;
const hours = (count: number) => count * 3_600_000;
const days = (count: number) => hours(24 * count);
const isTold = true;

/** Wrong passwords for one account, whichever door they were tried at (NIST 800-63B-4 3.2.2). */
export const passwordByAccount = rule('password/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
});
export const passwordByNetwork = rule('password/network', 30, minutes(10), { isTold });
/** Faster than any person types; docs/decisions/008-limits.md says why it is not three. */
export const passwordBurst = rule('password/burst', 10, seconds(10), { isTold });
/** Right passwords: each is a hash, a session and entries in a log that nobody can shorten. */
export const proofByAccount = rule('proof/account', 30, minutes(10), { isTold });
export const proofByNetwork = rule('proof/network', 60, minutes(10), { isTold });
/** Wrong second proofs for one account, whichever page asked for them (NIST 800-63B-4 3.2.2). */
export const factorByAccount = rule('factor/account', 10, minutes(15), {
  firstWaitMs: seconds(30),
  longestWaitMs: minutes(15),
  streakMax: 100,
  isTold,
});
/** Mails that tell of a sign-in from a new browser; the log has every one of them. */
export const newBrowserByAccount = rule('new-browser/account', 1, hours(1));
/** Judging a chosen password costs some of everybody's time, also when it is refused. */
export const judgingByNetwork = rule('judging/network', 600, minutes(10), { isTold });
export const signUpByNetwork = rule('sign-up/network', 10, hours(1), { isTold });

/** Codes mailed to one mailbox: by strangers together, by each browser that is known there apart. */
export const mailByRecipient = rule('mail/recipient', 3, hours(1), { apartMs: minutes(1) });
export const mailByRecipientDaily = rule('mail/recipient/day', 10, days(1));
/** What is left when strangers have spent that: two a day for each network (of IPv6 a /48), an hour apart … */
export const mailReserve = rule('mail/reserve', 2, days(1), { apartMs: hours(1) });
/** … and so many for all networks together. */
export const mailReserveDaily = rule('mail/reserve/day', 20, days(1));
export const mailByNetwork = rule('mail/network', 20, hours(1), { isTold });

export const codeByNetwork = rule('code/network', 30, minutes(5), { isTold });
/** Wrong codes in a row that would set a new password. After them only a known browser or staff helps. */
export const resetCodeByAccount = rule('code/reset', 100, days(1), {
  streakMax: 100,
  streakWaitMs: days(400),
  isTold,
});
/** Wrong codes in a row that would prove a mailbox: then one a day. */
export const codeByMailbox = rule('code/mailbox', 100, days(1), { streakMax: 100, isTold });

/** Refusals of one person that are worth an entry in the log. */
export const refusalsByUser = rule('refusal/user', 20, minutes(10));
/** Shares given away, each of which may mail somebody who did not ask for it. */
export const shareByUser = rule('share/user', 60, hours(1), { isTold });
/** Mails about shares that one person causes to one mailbox. Past them it is shared without a mail … */
export const shareMailByGiver = rule('share/giver', 5, days(1));
/** … and those that all together cause there. Codes have budgets of their own. */
export const shareMailByRecipient = rule('share/recipient', 20, days(1));
/** Notes that one person makes: more than anybody writes; how much they take up has a quota of its own. */
export const notesByUser = rule('notes/user', 200, hours(1), { isTold });

/** Acts that end or secure something, by the session they come from: no other session can use them up. */
export const endingBySession = rule('ending/session', 200, hours(1), { isTold });
/** Forms that one person sends: each may be an entry in a log that nobody can shorten. */
export const formsByUser = rule('form/user', 1000, hours(1), { isTold });
export const formsByUserDaily = rule('form/user/day', 5000, days(1), { isTold });
/** What programs send in one person's name: another budget, for a person has to get at them when it is spent. */
export const writesByUser = rule('program/user', 1000, hours(1), { isTold });
export const writesByUserDaily = rule('program/user/day', 5000, days(1), { isTold });
/** What a program reads in one person's name: counted in memory, it is about load and not about guesses. */
export const readingsByUser = rule('reading/user', 600, minutes(1));
/** Downloads of everything about one person; of those at the same time see lib/request/download-places. */
export const exportByUser = rule('export/user', 20, hours(1), { isTold });

/** What programs ask of the authorization server: tokens, refreshes, device codes. */
export const tokensByNetwork = rule('tokens/network', 150, minutes(5), { isTold });
/** How often one token is given back: counted by the token, so that no neighbour keeps a program from it. */
export const revocationsByToken = rule('revocations/token', 10, minutes(5));
/**
 * Requests that programs send browsers here with, each kept for ten minutes: counted in memory, it is about
 * load and not about guesses.
 */
export const requestsByNetwork = rule('requests/network', 300, minutes(5));
/** How often devices ask whether they are let in: each every five seconds, for ten at the same time. */
export const pollsByNetwork = rule('polls/network', 600, minutes(5));
/** What services ask about tokens, after they have proven who they are. */
export const introspectionsByNetwork = rule('introspections/network', 6000, minutes(5));
/** Codes that a person types to let a device in: eight letters, and few guesses. */
export const userCodeByUser = rule('user-code/user', 15, minutes(10), { isTold });
/** Mails by which staff ask the same person for a new password. */
export const resetByStaff = rule('reset/staff', 3, hours(1), { isTold });

/** What anybody can make happen is entered into the audit log this often, and then only counted. */
export const excessByKey = rule('excess/key', 1, minutes(10));
export const deadUseBySession = rule('dead/session', 1, days(1));
/** Events that anybody can cause, of each type apart: see lib/limits/record-bounded. */
export const eventByNetwork = rule('event/network', 10, minutes(10), { isTold });
export const eventByAccount = rule('event/account', 60, hours(1), { isTold });
export const eventByAll = rule('event/all', 200, hours(1), { isTold });
