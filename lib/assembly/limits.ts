import { hours, rule } from '#lib/limits/rule';

/** Downloads of everything about one person; of those at the same time see lib/request/download-places. */
export const exportByUser = rule('export/user', 20, hours(1), { isTold: true });
