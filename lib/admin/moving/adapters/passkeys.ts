import 'server-only';
import type { Foreign } from '#lib/admin/moving/adapters/adapter';

/**
 * A passkey in our form, of what another system keeps: bytes in any base64, transports in a list or with commas between, whether
 * it may be on several devices in words. What the system does not keep is left out.
 */
export function passkeyOf(one: Foreign): Foreign {
  const said = Object.entries(one).filter(([, value]) => value !== null && value !== undefined);
  const { id, public_key, user_handle, transports, device, ...same } = Object.fromEntries(said);
  return {
    ...same,
    id: base64url(id),
    public_key: base64url(public_key),
    ...(user_handle !== undefined && { user_handle: base64url(user_handle) }),
    transports: Array.isArray(transports) ? transports : String(transports ?? '').split(','),
    backup_eligible: mayBeOnSeveral(device),
  };
}

const base64url = (text: unknown) =>
  String(text ?? '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** `singleDevice`, `multi_device` and the like; undefined where it is not said. */
function mayBeOnSeveral(device: unknown): boolean | undefined {
  const [, word] = String(device).match(/^(single|multi)_?device$/i) ?? [];
  return word === undefined ? undefined : word.toLowerCase() === 'multi';
}
