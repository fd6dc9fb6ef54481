import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { selectedNumber } from '#lib/db/engine';
import { mayChangeNone, type Write } from '#lib/db/transaction';

/**
 * The write that puts a notice on its way for each of these sessions that somebody has at a site which wants to know when
 * it ends (OpenID Back-Channel Logout 1.0). It has to stand before what ends them, in the same `transaction`: then every
 * session that ended has its notice, and no other. It is delivered after the answer: see lib/oauth/logout/deliver.
 */
export function tellSites(those: SQL | undefined): Write {
  const now = selectedNumber(Date.now());
  const { backchannelLogoutUri: uri } = oauthClients;
  const ended = sql`select ${sessions.id}, ${sessions.userId}, ${sessions.clientId}, ${uri}, ${selectedNumber(0)}, '', ${now}, ${now}, ${selectedNumber(null)}, ${oauthClients.alg} from ${sessions} inner join ${oauthClients} on ${oauthClients.id} = ${sessions.clientId} where ${uri} is not null and (${those ?? sql`1 = 1`})`;
  return mayChangeNone((tx) => tx.insert(logoutNotices).select(ended).onConflictDoNothing());
}
