import 'server-only';
import { z } from 'zod';
import { PasskeyName } from '#lib/accounts/fields';
import { Moment } from '#lib/admin/moving/moment';
import { passkeySite } from '#lib/factors/passkey/site';

export type MovedPasskey = z.infer<typeof Passkey>;

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const Passkey = z.object({
  id: base64url(1400),
  public_key: base64url(3000),
  user_handle: base64url(86),
  rp_id: z.string(),
  counter: z.int().min(0).default(0),
  aaguid: z
    .string()
    .regex(/^[0-9a-f-]{0,36}$/)
    .default(''),
  transports: z
    .array(z.string().regex(/^[a-z-]{1,20}$/))
    .max(10)
    .default([]),
  backup_eligible: z.boolean(),
  backed_up: z.boolean(),
  name: PasskeyName.optional(),
  created_at: Moment.nullish(),
});

/** Those of one person's passkeys that can be used here: they are whole, and made for this host. */
export function readPasskeys(given: unknown[]): MovedPasskey[] {
  const site = passkeySite();
  return given.flatMap((one) => {
    const passkey = Passkey.safeParse(one);
    return passkey.success && passkey.data.rp_id === site?.host ? [passkey.data] : [];
  });
}
