import 'server-only';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { currentClient } from '#lib/request/client';

/** What a request can demand of the person who answers it (OpenID Connect Core 3.1.2.1). */
const DEMANDS = ['prompt', 'max_age', 'claims', 'id_token_hint'];

/**
 * Where a device asks from. What it demands of a person is refused, for its code is bound to no browser and nothing of it
 * could be kept (RFC 8628 3.1 has none of it); what it would only like (`acr_values`) is passed over.
 */
export function askingDevice({ oidc }: KoaContextWithOIDC) {
  const demand = DEMANDS.find((name) => oidc.body?.[name] !== undefined);
  if (demand) throw new errors.InvalidRequest(`${demand} is not taken for a device`);
  return currentClient();
}
