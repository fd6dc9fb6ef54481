import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { takeInMemory } from '#lib/limits/take-in-memory';
import { findByBearer } from '#lib/oauth/bearer';
import { answerDevice, claimDevice, findDevice } from '#lib/oauth/device';
import { CLI, newNetwork, poll, SCOPE, send, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { pollsByNetwork } from '#lib/oauth/limits';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

let viewer: Viewer;
beforeEach(async () => {
  await emptyTables();
  viewer = await viewerOfTicket(await beginSession(await addUser()));
});

type Asked = {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
};
const ask = async (): Promise<Asked> =>
  (await send('/oauth/device_authorization', { client_id: CLI, scope: SCOPE })).json();
const claim = (who: Viewer, code: string) => from(newNetwork(), () => claimDevice(who, code));
const errorOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { error: string }).error,
];
async function handleOf(who: Viewer, code: string) {
  const claimed = await claim(who, code);
  if (!claimed.ok) throw new Error(claimed.reason);
  return claimed.value;
}

test.each([
  ['prompt', 'login'],
  ['prompt', 'none'],
  ['max_age', '60'],
  ['max_age', '0'],
  ['claims', '{"id_token":{"acr":{"essential":true,"values":["urn:gatehouse:loa:2fa"]}}}'],
  ['id_token_hint', 'x'],
])(
  'what a device demands of a person is refused and not passed over: %s=%s',
  async (name, value) => {
    const form = { client_id: CLI, scope: 'openid account:read', [name]: value };
    const answer = await send('/oauth/device_authorization', form);
    expect(await errorOf(answer)).toEqual([400, 'invalid_request']);
    expect(await db().select().from(oauthRecords)).toEqual([]);
  },
);

test('what it would only like is passed over', async () => {
  const form = {
    client_id: CLI,
    scope: 'openid',
    acr_values: 'urn:gatehouse:loa:2fa',
    made_up: 'x',
  };
  expect((await send('/oauth/device_authorization', form)).status).toBe(200);
});

