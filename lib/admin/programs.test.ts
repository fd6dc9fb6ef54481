import { like, or } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { changeUserRole } from '#lib/admin/change-role';
import { disableProgram, enableProgram, findProgram, listPrograms } from '#lib/admin/programs';
import { addStaff } from '#lib/admin/staff.test-support';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { renewClientSecret } from '#lib/oauth/change-client';
import { addClient, findClient, removeClient } from '#lib/oauth/clients';
import { CLI, deviceTokens, refresh, send, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { countPeople, peopleOfClient } from '#lib/oauth/people';
import { addSite, basic, SITE, siteTokens } from '#lib/oauth/site.test-support';
import { listSessions } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 12);
const MINUTE_MS = 60_000;

let dee: Viewer;
beforeEach(async () => {
  await emptyTables();
  clearSingleton('noted-uses');
  setClock(NOW);
  await removeClient(SITE);
  await db().delete(oauthClients).where(or(like(oauthClients.id, 'many-%'), like(oauthClients.id, 'http%'))); // biome-ignore format: one line
  dee = await addStaff('administrator');
});

const person = async (name: string) =>
  viewerOfTicket(await beginSession(await addUser(`${name}@example.com`, { name })));
const shown = async (id: string) => (await findProgram(dee, id, ''))!;
const ids = ({ clients }: { clients: { id: string }[] }) => clients.map(({ id }) => id);

test('staff see the list; members and those whose role went meanwhile see nothing of it', async () => {
  const sue = await addStaff('support');
  const mia = await addStaff('member');
  for (const [who, sees] of [[dee, true], [sue, true], [mia, false]] as const) {
    expect((await listPrograms(who, { limit: 9, after: '' })).clients.length > 0).toBe(sees);
    expect((await findProgram(who, CLI, '')) !== null).toBe(sees);
  } // biome-ignore format: one line
  await changeUserRole('operator', sue.user.id, 'member');
  expect(await findProgram(sue, CLI, '')).toBeNull();
  expect(await findProgram(dee, 'nobody', '')).toBeNull();
});

test('it is searched by any part of an id or a name, and comes in pages', async () => {
  for (let nth = 0; nth < 7; nth++)
    await addClient({ id: `many-${nth}`, name: nth % 2 ? 'Ödd one' : 'Even one', kind: 'native', redirectUris: [] }); // biome-ignore format: one line
  const find = (search: string, limit = 9, after = '') =>
    listPrograms(dee, { search, limit, after });
  expect(ids(await find('ÖDD'))).toEqual(['many-1', 'many-3', 'many-5']);
  expect(ids(await find('any-6'))).toEqual(['many-6']);
  expect(await find("%' or 1=1 --")).toEqual({ clients: [], next: null });
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof find>> = await find('one', 3, after);
    seen.push(...ids(page));
    after = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 7 }, (_, nth) => `many-${nth}`));
});

test('what staff do is what the operator does, under their name in the log', async () => {
  const [ada, sue, mia] = [await person('ada'), await addStaff('support'), await addStaff('member')]; // biome-ignore format: one line
  const { refresh_token } = await deviceTokens(ada);
  for (const who of [sue, mia]) expect(await disableProgram(who, CLI)).toBe(false);
  expect(await listSessions(ada)).toHaveLength(2);
  expect([await disableProgram(dee, CLI), await disableProgram(dee, CLI)]).toEqual([true, false]);
  expect(await listSessions(ada)).toHaveLength(1);
  expect((await refresh(refresh_token)).status).toBe(401);
  expect((await shown(CLI)).client.disabledAt).toEqual(new Date(NOW));
  expect(await enableProgram(sue, CLI)).toBe(false);
  expect([await enableProgram(dee, CLI), await enableProgram(dee, CLI)]).toEqual([true, false]);
  expect(await disableProgram(dee, 'nobody')).toBe(false);
  await sealLog();
  const all = await db().select().from(auditEvents);
  const told = all.filter(({ type }) => type === 'client_changed').slice(-2);
  expect(told).toMatchObject(
    ['client_disabled', 'client_enabled'].map((detail) => ({
      actor: 'administrator',
      actorId: dee.user.id,
      object: `client:${CLI}`,
      detail,
    })),
  );
});

test('it says by whom it is let in, by a session or by what they allowed, each once, page by page', async () => {
  const secret = await addSite();
  const people = [await person('ada'), await person('bob'), await person('eve')];
  for (const one of people) await siteTokens(one, secret);
  await siteTokens(people[0]!, secret);
  expect(await shown(SITE)).toMatchObject({ count: 3, next: null });
  const first = await peopleOfClient(SITE, { limit: 2, after: '' });
  const rest = await peopleOfClient(SITE, { limit: 2, after: first.next ?? '' });
  expect([...first.people, ...rest.people].map(({ name }) => name)).toEqual(['ada', 'bob', 'eve']);
  expect(rest.next).toBeNull();
  // A session that is over by its time counts no more; what was allowed does.
  setClock(NOW + 91 * 24 * 60 * MINUTE_MS);
  expect(await countPeople(SITE)).toBe(3);
  expect(await countPeople(CLI)).toBe(0);
});

test('its last use is noted where it gets something, at most once a minute, and nowhere else', async () => {
  const secret = await addSite();
  const used = async (id = SITE) => (await findClient(id))?.lastUsedAt?.getTime() ?? null;
  const ask = (shows: string) => send('/oauth/introspect', { token: 'x' }, basic(shows));
  await ask('wrong');
  await send('/oauth/token', { client_id: SITE, grant_type: 'authorization_code', code: 'x' });
  expect(await used()).toBeNull();
  await ask(secret);
  await expect.poll(() => used()).toBe(NOW);
  setClock(NOW + 30_000);
  await ask(secret);
  setClock(NOW + MINUTE_MS);
  await ask(secret);
  await expect.poll(() => used()).toBe(NOW + MINUTE_MS);
  // A poll that asks again moves the fake clock.
  setClock(NOW + MINUTE_MS);
  await deviceTokens(await person('ada'));
  await expect.poll(() => used(CLI)).toBe(NOW + MINUTE_MS);
});

test('the age of a secret is known, and how long the one before it opens', async () => {
  await addSite();
  const [since, hour] = [new Date(NOW), 60 * MINUTE_MS];
  expect((await shown(SITE)).client).toMatchObject({ secretCreatedAt: since, oldSecretEndsAt: null }); // biome-ignore format: one line
  setClock(NOW + hour);
  await renewClientSecret(SITE);
  const renewed = { secretCreatedAt: new Date(NOW + hour), oldSecretEndsAt: new Date(NOW + 25 * hour) }; // biome-ignore format: one line
  expect((await shown(SITE)).client).toMatchObject(renewed);
  setClock(NOW + 26 * hour);
  expect((await shown(SITE)).client).toMatchObject({ oldSecretEndsAt: null });
  expect(JSON.stringify(await shown(SITE))).not.toMatch(/secretHash|"root"/i);
});
