import { hours, rule } from '#lib/limits/rule';

/** Mails by which staff ask the same person for a new password. */
export const resetByStaff = rule('reset/staff', 3, hours(1), { isTold: true });
