import 'server-only';
import { asc, gt, inArray } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { CONNECTIONS_PER_USER } from '#lib/accounts/connections/row';
import { PASSKEYS_PER_USER } from '#lib/accounts/passkeys/list';
import { readOwn } from '#lib/admin/moving/own-fields';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { TOTP } from '#lib/factors/totp/factor';
import { openKey, typedKey } from '#lib/factors/totp/key';

const PAGE = 200;
/** More than anybody has of all kinds together. */
const WAYS_PER_USER = PASSKEYS_PER_USER + 20;
const ARE_EXPORTED = ['password', TOTP, 'passkey'];

type User = typeof users.$inferSelect;
type Credential = typeof credentials.$inferSelect;
type Connection = typeof connections.$inferSelect;

/** How many people have been written, and how many of their apps could not be, for their root secret is gone. */
export type ExportCount = { people: number; lostApps: number };

/**
 * Every account as a line of JSON in the form that an import reads, with what its owner signs in with: hashes as they are
 * stored, the keys of apps in clear, public keys of passkeys, accounts elsewhere. Recovery codes stay: they are hashed under a key of this
 * server. That it was exported is an entry of the log, made before the first line is given away. For the operator alone.
 */
export async function* exportUsers(count: ExportCount): AsyncGenerator<string> {
  await transaction(
    record({
      type: 'sensitive_read',
      userId: null,
      actor: 'operator',
      object: 'users',
      detail: 'every_account',
    }),
  );
  let after = '';
  for (;;) {
    const page = await db()
      .select()
      .from(users)
      .where(gt(users.id, after))
      .orderBy(asc(users.id))
      .limit(PAGE);
    const last = page.at(-1);
    if (!last) return;
    const ids = page.map(({ id }) => id);
    const ways = await waysOf(ids);
    const elsewhere = await connectionsOf(ids);
    const own = await readOwn(ids);
    const rows = await Promise.all(
      page.map(async (user) => ({
        ...(await rowOf(user, ways.get(user.id) ?? [], elsewhere.get(user.id) ?? [], count)),
        ...own.get(user.id),
      })),
    );
    count.people += page.length;
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    after = last.id;
  }
}

async function waysOf(ids: string[]): Promise<Map<string, Credential[]>> {
  const found = await db()
    .select()
    .from(credentials)
    .where(inArray(credentials.userId, ids))
    .limit(ids.length * WAYS_PER_USER);
  return Map.groupBy(
    found.filter(({ kind, confirmedAt }) => ARE_EXPORTED.includes(kind) && confirmedAt),
    ({ userId }) => userId,
  );
}

async function connectionsOf(ids: string[]): Promise<Map<string, Connection[]>> {
  const found = await db()
    .select()
    .from(connections)
    .where(inArray(connections.userId, ids))
    .orderBy(asc(connections.createdAt), asc(connections.id))
    .limit(ids.length * CONNECTIONS_PER_USER);
  return Map.groupBy(found, ({ userId }) => userId);
}

async function rowOf(user: User, ways: Credential[], elsewhere: Connection[], count: ExportCount) {
  const app = ways.find(({ kind }) => kind === TOTP);
  const key = app && (await openKey(app.secret, user.id));
  if (app && !key) count.lostApps++;
  const passkeys = ways.filter(({ kind }) => kind === 'passkey').map(passkeyOf);
  return {
    email: user.email,
    // Only the reader of the mailbox can have added one of them.
    verified: ways.length + elsewhere.length > 0,
    name: user.name,
    password_hash: ways.find(({ kind }) => kind === 'password')?.secret,
    created_at: user.createdAt,
    role: user.role,
    disabled_at: user.disabledAt ?? undefined,
    disabled_until: user.disabledUntil ?? undefined,
    disabled_reason: user.disabledReason || undefined,
    time_zone: user.timeZone || undefined,
    totp_key: key ? typedKey(key) : undefined,
    passkeys: passkeys.length > 0 ? passkeys : undefined,
    connections: elsewhere.length > 0 ? elsewhere.map(connectionOf) : undefined,
  };
}

const passkeyOf = (one: Credential) => ({
  id: one.handle,
  public_key: one.secret,
  // What is not known yet is learnt at its first use, there as here.
  user_handle: one.userHandle || undefined,
  rp_id: one.host,
  counter: one.counter,
  aaguid: one.aaguid,
  transports: one.transports.split(' ').filter(Boolean),
  backup_eligible: one.userHandle ? one.mayBeBackedUp : undefined,
  backed_up: one.isBackedUp,
  name: one.name,
  created_at: one.createdAt,
});

const connectionOf = ({ provider, issuer, subject, label, email, createdAt }: Connection) => ({
  provider,
  issuer,
  subject,
  label,
  email,
  created_at: createdAt,
});
