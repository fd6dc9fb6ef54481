import { days, hours, rule } from '#lib/limits/rule';

/** Shares given away, each of which may mail somebody who did not ask for it. */
export const shareByUser = rule('share/user', 60, hours(1), { isTold: true });
/** Mails about shares that one person causes to one mailbox. Past them it is shared without a mail … */
export const shareMailByGiver = rule('share/giver', 5, days(1));
/** … and those that all together cause there. Codes have budgets of their own. */
export const shareMailByRecipient = rule('share/recipient', 20, days(1));
