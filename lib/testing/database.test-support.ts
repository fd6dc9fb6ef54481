import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName, sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { type MockInstance, onTestFinished, vi } from 'vitest';
import { PRODUCT_TABLES } from '#drizzle/product/tables';
import { codes } from '#drizzle/schema/codes';
import { companyDomains } from '#drizzle/schema/company-domains';
import { credentials } from '#drizzle/schema/credentials';
import { grants } from '#drizzle/schema/grants';
import { limits } from '#drizzle/schema/limits';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { providers } from '#drizzle/schema/providers';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { webhooks } from '#drizzle/schema/webhooks';
import { TABLES as ALL_TABLES } from '#drizzle/tables';
import { searchNameOf } from '#lib/accounts/fields';
import { hashPassword } from '#lib/accounts/passwords';
import { closeDb, connection, db, postgres } from '#lib/db/client';
import type { Table } from '#lib/db/engine';
import { sealLog } from '#lib/db/seal';
import { type Tx, transaction } from '#lib/db/transaction';
import { passwordRow } from '#lib/factors/password';
import { inRequest, type RequestContext } from '#lib/request/context';
import { admit } from '#lib/session/admit';
import { QUICK_START } from '#lib/testing/deployment.test-support';

export const PASSWORD = 'walnut harbour nine kites';

const TABLES = [
  passkeyChallenges,
  providerFlows,
  providers,
  companyDomains,
  oauthRecords,
  sessions,
  users,
  codes,
  outbox,
  logoutNotices,
  webhooks,
  limits,
  grants,
  ...PRODUCT_TABLES,
];
const SETTLED = ['env', 'keys', 'tickets', 'smtp', 'decoys', 'log'];

/** Empties every table: what a test leaves behind is no other test's business. */
export async function emptyTables() {
  await transaction(TABLES.map((table) => (tx: Tx) => tx.delete(table as Table)));
  await emptyLog();
}

/** Everything that is stored, as one text to be compared. */
export async function stored(): Promise<string> {
  await sealLog();
  const names = ALL_TABLES.toSorted((one, other) =>
    getTableName(one) < getTableName(other) ? -1 : 1,
  );
  const rows = names.map(async (table) => [
    getTableName(table),
    await db()
      .select()
      .from(table as Table),
  ]);
  return JSON.stringify(await Promise.all(rows));
}

/** Empties the audit log. Nothing of the product can: see `tamper`. */
export const emptyLog = () =>
  tamper(
    'delete from audit_inbox',
    'delete from audit_events',
    'delete from audit_tiles',
    "update audit_head set seq = 0, hash = ''",
    "update audit_anchor set seq = 0, hash = '', at = 0",
  );

/** Changes the audit log behind its triggers, as somebody with the database and a tool for it can. */
export async function tamper(...statements: string[]) {
  // What waits is in the log before; a log without a head takes nothing.
  await sealLog().catch(() => {});
  const server = postgres();
  // For a superuser, as the one of the tests is.
  const unguarded = ['set local session_replication_role = replica', ...statements];
  if (server)
    await server.transact(
      unguarded.map((one) => ({ sql: one, params: [] })),
      true,
    );
  else tamperWithFile(statements);
}

function tamperWithFile(statements: string[]) {
  const sqlite = connection();
  const guards = sqlite
    .prepare(
      "select name, sql from sqlite_master where type = 'trigger' and tbl_name like 'audit%'",
    )
    .all() as { name: string; sql: string }[];
  sqlite.transaction(() => {
    for (const { name } of guards) sqlite.exec(`drop trigger ${name}`);
    for (const statement of statements) sqlite.exec(statement);
    for (const { sql } of guards) sqlite.exec(sql);
  })();
}

/** The statements that some work sends to the database, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  if (postgres()) return await heardBy(vi.spyOn(pg.Client.prototype, 'query'), work);
  return await heardBy(vi.spyOn(connection(), 'prepare'), work);
}

async function heardBy(spy: MockInstance, work: () => Promise<unknown>): Promise<string[]> {
  await work();
  const heard = spy.mock.calls.map(([query]) => (typeof query === 'string' ? query : query.text));
  spy.mockRestore();
  return heard;
}

/** Runs a statement as it stands there. */
export const execute = async (statement: string) => void (await db().run(sql.raw(statement)));

/** Forgets what the process made once, as a restart would. */
export function clearSingleton(...names: string[]) {
  const shelf = Reflect.get(globalThis, Symbol.for('gatehouse')) as Map<string, unknown>;
  for (const name of names) shelf.delete(name);
}

/** Runs on with other settings, as after a restart with them, until the test is over. */
export function changeSettings(settings: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  clearSingleton(...SETTLED);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    clearSingleton(...SETTLED);
  });
}

/** A folder that is gone when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Works on a database file, with a real one beside the process's memory, until the test is over. */
export function moveToFile(): string {
  const file = join(makeFolder(), 'gatehouse.db');
  void closeDb();
  clearSingleton('db');
  changeSettings({ DATABASE_URL: `file:${file}`, SESSION_SECRET: 'b'.repeat(3) + uuid() });
  onTestFinished(() => {
    void closeDb();
    clearSingleton('db');
  });
  return file;
}

/** Does the work as if a request from this address had asked for it. */
export const from = <Value>(
  address: string,
  work: () => Value,
  more: Partial<RequestContext> = {},
): Value => inRequest(contextOf(address, more), work);

export const contextOf = (address: string, more: Partial<RequestContext> = {}): RequestContext => ({
  id: 'test',
  method: 'POST',
  url: '/',
  address,
  userAgent: '',
  isProxied: false,
  isPrefetch: false,
  answer: { headers: {}, actionStarted: false, unavailable: false },
  ...more,
});

/** A person with an account. */
export async function addUser(
  email = 'ada@example.com',
  {
    passwordHash,
    id = uuid(),
    ...more
  }: Partial<typeof users.$inferInsert> & { passwordHash?: string } = {},
) {
  const name = more.name ?? 'Ada';
  const searchName = searchNameOf(name);
  const row = { id, email, name, searchName, createdAt: new Date(), ...more };
  await db().insert(users).values(row);
  const hash = passwordHash ?? (await hashPassword(PASSWORD));
  await db().insert(credentials).values(passwordRow(id, hash));
  return id;
}

/** A session of theirs, as a browser gets it. */
export async function beginSession(userId: string, { isPersistent = false } = {}) {
  const proven = { userId, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
  const { ticket, writes } = await admit(proven, { isPersistent, previous: null });
  await transaction(writes);
  if (!ticket) throw new Error('A factor is asked for.');
  return ticket;
}

/** Sets the clock that the domain reads; timers run on as they are. */
export function setClock(now: number | Date) {
  vi.useFakeTimers({ toFake: ['Date'], now });
  onTestFinished(() => void vi.useRealTimers());
}

type Child = { code: number | null; out: string; errors: string };

/** Runs a few lines of the domain in a process of their own. */
export function runApart(lines: string, settings: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--no-warnings', '--input-type=module', '-e', lines],
    { env: { ...QUICK_START, ...settings, NODE_ENV: 'test' }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const heard = { out: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    heard.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    heard.errors += chunk;
  });
  const ended = new Promise<Child>((resolve) =>
    child.once('close', (code) => resolve({ code, ...heard })),
  );
  const says = (word: string) =>
    vi.waitFor(() => {
      if (!heard.out.includes(word)) throw new Error(`not said yet: ${word}\n${heard.errors}`);
    }, 15_000);
  return { child, ended, says };
}
