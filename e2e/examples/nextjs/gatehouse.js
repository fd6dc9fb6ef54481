import { DatabaseSync } from 'node:sqlite';
import { getIronSession } from 'iron-session';
import { cookies } from 'next/headers';
import * as oidc from 'openid-client';

const { GATEHOUSE, CLIENT_ID, CLIENT_SECRET, SITE, COOKIE_SECRET } = process.env;
export const SECONDS = 8 * 3600;

let found;
/** What Gatehouse says of itself, asked for once. */
export const gatehouse = () =>
  (found ??= oidc
    .discovery(new URL(GATEHOUSE), CLIENT_ID, undefined, oidc.ClientSecretBasic(CLIENT_SECRET), {
      execute: GATEHOUSE.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    })
    .catch((error) => {
      found = undefined;
      throw error;
    }));

/** The sealed cookie: which session it is and, on the way to Gatehouse, what the answer has to fit. */
export const cookie = async () =>
  getIronSession(await cookies(), {
    cookieName: 'my-app',
    password: COOKIE_SECRET,
    ttl: SECONDS,
    cookieOptions: { secure: SITE.startsWith('https:') },
  });

let store;
/** Who is signed in here. In your application this is a table of your database. */
export function sessions(sql, ...values) {
  store ??= new DatabaseSync(process.env.SESSIONS ?? 'sessions.db', { timeout: 5000 });
  store.exec('create table if not exists sessions (sid primary key, name, email, id_token, ends)');
  return store.prepare(sql).get(...values);
}

/** Who asks; undefined for nobody. Every page and every action begins with this. */
export async function person() {
  const { sid = '' } = await cookie();
  return sessions('select name, email from sessions where sid = ?', sid);
}
