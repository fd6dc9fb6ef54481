import 'server-only';
import { hashSecret } from '#lib/crypto/tokens';
import { Latest } from '#lib/latest';
import { LONGEST_NEXT, LONGEST_TARGET } from '#lib/request/lengths';
import { singleton } from '#lib/singleton';

/** Four megabytes at most. */
const REMEMBER = 500;
const NUMBER = /^~[0-9a-f]{64}$/;

/**
 * Ways back that are too long to stand in an address once more, by their hash: the same one takes one place. In this
 * process only, the latest; one that is forgotten ends at the dashboard.
 */
const long = () => singleton('ways-back', () => new Latest<string>(REMEMBER));

/** This page of ours, with the way back: itself, or the number of a long one. Longer than any address: none. */
export function withNext(page: string, next: string, more: Record<string, string> = {}): string {
  const isTooLong = next.length > LONGEST_TARGET;
  const way = () => (next.length > LONGEST_NEXT ? remember(next) : next);
  const asked = new URLSearchParams(isTooLong ? more : { next: way(), ...more });
  return asked.size > 0 ? `${page}?${asked}` : page;
}

/** The page that asks for a proof first and then leads to `next`. Its slashes stay as they are, as RFC 3986 3.4 allows in a query. */
export const confirmFirst = (next: string): string =>
  withNext('/confirm', next).replaceAll('%2F', '/');

/** The way back that was asked for; of a number nobody knows, the number, which is no path. */
export const wayBack = (asked: string): string =>
  (NUMBER.test(asked) && long().get(asked)) || asked;

function remember(next: string): string {
  const number = `~${hashSecret(next)}`;
  long().set(number, next);
  return number;
}
