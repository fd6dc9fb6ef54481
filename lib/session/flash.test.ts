import { beforeEach, expect, test, vi } from 'vitest';
import { seal } from '#lib/crypto/seal';
import { inRequest, type RequestContext } from '#lib/request/context';
import { takeFlash, writeFlash } from '#lib/session/flash';
import { contextOf, setClock } from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);
const { viewer } = vi.hoisted(() => ({ viewer: { id: null as string | null } }));
vi.mock('#lib/session/viewer', () => ({
  getViewer: async () => (viewer.id === null ? null : { user: { id: viewer.id } }),
}));

const START = Date.UTC(2026, 0, 1);
const FLASH = { word: 'note-saved', path: '/notes/1', to: 'ada' };

/** What the page of an address tells, and which cookie its answer takes back. */
async function open(url: string, more: Partial<RequestContext> = {}) {
  const context = { ...contextOf('198.51.100.1'), url, method: 'GET', ...more };
  const told = await inRequest(context, () => takeFlash());
  return [told, context.answer.takesBack ?? null];
}

beforeEach(() => {
  jar.clear();
  viewer.id = 'ada';
  setClock(START);
});

test('a word is told on its page, whatever the query, and its cookie is taken back', async () => {
  await writeFlash(FLASH);
  expect(await open('/notes/1?a=b')).toEqual(['note-saved', 'flash']);
  expect(jar.get('flash')?.maxAge).toBe(120);
  expect(jar.get('flash')?.value).not.toContain('note-saved');
});

test.each<[string, string, Partial<RequestContext>]>([
  ['another page', '/notes/2', {}],
  ['a page below', '/notes/1/sharing', {}],
  ['the answer to a form', '/notes/1', { method: 'POST' }],
  ['HEAD, which nobody reads', '/notes/1', { method: 'HEAD' }],
  ['a prefetch, which nobody sees', '/notes/1', { isPrefetch: true }],
])('it is not told and not lost by %s', async (_, url, more) => {
  await writeFlash(FLASH);
  expect(await open(url, more)).toEqual([null, null]);
  expect(await open('/notes/1')).toEqual(['note-saved', 'flash']);
});

test.each([
  ['ada', 'ada', true],
  ['ada', 'bob', false],
  ['ada', null, false],
  ['nobody', null, true],
  ['nobody', 'ada', false],
  ['anybody', null, true],
  ['anybody', 'bob', true],
])('a word to %s is told to %s: %s', async (to, who, isTold) => {
  await writeFlash({ ...FLASH, to });
  viewer.id = who;
  expect(await open('/notes/1')).toEqual(isTold ? ['note-saved', 'flash'] : [null, null]);
});

test('it lasts two minutes', async () => {
  await writeFlash(FLASH);
  setClock(START + 119_000);
  expect((await open('/notes/1'))[0]).toBe('note-saved');
  setClock(START + 181_000);
  expect((await open('/notes/1'))[0]).toBeNull();
});

test('what nobody here has sealed as a word tells nothing', async () => {
  for (const value of ['note-saved', '', 'x'.repeat(4000), await seal('flow', FLASH, 120)]) {
    jar.set('flash', { value, maxAge: 120 });
    expect(await open('/notes/1')).toEqual([null, null]);
  }
});
