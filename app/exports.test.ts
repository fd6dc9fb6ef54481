import { globSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { formMark } from '#lib/session/form-mark';
import { sealTicket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
  notFound: () => {
    throw new Error('turned away');
  },
}));

type Route = { GET?: () => unknown; POST?: (request: Request) => unknown };
const ROUTES: Record<string, () => Promise<Route>> = {
  '/admin/audit': () => import('./admin/audit/export/route'),
  '/admin/users': () => import('./admin/users/export/route'),
  '/settings/activity': () => import('./settings/activity/export/route'),
  '/settings/data': () => import('./settings/data/export/route'),
};
const ID = '0199a3c0-0000-7000-8000-0000000000ff';

beforeEach(async () => {
  jar.clear();
  await emptyTables();
});

/** Somebody with a role, signed in; proven just now, or longer ago than counts. */
async function enter(role: 'administrator' | 'member', isOld: boolean) {
  const id = await addUser(`${role}@example.com`, { role, passwordHash: 'x' });
  const ticket = await beginSession(id);
  if (isOld) setClock(Date.now() + 10 * 60_000);
  jar.set('session', { value: await sealTicket(ticket), maxAge: undefined });
  return id;
}

async function send(path: string, madeFor: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ ...fields, made_for: formMark(madeFor) });
  const request = new Request(`http://localhost${path}/export`, { method: 'POST', body });
  const { POST } = (await ROUTES[path]?.()) ?? {};
  return from('192.0.2.1', () => POST?.(request), { url: `${path}/export` });
}

test('no export is missing here', () => {
  const found = globSync('app/**/export/route.ts').map((file) =>
    file.replace(/^app|\/export\/route\.ts$/g, ''),
  );
  expect(found.sort()).toEqual(Object.keys(ROUTES).sort());
});

test.each(Object.keys(ROUTES))('who signed in first comes from %s/export to its page', async (path) => {
  await enter('administrator', false);
  const { GET } = (await ROUTES[path]?.()) ?? {};
  const way = from('192.0.2.1', async () => GET?.(), { method: 'GET', url: `${path}/export` });
  await expect(way).rejects.toThrow(new RegExp(`^to ${path}$`));
}); // biome-ignore format: one line

test.each(['/admin/audit', '/admin/users'])('a member finds no %s/export', async (path) => {
  await enter('member', false);
  const { GET } = (await ROUTES[path]?.()) ?? {};
  const way = from('192.0.2.1', async () => GET?.(), { method: 'GET', url: `${path}/export` });
  await expect(way).rejects.toThrow('turned away');
});

test.each<[path: string, posted: Record<string, string>, query: Record<string, string>]>([
  ['/admin/users', { q: 'a&role=x', role: 'support', state: 'no-factor' }, { q: 'a&role=x', role: 'support', state: 'no-factor' }],
  ['/admin/users', { q: '', role: 'root', state: 'toString' }, {}],
  ['/admin/audit', { from: '2026-11-01', to: '2026-11-22', format: 'csv' }, { from: '2026-11-01', to: '2026-11-22' }],
  ['/admin/audit', { from: 'soon', to: '2026-11-22', format: 'csv' }, { to: '2026-11-22' }],
  ['/settings/activity', { kind: 'refused', device: ID, format: 'csv' }, { kind: 'refused', device: ID }],
  ['/settings/activity', { kind: 'none', device: '', format: 'csv' }, {}],
  ['/settings/data', {}, {}],
])('after an old proof %s comes back with the filter that was sent: %j', async (path, posted, query) => {
  const id = await enter('administrator', true);
  const left = await send(path, id, posted).then(
    () => 'nowhere',
    (error: Error) => error.message,
  );
  const confirm = new URL(left.replace(/^to /, ''), 'http://x');
  expect(confirm.pathname).toBe('/confirm');
  const next = new URL(confirm.searchParams.get('next') ?? '', 'http://x');
  expect(next.pathname).toBe(path);
  expect(Object.fromEntries(next.searchParams)).toEqual(query);
}); // biome-ignore format: one line each
