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

test.each([
  ['GET', 'invalid_client'],
  ['HEAD', 'undefined'],
])('what a program asks wrongly leads its person to a page: %s', async (method, error) => {
  const { status, headers } = await ask('/oauth/authorize?client_id=nobody-here', method);
  expect([status, headers.get('location')]).toEqual([307, `/oauth/problem?error=${error}`]);
});

test.each(['/oauth/authorize/a/b', '/oauth/authorized', '/oauth/x'])(
  'what is not there is not there: %s',
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);
