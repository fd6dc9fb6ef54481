import { copyFileSync, rmSync } from 'node:fs';
import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { TABLES } from '#drizzle/tables';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { changeUserRole } from '#lib/admin/change-role';
import { disableUser } from '#lib/admin/disable-user';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { PURPOSES } from '#lib/crypto/keys';
import { randomSecret } from '#lib/crypto/tokens';
import { backUp } from '#lib/db/back-up';
import { closeDb } from '#lib/db/client';
import { ISSUED } from '#lib/db/issued';
import { transaction } from '#lib/db/transaction';
import {
  CREDENTIALS,
  EMAIL,
  NO_CREDENTIALS,
  type Scene,
  setScene,
} from '#lib/oauth/credentials.test-support';
import { newNetwork } from '#lib/oauth/flows.test-support';
import { renewKey } from '#lib/oauth/keys';
import { authorizationServer } from '#lib/oauth/provider';
import { bindToSecrets } from '#lib/server/bind';
import { COOKIES } from '#lib/session/cookie';
import { endTicket } from '#lib/session/end';
import { endEverybody } from '#lib/session/end-everybody';
import { revokeOtherSessions } from '#lib/session/sign-out';
import {
  changeSettings,
  clearSingleton,
  from,
  moveToFile,
  PASSWORD,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);
vi.setConfig({ testTimeout: 60_000 });

const OLD = randomSecret();
const NEW = randomSecret();
const ANOTHER = 'eleven quiet lanterns drift';
let file = '';

beforeEach(async () => {
  jar.clear();
  file = moveToFile();
  await restart(OLD);
});

/** Ends the process, as far as anybody can tell, and starts it with these secrets. */
async function restart(secrets: string) {
  void closeDb();
  clearSingleton(
    'db',
    'oauth',
    'known-keys',
    'public-keys',
    'access-tokens',
    'personal-tokens',
    'tickets',
  );
  changeSettings({ SESSION_SECRET: secrets });
  await bindToSecrets();
  await renewKey();
}

async function restore(copy: string, secrets: string) {
  void closeDb();
  for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true });
  copyFileSync(copy, file);
  await restart(secrets);
}

