import { minutes, rule } from '#lib/limits/rule';

/** Refusals of one person that are worth an entry in the log. */
export const refusalsByUser = rule('refusal/user', 20, minutes(10));
