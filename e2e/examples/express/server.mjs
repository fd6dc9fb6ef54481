import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { getIronSession } from 'iron-session';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';

const { GATEHOUSE, CLIENT_ID, CLIENT_SECRET, SITE, COOKIE_SECRET, PORT } = process.env;
const SECONDS = 8 * 3600;

// Who is signed in here. In your application this is a table of your database.
const store = new DatabaseSync(process.env.SESSIONS ?? 'sessions.db', { timeout: 5000 });
store.exec('create table if not exists sessions (sid primary key, name, email, id_token, ends)');
const sessions = (sql, ...values) => store.prepare(sql).get(...values);

let found;
const gatehouse = () =>
  (found ??= oidc
    .discovery(new URL(GATEHOUSE), CLIENT_ID, undefined, oidc.ClientSecretBasic(CLIENT_SECRET), {
      execute: GATEHOUSE.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    })
    .catch((error) => {
      found = undefined;
      throw error;
    }));

const cookieOf = (request, response) =>
  getIronSession(request, response, {
    cookieName: 'my-app',
    password: COOKIE_SECRET,
    ttl: SECONDS,
    cookieOptions: { secure: SITE.startsWith('https:') },
  });

const app = express();

app.get('/', async (request, response) => {
  const { sid = '' } = await cookieOf(request, response);
  const person = sessions('select name, email from sessions where sid = ?', sid);
  response.send(person ? signedIn(person) : '<a href="/sign-in">Sign in with Gatehouse</a>');
});

const signedIn = ({ name, email }) => `
  <p>Signed in as ${escaped(name)}, ${escaped(email)}.</p>
  <form method="post" action="/sign-out"><button>Sign out</button></form>`;
const escaped = (text) => text.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`);

app.get('/sign-in', async (request, response) => {
  const cookie = await cookieOf(request, response);
  cookie.asked = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  await cookie.save();
  const url = oidc.buildAuthorizationUrl(await gatehouse(), {
    redirect_uri: `${SITE}/signed-in`,
    scope: 'openid profile email',
    state: cookie.asked.expectedState,
    nonce: cookie.asked.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(cookie.asked.pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  response.redirect(url.href);
});

app.get('/signed-in', async (request, response) => {
  const cookie = await cookieOf(request, response);
  const { asked, sid: before } = cookie;
  if (!asked) return response.redirect('/');
  delete cookie.asked;
  try {
    const url = new URL(SITE + request.originalUrl);
    const tokens = await oidc.authorizationCodeGrant(await gatehouse(), url, asked);
    const { sub, sid } = tokens.claims();
    const { name, email } = await oidc.fetchUserInfo(await gatehouse(), tokens.access_token, sub);
    const ends = Date.now() / 1000 + SECONDS;
    sessions('delete from sessions where ends < unixepoch() or sid = ?', before ?? '');
    const row = [sid, name, email, tokens.id_token, ends];
    sessions('replace into sessions values (?, ?, ?, ?, ?)', ...row);
    cookie.sid = sid;
  } catch (error) {
    console.error(error.message);
  }
  await cookie.save();
  response.redirect('/');
});

app.post('/sign-out', async (request, response) => {
  const cookie = await cookieOf(request, response);
  const { sid = '' } = cookie;
  const row = sessions('delete from sessions where sid = ? returning id_token', sid);
  cookie.destroy();
  if (!row) return response.redirect(303, '/');
  const url = oidc.buildEndSessionUrl(await gatehouse(), {
    id_token_hint: row.id_token,
    post_logout_redirect_uri: `${SITE}/`,
  });
  response.redirect(303, url.href);
});

// Gatehouse tells here that a session has ended, whoever ended it (OpenID Back-Channel Logout 1.0).
const ENDED = 'http://schemas.openid.net/event/backchannel-logout';
const keys = createRemoteJWKSet(new URL(`${GATEHOUSE}/.well-known/jwks.json`));

app.post('/logged-out', express.urlencoded(), async (request, response) => {
  try {
    const { payload } = await jwtVerify(request.body.logout_token, keys, {
      issuer: GATEHOUSE,
      audience: CLIENT_ID,
      typ: 'logout+jwt',
      requiredClaims: ['exp', 'iat', 'jti', 'sid'],
      clockTolerance: 60,
    });
    if (!payload.events?.[ENDED] || 'nonce' in payload) throw new Error('no logout token');
    sessions('delete from sessions where sid = ?', payload.sid);
    response.sendStatus(204);
  } catch (error) {
    console.error(error.message);
    response.sendStatus(400);
  }
});

app.listen(PORT ?? 4000, 'localhost');