async function reset() {
  const begun = await from(newNetwork(), () => startReset(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const typed = { code: await latestCode(), password: ANOTHER, browser: null };
  return from(newNetwork(), () => resetPassword({ ...begun.value, email: EMAIL }, typed));
}

const change = (endOthers: boolean) => ({
  current: PASSWORD,
  password: ANOTHER,
  endOthers,
  browser: null,
});

/** Of a person, and of nobody yet: a program that asks needs somebody's consent. */
const PROGRAM = [
  'device code that was let in',
  'authorization code',
  'refresh token',
  'access token',
];
const SECRETS = ['secret of a service', 'secret of a service before the one of now'];
const NOBODYS = [
  'challenge of a passkey',
  'way to a provider',
  'request of a program under way',
  'request that a program pushed',
  'device code',
  'code that a person types for a device',
  'key that signs, in the hands of a thief',
  'token of a machine',
  ...SECRETS,
];
// It opens nothing: it keeps strangers' guesses from the owner, also after they signed out.
const MARK = 'mark of a browser';
const HERE = 'session of this browser';
const THERE = 'session of another browser';
const CODE = 'flow and mailed code';
const HALF = 'half of a sign-in';
const TRUST = 'browser that is trusted';
// It stands beside the password and its browser, for programs that run without the person: as at GitHub and GitLab.
const TOKEN = 'personal access token';
const ALL = Object.keys(CREDENTIALS);

/** Each way of ending, and what still opens something after it; everything else is over. */
const WAYS: [way: string, stays: string[], end: (scene: Scene) => Promise<unknown>][] = [
  // One session ends; a program that was let in has one of its own. A code hangs on a mailbox.
  [
    'sign out',
    [THERE, ...PROGRAM, TOKEN, CODE, HALF, MARK, TRUST, ...NOBODYS],
    ({ ticket }) => transaction(endTicket(ticket, 'signed_out')),
  ],
  [
    'sign out elsewhere',
    [HERE, CODE, HALF, ...NOBODYS],
    ({ viewer }) => revokeOtherSessions(viewer),
  ],
  // This session goes on, under a secret that only this browser is given: the old cookie is over.
  ['new password', NOBODYS, ({ viewer }) => changePassword(viewer, change(true))],
  // As the person asked. Programs end in any case, tokens stay with the browsers.
  [
    'new password, other browsers stay',
    [THERE, TOKEN, ...NOBODYS],
    ({ viewer }) => changePassword(viewer, change(false)),
  ],
  ['reset', NOBODYS, reset],
  // A person with half a sign-in knows the password, which goes on working until there is another.
  ['reset asked by the operator', [HALF, ...NOBODYS], ({ id }) => startResetFor('operator', id)],
  ['disable', NOBODYS, ({ id }) => disableUser('operator', id)],
  ['delete', NOBODYS, ({ id }) => deleteAccount({ id, email: EMAIL })],
  // What somebody may do is read from the row at each request: no credential carries a role. Staff trust no browser.
  [
    'role change',
    ALL.filter((one) => one !== TRUST),
    ({ id }) => changeUserRole('operator', id, 'support'),
  ],
  // Passwords and the secrets of programs are no sessions.
  ['sessions revoke --everybody', SECRETS, () => endEverybody()],
  // Of one person: the codes hang on the mailbox, half a sign-in on the password.
  ['sessions revoke', [CODE, HALF, ...NOBODYS], ({ id }) => revokeSessionsOf('operator', id)],
  ['a new secret in front of the old one', ALL, () => restart(`${NEW},${OLD}`)],
  ['a new secret alone', [], () => restart(NEW)],
  ['the old one taken away', [], () => restart(`${NEW},${OLD}`).then(() => restart(NEW))],
  [
    'restore, with a new secret',
    [],
    async ({ viewer }) => {
      await backUp(`${file}.copy`);
      await revokeOtherSessions(viewer);
      await restore(`${file}.copy`, NEW);
    },
  ],
];

test.each(WAYS)('%s', async (_, stays, end) => {
  const scene = await setScene();
  const issued: [string, () => Promise<boolean>][] = [];
  for (const [name, { issue }] of Object.entries(CREDENTIALS))
    issued.push([name, await issue(scene)]);
  await end(scene);
  const opens: string[] = [];
  for (const [name, isOpen] of issued) if (await isOpen()) opens.push(name);
  expect(opens.sort()).toEqual([...stays].sort());
});

test('a credential that the code knows and this table does not fails here', async () => {
  const provider = (await authorizationServer()) as unknown as Record<string, unknown>;
  const kinds = ownNames(provider).filter((name) => isKind(provider[name]));
  expect(kinds).toContain('RefreshToken');
  const columns = TABLES.flatMap((table) =>
    Object.values(getTableColumns(table))
      .filter(({ columnType }) => columnType === 'SQLiteCustomColumn')
      .map(({ name }) => `${getTableName(table)}.${name}`),
  );
  const cookies = COOKIES.map((name) => `cookie ${name}`);
  const inCode = [...PURPOSES, ...cookies, ...columns, ...kinds];
  const covered = Object.values(CREDENTIALS).flatMap(({ covers }) => covers);
  expect([...covered, ...Object.keys(NO_CREDENTIALS)].sort()).toEqual(inCode.sort());
});

test('a table whose rows name a root secret is ended with it', () => {
  const bound = TABLES.filter((table) => 'root' in table);
  const names = (tables: unknown[]) => tables.map((table) => getTableName(table as Table)).sort();
  // What a program is stays; only its secret goes: see lib/server/bind.
  expect(names([...ISSUED, oauthClients])).toEqual(names(bound));
});

const isKind = (value: unknown) => typeof value === 'function' && 'adapter' in value;

function ownNames(value: object): string[] {
  const above = Object.getPrototypeOf(value);
  const names = Object.getOwnPropertyNames(value).filter((name) => name !== 'ctx');
  return above && above !== Object.prototype ? [...new Set([...names, ...ownNames(above)])] : names;
}
