import 'server-only';
import { eq } from 'drizzle-orm';
import type { AdapterPayload } from 'oidc-provider';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { Algorithm } from '#lib/oauth/algorithms';
import { goodSecrets } from '#lib/oauth/client-secret';
import type { OAuthClient } from '#lib/oauth/clients';
import { isAddress } from '#lib/oauth/documents/address';
import { isVouchedFor } from '#lib/oauth/documents/keep';
import { OIDC_SCOPES } from '#lib/oauth/scopes';

/** RFC 8628 3.4. */
export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** RFC 6749 4.4.2. */
export const MACHINE_GRANT = 'client_credentials';

/** What a program may do here that the standards have no word for; for lib/oauth/provider. */
export const OWN_METADATA = ['auth', 'needs_pkce'];

// To oidc-provider this means the body too; lib/oauth/provider narrows it down.
const WITH_SECRET = { token_endpoint_auth_method: 'client_secret_basic' } as const;

/** A program as oidc-provider knows it (OpenID Connect Registration 2). The secret is its HMAC, or two of them. */
export async function findClientMetadata(id: string): Promise<AdapterPayload | undefined> {
  if (isAddress(id) && !(await isVouchedFor(id))) return undefined;
  const [row] = await db().select().from(oauthClients).where(eq(oauthClients.id, id));
  if (!row || row.disabledAt || (isSample(row) && !env().hasExamples)) return undefined;
  const shared = {
    client_id: row.id,
    client_name: row.name,
    id_token_signed_response_alg: row.alg as Algorithm,
    auth: row.auth,
    needs_pkce: row.needsPkce,
  };
  const redirect_uris = JSON.parse(row.redirectUris) as string[];
  if (row.kind === 'service')
    return {
      ...shared,
      ...WITH_SECRET,
      client_secret: goodSecrets(row),
      grant_types: [],
      response_types: [],
      redirect_uris,
    };
  if (row.kind === 'machine')
    return {
      ...shared,
      ...WITH_SECRET,
      client_secret: goodSecrets(row),
      grant_types: [MACHINE_GRANT],
      response_types: [],
      redirect_uris,
    };
  if (row.kind === 'web')
    return {
      ...shared,
      ...WITH_SECRET,
      client_secret: goodSecrets(row),
      redirect_uris,
      scope: OIDC_SCOPES.join(' '),
      grant_types: ['authorization_code'],
      response_types: ['code'],
    };
  const hasCode = redirect_uris.length > 0;
  return {
    ...shared,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris,
    grant_types: [...(hasCode ? ['authorization_code'] : []), 'refresh_token', DEVICE_GRANT],
    response_types: hasCode ? ['code'] : [],
  };
}

/** The client that migration 0004 enters by itself. One of this name that an operator added is another. */
const isSample = ({ id, createdAt }: Pick<OAuthClient, 'id' | 'createdAt'>) =>
  id === 'gatehouse-cli' && createdAt.getTime() === 1_795_305_600_000;
