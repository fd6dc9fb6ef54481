import 'server-only';
import { env } from '#lib/env';

/** The ways in that the operator may offer or not (SIGN_IN_WITH). */
export type OfferedWay = ReturnType<typeof env>['SIGN_IN_WITH'][number];

/** Whether the operator offers this way in. What is not offered is not shown, and its doors refuse. */
export const offers = (way: OfferedWay): boolean => env().SIGN_IN_WITH.includes(way);
