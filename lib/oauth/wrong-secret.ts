import 'server-only';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { record } from '#lib/audit/record';
import { togetherInPassing } from '#lib/db/together';
import { wrongSecretByAll, wrongSecretByNetwork } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { log } from '#lib/operation/log';
import { currentClient, networkOf } from '#lib/request/client';

/** Enters into the log that somebody showed a wrong secret in the name of a program that has one. */
export function noteWrongSecret(ctx: KoaContextWithOIDC, error: unknown) {
  const { client } = ctx.oidc;
  if (!(error instanceof errors.InvalidClientAuth) || !client) return;
  if (client.clientAuthMethod === 'none' || !ctx.get('authorization')) return;
  enter(client.clientId).catch((err: unknown) =>
    log().warn({ err }, 'a wrong secret of a program could not be noted'),
  );
}

/** Anybody can send these: past a few they stand only in the server's own log, as refused requests. */
async function enter(id: string) {
  const throttled = await take([
    [wrongSecretByNetwork, networkOf(currentClient().address)],
    [wrongSecretByAll, 'all'],
  ]);
  if (throttled) return;
  const object = `client:${id}`;
  const event = { type: 'client_login_fail', userId: null, actor: 'system', object } as const;
  await togetherInPassing((tx) => [record(event)(tx)]);
}