test('a device waits, is let in, and gets its tokens once', async () => {
  const asked = await ask();
  expect(asked).toMatchObject({
    verification_uri: 'http://localhost:3000/device',
    expires_in: 600,
    interval: 5,
  });
  expect(asked.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect(await errorOf(await poll(asked.device_code))).toEqual([400, 'authorization_pending']);
  const handle = await handleOf(viewer, asked.user_code);
  expect(await errorOf(await poll(asked.device_code))).toEqual([400, 'authorization_pending']);
  await answerDevice(viewer, handle, true);
  expect((await poll(asked.device_code)).status).toBe(200);
  expect((await poll(asked.device_code)).status).toBe(400);
});

// Whoever finds it used takes back what it gave, as with an authorization code (RFC 6749 4.1.2): then nobody has a token.
test('of twenty polls at the same time at most one gets tokens', async () => {
  const asked = await ask();
  await answerDevice(viewer, await handleOf(viewer, asked.user_code), true);
  const answers = await Promise.all(Array.from({ length: 20 }, () => poll(asked.device_code)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
  expect(new Set(statuses).difference(new Set([200]))).toEqual(new Set([400]));
});

test('the code may be typed in any way a person types it', async () => {
  const asked = await ask();
  const typed = asked.user_code.toLowerCase().replace('-', '  ');
  expect(await claim(viewer, ` ${typed} `)).toMatchObject({ ok: true });
});

test('the person sees what asks for what, from where', async () => {
  const asked = await from('203.0.113.7', () => ask(), { userAgent: 'gatehouse-cli/1 (Linux)' });
  const handle = await handleOf(viewer, asked.user_code);
  expect(await findDevice(viewer, handle)).toMatchObject({
    client: { id: CLI, name: 'gatehouse CLI' },
    scopes: SCOPE.split(' '),
    from: { address: expect.stringMatching(/^[\d.]+$/) },
  });
});

test('only the session that typed the code can answer', async () => {
  const asked = await ask();
  const handle = await handleOf(viewer, asked.user_code);
  const same = await viewerOfTicket(await beginSession(viewer.user.id));
  const other = await viewerOfTicket(await beginSession(await addUser('bob@example.com')));
  for (const who of [same, other]) {
    expect(await claim(who, asked.user_code)).toMatchObject({ ok: false, reason: 'no_such_code' });
    expect(await findDevice(who, handle)).toBeNull();
    for (const isAllowed of [true, false])
      expect(await answerDevice(who, handle, isAllowed)).toMatchObject({ ok: false });
  }
  expect(await errorOf(await poll(asked.device_code))).toEqual([400, 'authorization_pending']);
  expect(await answerDevice(viewer, handle, true)).toMatchObject({ ok: true });
});

test('an answer counts once: of many at the same time one, and none later', async () => {
  const asked = await ask();
  const handle = await handleOf(viewer, asked.user_code);
  const answers = await Promise.all(
    [true, true, false, true].map((one) => answerDevice(viewer, handle, one)),
  );
  const winner = answers.findIndex(({ ok }) => ok);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await answerDevice(viewer, handle, true)).toMatchObject({ ok: false });
  expect(await claim(viewer, asked.user_code)).toMatchObject({ ok: false });
  const letIn = (await db().select().from(sessions)).filter(({ clientId }) => clientId);
  expect(letIn).toHaveLength(winner === 2 ? 0 : 1);
});

test('a device that is turned away hears it, and nothing is left of it', async () => {
  const asked = await ask();
  await answerDevice(viewer, await handleOf(viewer, asked.user_code), false);
  expect(await errorOf(await poll(asked.device_code))).toEqual([400, 'access_denied']);
  expect(await db().select().from(sessions)).toHaveLength(1);
  const types = (await db().select().from(auditEvents)).map(({ type }) => type);
  expect(types).not.toContain('authn_token_created');
  expect(types.filter((type) => type === 'authn_token_denied')).toHaveLength(1);
});

test('a device that asks too often is told so in its own words', async () => {
  const { device_code } = await ask();
  const network = newNetwork();
  for (let nth = 0; nth < pollsByNetwork.max; nth++) takeInMemory([[pollsByNetwork, network]]);
  expect(await errorOf(await poll(device_code, network))).toEqual([400, 'slow_down']);
});

test('codes are over after ten minutes, typed or not', async () => {
  const start = Date.now();
  setClock(start);
  const [one, other] = [await ask(), await ask()];
  const handle = await handleOf(viewer, one.user_code);
  setClock(start + 601_000);
  expect(await answerDevice(viewer, handle, true)).toMatchObject({ ok: false });
  expect(await claim(viewer, other.user_code)).toMatchObject({ ok: false });
  setClock(start + 606_000);
  expect(await errorOf(await poll(one.device_code))).toEqual([400, 'expired_token']);
});

test('guesses are few: the eleventh in ten minutes has to wait, a right code too', async () => {
  const asked = await ask();
  for (let guess = 0; guess < 10; guess++)
    expect(await claim(viewer, 'BBBB-BBBB')).toMatchObject({ ok: false, reason: 'no_such_code' });
  const throttled = await claim(viewer, asked.user_code);
  expect(throttled).toMatchObject({ ok: false, reason: 'too_many_attempts' });
});

test('neither code is kept as it is', async () => {
  const asked = await ask();
  const kept = JSON.stringify(await db().select().from(oauthRecords));
  expect(kept).not.toContain(asked.device_code);
  expect(kept).not.toContain(asked.user_code);
  expect(kept).not.toContain(asked.user_code.replace('-', ''));
});

test('a token can do only what was asked for', async () => {
  const asked = await (
    await send('/oauth/device_authorization', { client_id: CLI, scope: 'account:read' })
  ).json();
  await answerDevice(viewer, await handleOf(viewer, asked.user_code), true);
  const { access_token } = await (await poll(asked.device_code)).json();
  expect([...(await findByBearer(access_token))!.scopes]).toEqual(['account:read']);
});
