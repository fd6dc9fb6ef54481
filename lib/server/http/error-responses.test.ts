import { expect, test } from 'vitest';
import { setResponse } from '#lib/request/context';
import { open, type SentRequest } from '#lib/server/http/handler.test-support';

test.each([
  [403, 'other_site', { method: 'PUT', headers: { origin: 'http://evil.test' } }],
  [405, 'no_such_method', { method: 'OPTIONS' }],
  [421, 'other_host', { headers: { host: 'evil.test' } }],
  [413, 'too_large', { method: 'POST', body: 'x'.repeat(270_000) }],
] as [number, string, SentRequest][])(
  'the API says %i as a problem, and nothing of ours is asked',
  async (status, reason, sent) => {
    let asked = 0;
    const ask = await open(async () => void asked++);
    const answer = await ask({ path: '/api/v1/notes', ...sent });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(JSON.parse(answer.text)).toMatchObject({ status, reason });
    expect(asked).toBe(0);
  },
);

test.each([
  [404, 'not_found'],
  [405, 'no_such_method'],
  [400, 'malformed_request'],
  [418, 'malformed_request'],
  [500, 'failed'],
])('what Next says with %i in its own way is a problem at the API', async (status, reason) => {
  const ask = await open(async (_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end('<p>canary</p>');
  });
  const answer = await ask({ path: '/api/v1/x', headers: { rsc: '1' } });
  expect([answer.status, answer.headers['content-type']]).toEqual([
    status,
    'application/problem+json',
  ]);
  expect(JSON.parse(answer.text)).toMatchObject({ status, reason });
  expect(answer.text).not.toContain('canary');
});

test('at the API what was asked too often, and what the database cannot answer, are problems', async () => {
  for (const [told, status] of [
    [{ isThrottled: true, retryAfter: 7 }, 429],
    [{ unavailable: true, retryAfter: 7 }, 503],
  ] as const) {
    const ask = await open(async (_, response) => {
      setResponse(told);
      response.writeHead(500).end();
    });
    const answer = await ask({ path: '/api/v1/notes', method: 'POST', body: '{}' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([status, '7']);
    expect(JSON.parse(answer.text)).toMatchObject({ status });
  }
});

test('a problem that the API says itself goes out as it is', async () => {
  const ask = await open(async (_, response) => {
    response.writeHead(412, { 'Content-Type': 'application/problem+json', ETag: '"2"' });
    response.end('{"reason":"changed_meanwhile"}');
  });
  const answer = await ask({ path: '/api/v1/notes/x', method: 'PUT', body: '{}' });
  expect([answer.status, answer.headers.etag, answer.text]).toEqual([
    412,
    '"2"',
    '{"reason":"changed_meanwhile"}',
  ]);
});

test.each([
  [403, 'invalid_request', { headers: { cookie: 'a=b' } }],
  [405, 'invalid_request', { method: 'GET' }],
  [413, 'invalid_request', { body: 'x'.repeat(70_000) }],
] as [number, string, SentRequest][])(
  'an endpoint for programs says %i as RFC 6749 does',
  async (status, error, sent) => {
    const answer = await (await open())({ method: 'POST', path: '/oauth/token', ...sent });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/json']);
    expect(JSON.parse(answer.text)).toEqual({ error, error_description: expect.any(String) });
  },
);

test('at an endpoint for programs what failed on our side says so', async () => {
  for (const [told, status, error] of [
    [{}, 500, 'server_error'],
    [{ unavailable: true, retryAfter: 7 }, 503, 'temporarily_unavailable'],
    [{ isThrottled: true, retryAfter: 7 }, 429, 'temporarily_unavailable'],
  ] as const) {
    const ask = await open(async (_, response) => {
      setResponse(told);
      response.writeHead(500).end('canary');
    });
    const answer = await ask({ method: 'POST', path: '/oauth/token', body: '' });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error).toBe(error);
  }
});

test('two Authorization headers never come down to one of them', async () => {
  const seen: unknown[] = [];
  const ask = await open(async (asked, response) => {
    seen.push(asked.headers.authorization);
    response.end();
  });
  await ask({ path: '/api/v1/me', headers: { authorization: ['Bearer a', 'Bearer b'] as never } });
  await ask({ path: '/api/v1/me', headers: { authorization: 'Bearer a' } });
  expect(seen).toEqual(['Bearer a, Bearer b', 'Bearer a']);
});
