import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { confirmByProvider } from '#lib/accounts/connections/confirm';
import {
  addGoogle,
  BROWSER,
  identity,
  keptAnswer,
  signsIn,
} from '#lib/accounts/connections/connections.test-support';
import { linkConnection } from '#lib/accounts/connections/link';
import { listConnections } from '#lib/accounts/connections/list';
import { CONNECTIONS_PER_USER, connectionRow } from '#lib/accounts/connections/row';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { addApp } from '#lib/accounts/factors.test-support';
import { viewerOf } from '#lib/accounts/life.test-support';
import { enrol } from '#lib/accounts/passkeys/passkeys.test-support';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { removePassword } from '#lib/accounts/remove-password';
import { wasNotMe } from '#lib/assembly/was-not-me';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { removeProvider } from '#lib/providers/stored';
import type { Viewer } from '#lib/session/store';
import { addUser, emptyTables, setClock } from '#lib/testing/database.test-support';

let ada: Viewer;

beforeEach(async () => {
  await emptyTables();
  await addGoogle();
  ada = await viewerOf(await addUser());
});

const link = async (who = identity(), viewer = ada) =>
  linkConnection(viewer, await keptAnswer(who), BROWSER);

const linked = async (who = identity()) => {
  const outcome = await link(who);
  return outcome.ok ? outcome.value.id : '';
};

test('an account elsewhere is connected, mailed and logged, and signs in from then on', async () => {
  expect(await link()).toMatchObject({ ok: true, value: { next: '/notes' } });
  const mails = (await db().select().from(outbox)).map(({ template }) => template);
  expect(mails).toEqual(['credential-added']);
  await sealLog();
  const told = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, 'credential_added'));
  expect(told).toMatchObject([{ detail: 'connection', userId: ada.user.id }]);
  expect((await signsIn(identity())).ok).toBe(true);
});

test.each<[string, () => Promise<unknown>]>([
  ['another browser', async () => linkConnection(ada, await keptAnswer(identity()), 'another')],
  [
    'a browser without the cookie',
    async () => linkConnection(ada, await keptAnswer(identity()), null),
  ],
  ['a number that is none', async () => linkConnection(ada, 'none', BROWSER)],
  [
    'another session than the one that asked',
    async () => {
      const { session } = await viewerOf(ada.user.id);
      const id = await keptAnswer(identity(), { intent: 'link', sessionId: session.id });
      return linkConnection(ada, id, BROWSER);
    },
  ],
  [
    'half an hour later',
    async () => {
      const id = await keptAnswer(identity());
      setClock(Date.now() + 30 * 60_000 + 1000);
      return linkConnection(ada, id, BROWSER);
    },
  ],
])('what a provider said is over for %s', async (_, act) => {
  expect(await act()).toMatchObject({ reason: 'flow_over' });
  expect(await db().$count(connections)).toBe(0);
});

test('what a provider said connects one account, once', async () => {
  const id = await keptAnswer(identity());
  const bob = await viewerOf(await addUser('bob@example.com'));
  const outcomes = await Promise.all([ada, bob].map((one) => linkConnection(one, id, BROWSER)));
  expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
  expect(await db().$count(connections)).toBe(1);
});

test('an account elsewhere belongs to one account here', async () => {
  await linked();
  const bob = await viewerOf(await addUser('bob@example.com'));
  expect(await link(identity(), bob)).toMatchObject({ reason: 'known_connection' });
});

test('the twenty-sixth is refused', async () => {
  for (let nth = 0; nth < CONNECTIONS_PER_USER; nth++)
    await db()
      .insert(connections)
      .values(connectionRow(ada.user.id, identity({ subject: `nth-${nth}` })));
  expect(await link()).toMatchObject({ reason: 'too_many_connections' });
});

test('one is removed while another way is left: then it signs nobody in, is mailed and logged', async () => {
  const id = await linked();
  expect(await removeConnection(ada, id)).toMatchObject({ ok: true });
  expect(await signsIn(identity({ isEmailProven: false }))).toMatchObject({ reason: 'unknown' });
  const mails = (await db().select().from(outbox)).map(({ template }) => template);
  expect(mails).toEqual(['credential-added', 'credential-removed']);
  expect(await removeConnection(ada, id)).toMatchObject({ reason: 'not_found' });
});

test('nobody removes what is another’s', async () => {
  const id = await linked();
  const bob = await viewerOf(await addUser('bob@example.com'));
  expect(await removeConnection(bob, id)).toMatchObject({ reason: 'not_found' });
  expect((await listConnections(ada)).length).toBe(1);
});

const withoutPassword = () => db().delete(credentials).where(eq(credentials.kind, 'password'));

test('the last way in is not removed, of whichever kind it is', async () => {
  const first = await linked();
  await withoutPassword();
  expect(await removeConnection(ada, first)).toMatchObject({ reason: 'last_way' });
  const second = await linked(identity({ subject: 'another' }));
  const outcomes = await Promise.all([first, second].map((id) => removeConnection(ada, id)));
  expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
  expect((await listConnections(ada)).length).toBe(1);
});

test('a passkey may go while an account elsewhere is left, and a password too', async () => {
  const { id } = await enrol(ada);
  await withoutPassword();
  expect(await removePasskey(ada, id)).toMatchObject({ reason: 'last_way' });
  await linked();
  expect(await removePasskey(ada, id)).toMatchObject({ ok: true });
  const bob = await viewerOf(await addUser('bob@example.com'));
  expect(await removePassword(bob)).toMatchObject({ reason: 'last_ways' });
  await link(identity({ subject: 'bob' }), bob);
  expect(await removePassword(bob)).toMatchObject({ ok: true });
});

test('an account at a provider that the operator took away is no way in', async () => {
  const id = await linked();
  const { id: passkey } = await enrol(ada);
  await withoutPassword();
  await removeProvider('google');
  expect(await removePasskey(ada, passkey)).toMatchObject({ reason: 'last_way' });
  expect(await removeConnection(ada, id)).toMatchObject({ ok: true });
});

test('what an intruder connected "This wasn’t me" takes away', async () => {
  setClock(Date.now() + 1000);
  const intruder = await viewerOf(ada.user.id);
  await link(identity(), intruder);
  await sealLog();
  const [event] = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, 'credential_added'));
  expect(await wasNotMe(ada, String(event?.id))).toMatchObject({ isEnded: true, undo: 'done' });
  expect(await db().$count(connections)).toBe(0);
});

const now = () => Date.now() / 1000;

test.each<[string, (() => Promise<unknown>) | null, ReturnType<typeof identity>, boolean]>([
  ['just now', null, identity({ authTime: now() }), true],
  ['at a time that is not said', null, identity(), false],
  ['ten minutes ago', null, identity({ authTime: now() - 600 }), false],
  ['by somebody else', null, identity({ authTime: now(), subject: 'another' }), false],
  ['for an account with a factor', () => addApp(ada.user.id), identity({ authTime: now() }), false],
])('a person who was proven %s counts as proven here: %#', async (_, set, who, isProven) => {
  await linked();
  await set?.();
  const [before] = await db().select().from(sessions).where(eq(sessions.id, ada.session.id));
  expect((await confirmByProvider(ada, who)).ok).toBe(isProven);
  const [after] = await db().select().from(sessions).where(eq(sessions.id, ada.session.id));
  expect(after?.secretHash !== before?.secretHash).toBe(isProven);
});
