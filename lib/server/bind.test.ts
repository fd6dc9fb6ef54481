import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { rootSecrets } from '#drizzle/schema/root-secrets';
import { sessions } from '#drizzle/schema/sessions';
import { verifyLog } from '#lib/audit/verify';
import { randomSecret } from '#lib/crypto/tokens';
import { closeDb, db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { type Scene, setScene } from '#lib/oauth/credentials.test-support';
import { deviceTokens, refresh, send } from '#lib/oauth/flows.test-support';
import { listKeys, privateKeys, renewKey } from '#lib/oauth/keys';
import { KEY_SECONDS } from '#lib/oauth/lifetimes';
import { bindToSecrets } from '#lib/server/bind';
import { findViewer, renewSession } from '#lib/session/store';
import {
  changeSettings,
  clearSingleton,
  moveToFile,
  setClock,
} from '#lib/testing/database.test-support';

const [OLD, NEW] = [randomSecret(), randomSecret()];
let scene: Scene;

async function restart(secrets: string) {
  void closeDb();
  clearSingleton('db', 'oauth', 'known-keys', 'public-keys', 'access-tokens', 'tickets');
  changeSettings({ SESSION_SECRET: secrets });
  await bindToSecrets();
  await renewKey();
}

const changes = () => db().select().from(auditEvents).where(eq(auditEvents.type, 'secret_changed'));

beforeEach(async () => {
  moveToFile();
  await restart(OLD);
  scene = await setScene();
});

test('a first start and a start under the same secrets tell of nothing and end nothing', async () => {
  await restart(OLD);
  expect(await changes()).toEqual([]);
  expect(await db().$count(sessions)).toBe(2);
  expect(await db().$count(rootSecrets)).toBe(1);
});

test('what a start ends it ends whole, and the log says how much', async () => {
  await deviceTokens(scene.viewer);
  await restart(NEW);
  for (const table of [sessions, oauthRecords]) expect(await db().$count(table)).toBe(0);
  expect(await changes()).toMatchObject([
    {
      actor: 'system',
      userId: null,
      detail: expect.stringMatching(
        /^secrets\?came=1&went=1&sessions=3&programs=1&tokens=\d+&codes=0&keys=2&secrets=1$/,
      ),
    },
  ]);
  expect((await verifyLog(null)).faults).toEqual([]);
});

test('one in front ends nothing and is told', async () => {
  await restart(`${NEW},${OLD}`);
  expect(await db().$count(sessions)).toBe(2);
  expect((await changes()).map(({ detail }) => detail.slice(0, 32))).toEqual([
    'secrets?came=1&went=0&sessions=0',
  ]);
});

test('rows that name no root secret, as an older version left them, are ended by the first start', async () => {
  await db().update(sessions).set({ root: '' });
  await db().delete(rootSecrets);
  await restart(OLD);
  expect(await db().$count(sessions)).toBe(0);
  expect(await changes()).toHaveLength(1);
});

test('what came back while both were there outlives the old one: browser, program, secret of a program', async () => {
  const tokens = await deviceTokens(scene.viewer);
  const authorization = `Basic ${Buffer.from(`an-api:${scene.secret}`).toString('base64')}`;
  const ask = async () =>
    (await send('/oauth/introspect', { token: 'x' }, { authorization })).status;
  await restart(`${NEW},${OLD}`);
  const renewed = renewSession(scene.viewer);
  await transaction(renewed.write);
  const next = await (await refresh(tokens.refresh_token)).json();
  const rootOf = async () =>
    (await db().select().from(oauthClients).where(eq(oauthClients.id, 'an-api')))[0]?.root;
  const before = await rootOf();
  expect(await ask()).toBe(200);
  await expect.poll(rootOf).not.toBe(before);
  await restart(NEW);
  expect(await findViewer(renewed.ticket)).not.toBeNull();
  expect(await findViewer(scene.other)).toBeNull();
  expect((await refresh(next.refresh_token)).status).toBe(200);
  expect(await ask()).toBe(200);
});

test('a program whose answer a restart with a new secret in front swallowed gets the same token again', async () => {
  setClock(Date.now());
  const first = await deviceTokens(scene.viewer);
  const second = await (await refresh(first.refresh_token)).json();
  await restart(`${NEW},${OLD}`);
  const again = await (await refresh(first.refresh_token)).json();
  expect(again.refresh_token).toBe(second.refresh_token);
  expect((await refresh(second.refresh_token)).status).toBe(200);
});

test('secrets that a start brings together are equally new, however long it takes', async () => {
  let now = Date.now();
  class Ticking extends Date {
    constructor(...given: [number?]) {
      super(given[0] ?? now++);
    }
  }
  await db().delete(rootSecrets);
  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  vi.stubGlobal('Date', Ticking);
  await bindToSecrets().finally(() => vi.unstubAllGlobals());
  const rows = await db().select().from(rootSecrets);
  expect(rows).toHaveLength(2);
  expect(rows[0]?.since).toEqual(rows[1]?.since);
});

test('two servers that start at once under a new secret bind the database once, and one tells', async () => {
  changeSettings({ SESSION_SECRET: NEW });
  await Promise.all([bindToSecrets(), bindToSecrets()]);
  expect(await db().$count(rootSecrets)).toBe(1);
  expect(await changes()).toHaveLength(1);
  await bindToSecrets();
  expect(await changes()).toHaveLength(1);
});

test('a key signs for 90 days, and under one root secret', async () => {
  await privateKeys();
  const start = Date.now();
  const kids = async () => (await listKeys()).map(({ kid }) => kid);
  const firsts = await kids();
  setClock(start + (KEY_SECONDS - 60) * 1000);
  await renewKey();
  expect(await kids()).toEqual(firsts);
  setClock(start + (KEY_SECONDS + 60) * 1000);
  await renewKey();
  const [second, ...others] = await kids();
  expect(others.slice(1)).toEqual(firsts);
  await restart(`${NEW},${OLD}`);
  const [third, ...older] = await kids();
  expect(older).toContain(second);
  await restart(NEW);
  expect(await kids()).toEqual([third, older[0]]);
  expect((await privateKeys()).map(({ kid }) => kid)).toEqual([third, older[0]]);
});
