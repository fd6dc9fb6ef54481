import 'server-only';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** How an answer may be carried. */
export const RESPONSE_MODES = ['query'];

/**
 * Lets nobody ask for the answer in another way than the code flow's own (ASVS 10.4.12): not as a form that sends
 * itself, and not behind a `#`, where scripts of that page read it. oidc-provider has no setting for it; under a
 * name it does not know it says so itself.
 */
export async function refuseOtherModes(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  if (isOther(ctx.query['response_mode']))
    ctx.query = { ...ctx.query, response_mode: 'not-supported' };
  await next();
}

/** The same of a pushed request (RFC 9126), whose fields stand in the body. */
export async function refusePushedMode(_: unknown, mode: unknown) {
  if (isOther(mode)) throw new errors.UnsupportedResponseMode();
}

const isOther = (mode: unknown) => mode !== undefined && !RESPONSE_MODES.includes(String(mode));
