import { days, rule } from '#lib/limits/rule';

/** Uses of one session after its end: worth one entry a day, then only more of the same. */
export const expiredUseBySession = rule('dead/session', 1, days(1));
