import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** How an answer may be carried. */
export const RESPONSE_MODES = ['query', 'fragment'];

/**
 * Lets nobody ask for the answer as a form that sends itself: no page here lets a form lead to another site, so
 * it would never arrive. oidc-provider has no setting for it; under a name it does not know it says so itself.
 */
export async function refuseFormPost(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  if (ctx.query['response_mode'] === 'form_post')
    ctx.query = { ...ctx.query, response_mode: 'not-form_post' };
  await next();
}
