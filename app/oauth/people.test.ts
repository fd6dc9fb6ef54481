import { expect, test } from 'vitest';
import { env } from '#lib/env';
import { GET } from './[...path]/route';

const ask = (path: string, method = 'GET') =>
  GET(
    new Request(env().APP_URL + path, {
      method,
      headers: { host: env().host, 'x-forwarded-proto': 'http' },
    }),
  );

test.each(['GET', 'HEAD'])(
  'what a program asks wrongly leads its person to a page: %s',
  async (method) => {
    const { status, headers } = await ask('/oauth/authorize?client_id=nobody-here', method);
    expect([status, headers.get('location')]).toEqual([307, '/oauth/problem']);
    // What was wrong is not in the address, where anybody could put it.
    expect(headers.get('set-cookie')).toMatch(/^flash=Fe26\./);
  },
);

test.each(['/oauth/authorize/a/b', '/oauth/authorized', '/oauth/x'])(
  'what is not there is not there: %s',
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);
