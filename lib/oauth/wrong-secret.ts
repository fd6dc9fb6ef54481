import 'server-only';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { record } from '#lib/audit/record';
import { together } from '#lib/db/together';
import { log } from '#lib/operation/log';

/**
 * Enters into the log that somebody came in the name of a program and could not prove to be it. Only of
 * programs that there are; how often it can happen is limited where requests are counted.
 */
export function noteWrongSecret({ oidc }: KoaContextWithOIDC, error: unknown) {
  const id = oidc.client?.clientId;
  if (!id || !(error instanceof errors.InvalidClientAuth)) return;
  const object = `client:${id}`;
  const event = { type: 'client_login_fail', userId: null, actor: 'system', object } as const;
  together((tx) => [record(event)(tx)]).catch((err: unknown) =>
    log().warn({ err }, 'a wrong secret of a program could not be noted'),
  );
}
