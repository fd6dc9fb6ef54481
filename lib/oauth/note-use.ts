import 'server-only';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { transactionRelaxed } from '#lib/db/transaction';
import { Latest } from '#lib/latest';
import { log } from '#lib/observability/log';
import { TOUCH_SECONDS } from '#lib/session/lifetimes';
import { singleton } from '#lib/singleton';

const REMEMBER = 1_000;
/** Where a program has proven who it is, and got what it came for. */
const USES: unknown[] = ['token', 'introspection'];

/** Notes that a program came for tokens or asked about one, at most once a minute. Its answer does not wait for that. */
export async function noteUse(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const { route, client } = ctx.oidc ?? {};
  if (!client || ctx.status !== 200 || !USES.includes(route)) return;
  const now = Date.now();
  const noted = singleton('noted-uses', () => new Latest<number>(REMEMBER));
  if (Math.abs(now - (noted.get(client.clientId) ?? 0)) < TOUCH_SECONDS * 1000) return;
  noted.set(client.clientId, now);
  write(client.clientId, now).catch((err: unknown) =>
    log().warn({ err }, 'the last use of a program could not be noted'),
  );
}

const write = (id: string, now: number) => {
  const { lastUsedAt } = oauthClients;
  const isDue = or(isNull(lastUsedAt), lte(lastUsedAt, new Date(now - TOUCH_SECONDS * 1000)));
  return transactionRelaxed((tx) =>
    tx
      .update(oauthClients)
      .set({ lastUsedAt: new Date(now) })
      .where(and(eq(oauthClients.id, id), isDue)),
  );
};
