import 'server-only';
import type { Factor } from '#lib/factors/factor';
import { passkeyFactor } from '#lib/factors/passkey/factor';
import { recoveryCodes } from '#lib/factors/recovery-codes/factor';
import { totp } from '#lib/factors/totp/factor';

/** What an account may ask for besides the first proof. A factor is one folder here and one line in this list. */
export const FACTORS: readonly Factor[] = [passkeyFactor, totp, recoveryCodes];
