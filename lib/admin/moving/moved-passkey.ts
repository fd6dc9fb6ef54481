import 'server-only';
import { z } from 'zod';
import { PasskeyName } from '#lib/accounts/fields';
import { MovedAt } from '#lib/admin/moving/moment';
import { passkeySite } from '#lib/factors/passkey/site';

export type MovedPasskey = z.infer<typeof Passkey> & { rp_id: string };

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const Passkey = z.object({
  id: base64url(1400),
  public_key: base64url(3000),
  /** These two not every system keeps: empty where either is missing, and learnt when it is used. */
  user_handle: base64url(86).optional(),
  backup_eligible: z.boolean().optional(),
  /** The host that it was made for; where the record does not say it, the operator does. */
  rp_id: z.string().optional(),
  counter: z.int().min(0).default(0),
  aaguid: z
    .string()
    .regex(/^[0-9a-f-]{0,36}$/)
    .catch(''),
  transports: z
    .array(z.string().regex(/^[a-z-]{1,20}$/))
    .max(10)
    .catch([]),
  backed_up: z.boolean().default(false),
  name: PasskeyName.optional().catch(undefined),
  created_at: MovedAt.nullish(),
});

/**
 * Those of one person's passkeys that can be used here: they are whole, and made for this host. `madeFor`: the host of those
 * that do not say it.
 */
export function readPasskeys(given: unknown[], madeFor: string): MovedPasskey[] {
  const site = passkeySite();
  return given.flatMap((one) => {
    const { success, data } = Passkey.safeParse(one);
    return success && (data.rp_id ?? madeFor) === site?.host ? [{ ...data, rp_id: site.host }] : [];
  });
}
