import { minutes, rule } from '#lib/limits/rule';

/** Ways to a provider that are begun, each kept for five minutes. It is about load and not about guesses. */
export const providerByNetwork = rule('provider/network', 120, minutes(5), { isLoad: true });

/** Providers that say of whom they have signed out: each is verified, so it is about load. */
export const logoutByNetwork = rule('provider/logouts', 3000, minutes(5), { isLoad: true });

/** What a provider says of one of them counts once: longer than it may be old. */
export const logoutByToken = rule('provider/logout-token', 1, minutes(12));
