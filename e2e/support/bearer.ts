import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { rows } from './rows.ts';
import type { TestServer } from './server.ts';

/** Every scope of the API. */
export const SCOPES = ['account:read', 'sessions', 'notes:read', 'notes:write'];

// What the domain itself does when a program fetches its tokens, after the person said yes.
const MAKE = `
  const { SignJWT, importJWK } = await import('jose');
  const { v7: uuid } = await import('uuid');
  const { env } = await import('#lib/env');
  const { transaction } = await import('#lib/db/transaction');
  const { apiAudience } = await import('#lib/oauth/access-token');
  const { ALGORITHM } = await import('#lib/oauth/algorithms');
  const { privateKeys } = await import('#lib/oauth/keys');
  const { ACCESS_TOKEN_SECONDS } = await import('#lib/oauth/lifetimes');
  const { CLIENT_SESSION } = await import('#lib/session/lifetimes');
  const { addSession } = await import('#lib/session/store');
  const [userId, scope] = process.argv.slice(1);
  const [id, now] = [uuid(), new Date()];
  const row = {
    id,
    userId,
    clientId: 'gatehouse-cli',
    secretHash: id,
    isPersistent: true,
    createdAt: now,
    lastSeenAt: now,
    idleSeconds: CLIENT_SESSION.idleSeconds,
    expiresAt: new Date(now.getTime() + CLIENT_SESSION.absoluteSeconds * 1000),
    address: '198.51.100.2',
    userAgent: 'gatehouse-cli (Linux)',
  };
  await transaction(addSession(row));
  const [jwk] = await privateKeys();
  const token = await new SignJWT({ sid: id, client_id: 'gatehouse-cli', scope })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: jwk.kid })
    .setIssuer(env().APP_URL)
    .setAudience(apiAudience())
    .setSubject(userId)
    .setJti(uuid())
    .setIssuedAt()
    .setExpirationTime(ACCESS_TOKEN_SECONDS + ' s')
    .sign(await importJWK(jwk, ALGORITHM));
  process.stdout.write(token);
  // On a server its connections would keep this process.
  await (await import('#lib/db/client')).closeDb();
`;

/** An access token that a client holds in the name of this person, good for these scopes. */
export async function bearerFor(
  server: TestServer,
  email: string,
  scopes: readonly string[] = SCOPES,
): Promise<string> {
  const [user] = rows(server, 'select id from users where email = ?', email);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--conditions=react-server',
      '--input-type=module',
      '--eval',
      MAKE,
      String(user?.['id']),
      scopes.join(' '),
    ],
    {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'] ?? '',
        ...QUICK_START,
        APP_URL: server.url,
        ...server.settings,
      },
    },
  );
  return stdout;
}

// What a thief with a copy of the database and the secret it was made under does.
const FORGE = `
  const { SignJWT, importJWK } = await import('jose');
  const { v7: uuid } = await import('uuid');
  const { connection } = await import('#lib/db/client');
  const { unseal } = await import('#lib/crypto/seal');
  const { env } = await import('#lib/env');
  const { apiAudience } = await import('#lib/oauth/access-token');
  const row = (query) => connection().prepare(query).get();
  const { private_key: sealed } = row('select private_key from signing_keys where retired_at is null');
  const { key } = await unseal('signing', sealed, 0);
  const { id, user_id } = row('select id, user_id from sessions where client_id is not null');
  const token = await new SignJWT({ sid: id, client_id: 'gatehouse-cli', scope: process.argv[1] })
    .setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: key.kid })
    .setIssuer(env().APP_URL)
    .setAudience(apiAudience())
    .setSubject(user_id)
    .setJti(uuid())
    .setIssuedAt()
    .setExpirationTime('600 s')
    .sign(await importJWK(key, key.alg));
  process.stdout.write(token);
`;

/** A token for the first session of a program in this copy, signed with the key that lies in it. */
export async function signedWith(copy: string, secret: string, url: string): Promise<string> {
  const words = ['--conditions=react-server', '--input-type=module', '--eval', FORGE];
  const { stdout } = await promisify(execFile)(process.execPath, [...words, SCOPES.join(' ')], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env['PATH'] ?? '',
      ...QUICK_START,
      APP_URL: url,
      DATABASE_URL: `file:${copy}`,
      SESSION_SECRET: secret,
    },
  });
  return stdout;
}
