import { afterEach, describe, expect, test, vi } from 'vitest';
import { OWN_ADDRESSES } from '#lib/product/own-addresses';
import type { Route } from '#lib/product/route';
import { routeFaults } from '#lib/product/route-faults';

/** What the front door finds where the product declares this one route. */
async function found(route: Route, path: string) {
  vi.resetModules();
  vi.doMock('#lib/product/routes', () => ({ ROUTES: [route] }));
  const { routeAt } = await import('#lib/product/route-at');
  return routeAt(path, decodeURIComponent(path));
}

afterEach(() => void vi.doUnmock('#lib/product/routes'));

const CORS = { origins: ['https://app.acme.test'], cookie: true as const };
type Kind = Omit<Route, 'path'>;
const WEBHOOK: Kind = { webhook: true };
const FILES: Kind = { files: { types: ['image/png'], each: '1 MB' } };
const KINDS: Kind[] = [{ body: '16 MB' }, WEBHOOK, { cors: CORS }, FILES];

describe.each<Route['path']>(['/[x]', '/[x]/*', '/[x]/[y]', '/[x]/[y]/*'])('%s', (path) => {
  test('may be declared, and fits what is of the product', async () => {
    for (const kind of KINDS) {
      expect(routeFaults([{ path, ...kind }])).toEqual([]);
      const its = path.replace('[x]', 'a').replace('[y]', 'b').replace('/*', '/c');
      expect(await found({ path, ...kind }, its)).toMatchObject(kind);
    }
  });

  test.each(OWN_ADDRESSES)('gets nothing of /%s', async (name) => {
    const below = [`/${name}`, `/${name}/`, `/${name}/token`, `/${name}/a/b`];
    const encoded = `/%${name.charCodeAt(0).toString(16)}${name.slice(1)}/token`;
    for (const kind of KINDS)
      for (const own of [...below, encoded]) expect(await found({ path, ...kind }, own)).toBeNull();
  });

  test('gets neither files nor a webhook in the API', async () => {
    for (const one of ['/api/v1', '/api/v1/', '/api/v1/notes', '/api/%761/notes'])
      for (const kind of [FILES, WEBHOOK])
        expect(await found({ path, ...kind }, one), one).toBeNull();
  });
});

test.each<Route['path']>(['/api/[x]', '/api/*', '/api/[x]/*'])(
  '%s lets pages of others ask in the API, and sends no files to it',
  async (path) => {
    expect(await found({ path, cors: CORS }, '/api/v1')).toMatchObject({ cors: CORS });
    expect(await found({ path, ...FILES }, '/api/v1')).toBeNull();
    expect(await found({ path, ...WEBHOOK }, '/api/v1')).toBeNull();
    expect(await found({ path, ...WEBHOOK }, '/api/v2')).toMatchObject({ webhook: true });
  },
);
