import { hours, rule } from '#lib/limits/rule';

/** Things that one person makes: more than anybody writes; how much they take up has a quota of its own. */
export const thingsByUser = rule('things/user', 200, hours(1), { isTold: true });
