import 'server-only';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Detail } from '#lib/audit/detail';
import { recordBounded } from '#lib/limits/record-bounded';

/**
 * Enters into the log that a program showed a wrong secret, or a code or refresh token that opens nothing. A used
 * refresh token has an entry of its own, see lib/oauth/rotation; a device that still waits fails at nothing.
 */
export function auditRefusedGrant(ctx: KoaContextWithOIDC, error: unknown) {
  const { client } = ctx.oidc;
  if (!client) return;
  const object = `client:${client.clientId}`;
  const shown = ctx.get('authorization') || ctx.oidc.params?.['client_secret'];
  const isSecret = client.clientAuthMethod !== 'none' && Boolean(shown);
  if (error instanceof errors.InvalidClientAuth && isSecret)
    void recordBounded({ type: 'client_login_fail', actor: 'system', object });
  if (error instanceof errors.InvalidGrant)
    void recordBounded({ type: 'authn_token_fail', actor: 'system', object, detail: grantOf(ctx) });
}

/** What was shown and refused, in our words: what somebody sent never stands in the log. */
function grantOf({ oidc }: KoaContextWithOIDC): Detail {
  const grant = oidc.params?.['grant_type'];
  return grant === 'authorization_code' || grant === 'refresh_token' ? grant : 'device_code';
}
