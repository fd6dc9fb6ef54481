import 'server-only';
import { offers } from '#lib/accounts/ways/offered';
import { passwordWay } from '#lib/accounts/ways/password';
import type { Way } from '#lib/accounts/ways/way';

/** The ways in. The sign-in page shows the first, and offers the others. A way is one folder here and one line in this list. */
const WAYS: readonly Way[] = [passwordWay];

/** Those that the operator offers. */
export const waysOffered = () => WAYS.filter((way) => way !== passwordWay || offers('password'));

/** The way that a form or an address names; else the first; undefined where none of the list is offered. */
export function wayOf(kind: unknown): Way | undefined {
  const ways = waysOffered();
  return ways.find((way) => way.kind === kind) ?? ways[0];
}
