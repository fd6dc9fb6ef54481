import 'server-only';
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { apiAudience } from '#lib/oauth/access-token';
import { ALGORITHM } from '#lib/oauth/algorithms';
import { MACHINE_GRANT } from '#lib/oauth/client-metadata';
import { findService, scopesOfClient } from '#lib/oauth/clients';
import * as seconds from '#lib/oauth/lifetimes';
import { OIDC_SCOPES } from '#lib/oauth/scopes';
import { API_SCOPES } from '#lib/permissions/scopes';

type Resources = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/** Where access tokens may be used (RFC 8707): at our own API, or at a service of the operator's. */
export const resourceIndicators = (kid: string): Resources => ({
  enabled: true,
  defaultResource: async (ctx, client) => {
    if (isMachine(client)) throw new errors.InvalidTarget('say which service the token is for');
    if (asksFor(ctx, API_SCOPES)) return apiAudience();
    const allowed = await scopesOfClient(client.clientId);
    keepKnown(ctx, both(OIDC_SCOPES, allowed));
    return [];
  },
  useGrantedResource: async () => true,
  getResourceServerInfo: async (ctx, audience, client) => {
    const known = await scopeOf(audience, client, ctx.oidc.params?.['resource']);
    const allowed = await scopesOfClient(client.clientId);
    const scope = both(known.split(' '), allowed);
    if (isMachine(client)) keepForMachine(ctx, scope);
    else keepKnown(ctx, [...both(OIDC_SCOPES, allowed), ...scope]);
    return {
      audience,
      scope: scope.join(' '),
      accessTokenTTL: seconds.ACCESS_TOKEN_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: ALGORITHM, kid } },
    };
  },
});

const both = (known: readonly string[], allowed: readonly string[]) =>
  known.filter((one) => allowed.includes(one));

const askedBy = (ctx: KoaContextWithOIDC) => String(ctx.oidc.params?.['scope'] ?? '').split(' ');
const asksFor = (ctx: KoaContextWithOIDC, known: readonly string[]) =>
  askedBy(ctx).some((one) => known.includes(one));

/** Where something is asked for, as oidc-provider calls it: what is pushed is looked at there, and not again. */
const ASKS = ['authorization', 'device_authorization', 'pushed_authorization_request'];

/**
 * A person is shown what can be allowed and nothing else, and is not asked to allow nothing: where no scope is
 * known, or none is the program's to ask for, it is told so (RFC 6749 3.3).
 */
function keepKnown(ctx: KoaContextWithOIDC, known: readonly string[]) {
  const { route, params } = ctx.oidc;
  if (!params || !ASKS.includes(String(route))) return;
  const kept = askedBy(ctx).filter((one) => known.includes(one));
  if (kept.length === 0)
    throw new errors.InvalidScope('none of the scopes is known', askedBy(ctx).join(' '));
  params['scope'] = kept.join(' ');
}

type Asking = {
  applicationType?: string | undefined;
  grantTypeAllowed: (type: string) => boolean;
};
const isMachine = (client: Asking) => client.grantTypeAllowed(MACHINE_GRANT);

/**
 * What a machine asks for, of what its operator and that service know; all of it, when it names nothing (RFC 6749 3.3). A
 * token without a scope it is not given.
 */
function keepForMachine(ctx: KoaContextWithOIDC, known: readonly string[]) {
  const { params } = ctx.oidc;
  const asked = params?.['scope'] === undefined ? known : askedBy(ctx);
  const kept = both(known, asked);
  if (!params || kept.length === 0)
    throw new errors.InvalidScope('none of the scopes is known', asked.join(' '));
  params['scope'] = kept.join(' ');
}

/**
 * What may be asked for there. An app may ask, for a person; and a machine, for itself, at services alone: our own API
 * always acts for somebody. A site that people sign in to has no use for tokens that act for them. And for one place at a
 * time, for that is what the person is shown.
 */
async function scopeOf(audience: string, client: Asking, asked: unknown): Promise<string> {
  if (client.applicationType !== 'native' && !isMachine(client)) throw new errors.InvalidTarget();
  if (Array.isArray(asked) && asked.length > 1) throw new errors.InvalidTarget();
  if (audience === apiAudience() && isMachine(client)) throw new errors.InvalidTarget();
  if (audience === apiAudience()) return API_SCOPES.join(' ');
  const service = await findService(audience);
  if (!service) throw new errors.InvalidTarget();
  return service.scope;
}
