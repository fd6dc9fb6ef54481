import { days, hours, minutes, rule } from '#lib/limits/rule';

/** Codes mailed to one mailbox: by strangers together, by each browser that is known there apart. */
export const mailByRecipient = rule('mail/recipient', 3, hours(1), { apartMs: minutes(1) });
/** The same in a day, so that nobody’s mailbox fills slowly. */
export const mailByRecipientDaily = rule('mail/recipient/day', 10, days(1));
/** What is left when strangers have spent that: two a day for each network (of IPv6 a /48), an hour apart … */
export const mailReserve = rule('mail/reserve', 2, days(1), { apartMs: hours(1) });
/** … and so many for all networks together. */
export const mailReserveDaily = rule('mail/reserve/day', 20, days(1));
/** Codes that one network has mailed, to whichever mailboxes. */
export const mailByNetwork = rule('mail/network', 20, hours(1), { isTold: true });
/** Codes typed in one network: few guesses at any of those that are on their way. */
export const codeByNetwork = rule('code/network', 30, minutes(5), { isTold: true });
/** Wrong codes in a row that would set a new password. After them only a known browser or staff helps. */
export const resetCodeByAccount = rule('code/reset', 100, days(1), {
  streakMax: 100,
  streakWaitMs: days(400),
  isTold: true,
});
/** Wrong codes in a row that would sign in. After them only a known browser, another way in, a reset or staff helps. */
export const signInCodeByAccount = rule('code/sign-in', 100, days(1), {
  streakMax: 100,
  streakWaitMs: days(400),
  isTold: true,
});
/** Wrong codes in a row that would prove a mailbox: then one a day. */
export const codeByMailbox = rule('code/mailbox', 100, days(1), { streakMax: 100, isTold: true });
