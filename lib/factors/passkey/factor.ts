import 'server-only';
import type { Factor } from '#lib/factors/factor';
import { fail } from '#lib/result';

export const PASSKEY = 'passkey';

/** Answered by a script of the page, and taken by lib/accounts/verify-passkey: nothing that is typed is one. */
export const passkeyFactor: Factor = {
  kind: PASSKEY,
  amr: ['hwk', 'mfa'],
  field: null,
  isSetUp: (kinds) => kinds.has(PASSKEY),
  isAnswer: () => false,
  verify: async () => fail('wrong_factor'),
};
