import 'server-only';
import { passwordWay } from '#lib/accounts/ways/password';
import type { Way } from '#lib/accounts/ways/way';

/** The ways in. The sign-in page shows the first, and offers the others. A way is one folder here and one line in this list. */
export const WAYS: readonly [Way, ...Way[]] = [passwordWay];

/** The way that a form or an address names; else the first. */
export const wayOf = (kind: unknown): Way => WAYS.find((way) => way.kind === kind) ?? WAYS[0];
