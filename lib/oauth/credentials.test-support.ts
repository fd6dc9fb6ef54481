import { importJWK, type JWK, SignJWT } from 'jose';
import { v7 as uuid, v4 as uuidV4 } from 'uuid';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { newCode } from '#lib/codes/issue';
import { tryCode } from '#lib/codes/redeem';
import { seal, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { findPasskeyChallenge, newPasskeyChallenge } from '#lib/factors/passkey/challenge';
import { apiAudience, readAccessToken } from '#lib/oauth/access-token';
import { ALGORITHM } from '#lib/oauth/algorithms';
import { findByBearer } from '#lib/oauth/bearer';
import { renewClientSecret } from '#lib/oauth/change-client';
import { addClient, removeClient } from '#lib/oauth/clients';
import { findRequest } from '#lib/oauth/consent-request';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import {
  authorize,
  CLI,
  codeFor,
  deviceTokens,
  get,
  newNetwork,
  poll,
  push,
  redeem,
  refresh,
  SCOPE,
  send,
  uidOf,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { findAnswered, findAsked, keepAnswered, keepAsked, newState } from '#lib/providers/flow';
import { ANSWERED_SECONDS } from '#lib/providers/lifetimes';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { findChallenge, newChallenge } from '#lib/session/challenge';
import { TRUST_SECONDS } from '#lib/session/lifetimes';
import { findViewer, type Viewer } from '#lib/session/store';
import { openTicket, sealTicket, type Ticket } from '#lib/session/ticket';
import { newTrust, renewTrust, type Trust } from '#lib/session/trust';
import { addUser, beginSession, from } from '#lib/testing/database.test-support';

export const EMAIL = 'ada@example.com';
const SERVICE = 'an-api';
const MACHINE = 'a-machine';
const AUDIENCE = 'https://an-api.example.com';

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** A person with two browsers, in one of which they are. */
export async function setScene() {
  const id = await addUser(EMAIL);
  const [ticket, other] = [await beginSession(id), await beginSession(id)];
  await removeClient(SERVICE);
  const service = { id: SERVICE, name: 'An API', kind: 'service', scope: 'x' } as const;
  const added = await addClient({ ...service, audience: AUDIENCE });
  if (!added.ok) throw new Error(added.reason);
  return { id, ticket, other, viewer: await viewerOfTicket(ticket), secret: String(added.value) };
}
export type Scene = Awaited<ReturnType<typeof setScene>>;

type Opens = () => Promise<boolean>;
type Credential = {
  /** What of the code it stands for: purposes, cookies, secret columns, kinds of oidc-provider. */
  covers: string[];
  /** Gives it out as it is given out; answers how to find out whether it opens anything. Asked once. */
  issue: (scene: Scene) => Promise<Opens>;
};

const cookieOf = async (ticket: Ticket): Promise<Opens> => {
  const sealed = await sealTicket(ticket);
  return async () => {
    const opened = await openTicket(sealed);
    return opened !== null && (await findViewer(opened)) !== null;
  };
};

const asService = (id: string, secret: string | null): Opens => {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  return async () =>
    (await send('/oauth/introspect', { token: 'x' }, { authorization })).status === 200;
};

const askDevice = async () =>
  (await send('/oauth/device_authorization', { client_id: CLI, scope: SCOPE })).json();
const errorOf = async (answer: Response) => ((await answer.json()) as { error?: string }).error;
const somebody = async (): Promise<Viewer> =>
  viewerOfTicket(await beginSession(await addUser(`${uuid()}@example.com`)));

export const CREDENTIALS: Record<string, Credential> = {
  'session of this browser': {
    covers: ['session', 'cookie session', 'sessions.secret_hash'],
    issue: ({ ticket }) => cookieOf(ticket),
  },
  'session of another browser': { covers: [], issue: ({ other }) => cookieOf(other) },
  'mark of a browser': {
    covers: ['browser', 'cookie browser', 'known_browsers.secret_hash'],
    issue: async ({ ticket }) => {
      await rememberBrowser(ticket);
      return async () => (await knownBrowser(EMAIL)) !== null;
    },
  },
  'half of a sign-in': {
    covers: ['challenge', 'cookie challenge'].concat(
      ...['secret_hash', 'password_hash'].map((name) => `pending_sign_ins.${name}`),
    ),
    issue: async ({ id: userId }) => {
      const proven = { userId, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
      const { challenge, writes } = newChallenge(proven, { isPersistent: false, next: '/' });
      await transaction(writes);
      return async () => (await findChallenge(challenge)) !== null;
    },
  },
  'browser that is trusted': {
    covers: ['trusted', 'cookie trusted', 'trusted_browsers.secret_hash'],
    issue: async ({ id }) => {
      const { trust, write } = newTrust(id);
      await transaction(write);
      const sealed = await seal('trusted', { trusted: [trust] }, TRUST_SECONDS);
      return async () => {
        const held = (await unseal('trusted', sealed, TRUST_SECONDS))?.['trusted'];
        return (await renewTrust((held ?? []) as Trust[], id)) !== null;
      };
    },
  },
  'challenge of a passkey': {
    covers: ['passkey', 'cookie passkey', 'passkey_challenges.secret_hash'],
    issue: async () => {
      const asked = { purpose: 'sign_in', secret: 'of a browser', userId: null } as const;
      const challenge = await from(newNetwork(), () => newPasskeyChallenge(asked));
      const given = challenge.ok ? challenge.value : '';
      return async () => (await findPasskeyChallenge(given, asked)) !== null;
    },
  },
  'way to a provider': {
    covers: ['provider-flow', 'provider-browser', 'cookie provider'].concat(
      ...['browser_hash', 'state_hash', 'payload'].map((name) => `provider_flows.${name}`),
    ),
    issue: async () => {
      const about = { provider: 'none', intent: 'sign_in', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
      const secret = 'of a browser';
      const flow = newState();
      await keepAsked(flow, about, secret, {});
      const id = await keepAnswered(about, secret, {});
      const sealed = await seal('provider-browser', { secret }, ANSWERED_SECONDS);
      return async () => {
        const held = (await unseal('provider-browser', sealed, ANSWERED_SECONDS))?.['secret'];
        const browser = typeof held === 'string' ? held : null;
        const isAsked = (await findAsked(flow.id, browser)) !== null;
        return isAsked || (await findAnswered(id, browser, null)) !== null;
      };
    },
  },
  'flow and mailed code': {
    covers: ['flow', 'form-number', 'pending', 'code', 'cookie flow'].concat(
      ...['flow_hash', 'code_hash', 'payload'].map((name) => `codes.${name}`),
    ),
    issue: async ({ id: userId }) => {
      const { id, secret, code, write } = await newCode(
        'reset',
        EMAIL,
        { userId },
        { isRight: true },
      );
      await transaction(write);
      const cookie = await seal('flow', { id, secret }, 3600);
      return async () => {
        const flow = await unseal('flow', cookie, 3600);
        return flow !== null && (await tryCode('reset', id, secret, code)).ok;
      };
    },
  },
  'request of a program under way': {
    covers: ['record', 'oauth-cookie', 'cookie asked', 'Interaction', 'oauth_records.payload'],
    issue: async () => {
      const { location, cookie } = await authorize();
      const uid = uidOf(location);
      return async () => {
        const isKnown = (await findRequest(uid)) !== null;
        const again = await get(`/oauth/authorize/${uid}`, { cookie });
        if (isKnown !== again.status < 400) throw new Error(`${isKnown} but ${again.status}`);
        return isKnown;
      };
    },
  },
  'request that a program pushed': {
    covers: ['PushedAuthorizationRequest'],
    issue: async () => {
      const { request_uri } = await (await push()).json();
      return async () => (await get(`/oauth/authorize?${new URLSearchParams({ client_id: CLI, request_uri })}`)).status < 400; // biome-ignore format: one line
    },
  },
  'device code': {
    covers: ['DeviceCode'],
    issue: async () => {
      const { device_code } = await askDevice();
      return async () => (await errorOf(await poll(device_code))) === 'authorization_pending';
    },
  },
  'code that a person types for a device': {
    covers: ['user-code', 'oauth_records.user_code_hash'],
    issue: async () => {
      const { user_code } = await askDevice();
      return async () => {
        const viewer = await somebody();
        return (await from(newNetwork(), () => claimDevice(viewer, user_code))).ok;
      };
    },
  },
  'device code that was let in': {
    covers: [],
    issue: async ({ viewer }) => {
      const { device_code, user_code } = await askDevice();
      const claimed = await from(newNetwork(), () => claimDevice(viewer, user_code));
      if (claimed.ok) await answerDevice(viewer, claimed.value, true);
      return async () => (await poll(device_code)).status === 200;
    },
  },
  'authorization code': {
    covers: ['AuthorizationCode'],
    issue: async ({ viewer }) => {
      const { code, verifier } = await codeFor(viewer);
      return async () => (await redeem(code, verifier)).status === 200;
    },
  },
  'refresh token': {
    covers: ['refresh', 'RefreshToken', 'Grant'],
    issue: async ({ viewer }) => {
      const { refresh_token } = await deviceTokens(viewer);
      return async () => (await refresh(refresh_token)).status === 200;
    },
  },
  'access token': {
    covers: ['AccessToken'],
    issue: async ({ viewer }) => {
      const { access_token } = await deviceTokens(viewer);
      return async () => (await findByBearer(access_token)) !== null;
    },
  },
  'personal access token': {
    covers: [],
    issue: async ({ viewer }) => {
      const wish = { name: 'Backup', days: 30, scopes: ['account:read'] } as const;
      const made = await makePersonalToken(viewer, { ...wish, scopes: [...wish.scopes] }, uuidV4());
      const token = made.ok ? made.value : '';
      return async () => (await findByBearer(token)) !== null;
    },
  },
  'key that signs, in the hands of a thief': {
    covers: ['signing', 'signing_keys.private_key'],
    issue: async ({ id }) => {
      const stolen = await privateKey();
      return async () => (await readAccessToken(await forge(stolen, id))) !== null;
    },
  },
  'token of a machine': {
    covers: ['ClientCredentials'],
    issue: async ({ secret }) => {
      await removeClient(MACHINE);
      const machine = { id: MACHINE, name: 'A machine', kind: 'machine', scope: 'x' } as const;
      const added = await addClient(machine);
      const shown = basic(MACHINE, added.ok ? String(added.value) : '');
      const form = { grant_type: 'client_credentials', resource: AUDIENCE };
      const { access_token: token } = await (await send('/oauth/token', form, shown)).json();
      return async () => {
        const asked = await send('/oauth/introspect', { token }, basic(SERVICE, secret));
        return asked.status === 200 && (await asked.json()).active === true;
      };
    },
  },
  'secret of a service': {
    covers: ['client', 'Client', 'oauth_clients.secret_hash'],
    issue: async ({ secret }) => asService(SERVICE, secret),
  },
  'secret of a service before the one of now': {
    covers: ['oauth_clients.old_secret_hash'],
    issue: async () => {
      const id = 'another-api';
      const service = { id, name: 'An API', kind: 'service', audience: 'https://x.example', scope: 'x' } as const; // biome-ignore format: one line
      await removeClient(id);
      const added = await addClient(service);
      await renewClientSecret(id);
      return asService(id, added.ok ? added.value : null);
    },
  },
};

/** What opens nothing, and why. */
export const NO_CREDENTIALS: Record<string, string> = {
  limit: 'names of counts',
  mail: 'bodies of mail; what a mail can say that opens something is a code',
  person: 'handles in paths, made anew for each person who may see the list',
  'cookie theme': 'light or dark',
  'cookie language': 'a language of ours',
  form: 'says for whom a form was made; only their session sends it',
  flash: 'says what was done, once',
  'cookie flash': 'see flash',
  'outbox.body': 'see mail',
  'credentials.secret': 'a password outlives the secret; a new one, shutting and deleting end it',
  'credentials.handle':
    'what a credential is found by; where it is to open something, see its kind',
  'credentials.user_handle': 'what a passkey calls the account; it opens nothing',
  provider: 'what proves us to a provider; it opens nothing here',
  'providers.client_secret': 'see provider',
  webhook: 'what signs messages to a receiver; it opens nothing here',
  'webhooks.secret': 'see webhook',
  'sessions.provider_session': 'by what a provider ends sessions; it begins none',
  'pending_sign_ins.provider_session': 'the same',
  'connections.subject': 'who somebody is elsewhere; only a provider says it',
  totp: 'a key that no code opens without the secret, and a factor that no other one replaces: it outlives sessions',
  'recovery-code': 'the same of recovery codes: tried in lib/accounts/recovery-codes.test',
  'new-recovery-codes':
    'makes them for the page that shows them; what opens something is their HMAC',
  again: 'makes the ticket of a session, which ends with its row',
  checkpoint: 'makes the key that signs heads of the audit log, which open nothing',
  'new-personal-token':
    'makes a token for the page that shows it; what opens something is its HMAC, see record',
  'user-handle': 'makes that name',
  BaseToken: 'what the kinds of oidc-provider have in common',
  Session: 'oidc-provider keeps none here',
  ReplayDetection: 'not switched on',
  InitialAccessToken: 'not switched on',
  RegistrationAccessToken: 'not switched on',
  BackchannelAuthenticationRequest: 'not switched on',
  PreAuthorizedCode: 'not switched on',
};

/** The private key as a thief with the database and the secret can open it. */
async function privateKey(): Promise<JWK> {
  const [row] = await db().select().from(signingKeys);
  const opened = row && (await unseal('signing', row.privateKey, 0));
  return opened?.['key'] as JWK;
}

/** A token that a thief signs, for a session of a program if there is one to be known. */
async function forge(key: JWK, sub: string) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub, sid: uuid(), client_id: CLI, scope: SCOPE, jti: uuid() })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: String(key.kid) })
    .setIssuer(env().APP_URL)
    .setAudience(apiAudience())
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .sign(await importJWK(key, ALGORITHM));
}
