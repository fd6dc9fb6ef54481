import { days, hours, minutes, rule } from '#lib/limits/rule';

/** Acts that end or secure something, by the session they come from: no other session can use them up. */
export const endingBySession = rule('ending/session', 200, hours(1), { isTold: true });
/** Forms that one person sends: each may be an entry in a log that nobody can shorten. */
export const formsByUser = rule('form/user', 1000, hours(1), { isTold: true });
/** The same in a day. */
export const formsByUserDaily = rule('form/user/day', 5000, days(1), { isTold: true });
/** What programs send in one person's name: another budget, for a person has to get at them when it is spent. */
export const writesByUser = rule('program/user', 1000, hours(1), { isTold: true });
/** The same in a day. */
export const writesByUserDaily = rule('program/user/day', 5000, days(1), { isTold: true });
/** What anybody can make happen is entered into the audit log this often, and then only counted. */
export const excessByKey = rule('excess/key', 1, minutes(10));
/** Events that anybody can cause, of each type apart: see lib/limits/record-bounded. */
export const eventByNetwork = rule('event/network', 10, minutes(10), { isTold: true });
/** The same about one account or address … */
export const eventByAccount = rule('event/account', 60, hours(1), { isTold: true });
/** … and, about neither, in all. */
export const eventByAll = rule('event/all', 200, hours(1), { isTold: true });
