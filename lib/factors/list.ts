import 'server-only';
import type { Factor } from '#lib/factors/factor';

/** What an account may ask for besides the first proof. A factor is one folder here and one line in this list. */
export const FACTORS: readonly Factor[] = [];
