import { minutes, rule } from '#lib/limits/rule';

/** Ways to a provider that are begun, each kept for five minutes. It is about load and not about guesses. */
export const providerByNetwork = rule('provider/network', 120, minutes(5), { isLoad: true });
