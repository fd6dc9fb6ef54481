import { once } from 'node:events';
import { expect, test } from 'vitest';
import { wholeResponse } from '#lib/request/context';
import { type Handle, open } from '#lib/server/http/handler.test-support';

/** As Next sends an answer without a body. */
const whole =
  (another?: string): Handle =>
  async (_, response) => {
    const { status, headers, body } = wholeResponse('{"a":"ä"}', {
      headers: { 'Content-Type': 'application/json' },
    });
    expect(body).toBeNull();
    response.statusCode = status;
    for (const [name, value] of headers) response.appendHeader(name, value);
    if (another) response.end(another);
    else response.end();
  };

test('an answer that is there at once goes out in one piece, with its length', async () => {
  const send = await open(whole());
  const { status, headers, text } = await send({ path: '/api/v1/me' });
  expect([status, text]).toEqual([200, '{"a":"ä"}']);
  expect(headers).toMatchObject({ 'content-length': '10', 'content-type': 'application/json' });
  expect(headers['transfer-encoding']).toBeUndefined();
  const head = await send({ path: '/api/v1/me', method: 'HEAD' });
  expect([head.headers['content-length'], head.text]).toEqual(['10', '']);
});

test('one that ends with something else after all keeps that', async () => {
  const send = await open(whole('another'));
  expect(await send({ path: '/api/v1/me' })).toMatchObject({ status: 200, text: 'another' });
});

test('one that fails after all is a plain answer, and nothing of it is left', async () => {
  const failing = await open(async () => {
    wholeResponse('{"a":"ä"}', {});
    throw new Error('after all');
  });
  const { status, text } = await failing({ path: '/api/v1/me' });
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ reason: 'failed' });
  // As Next fails when it has said already what the answer is.
  const late = await open(async (_, response) => {
    wholeResponse('{"a":"ä"}', {});
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = 500;
    response.end();
  });
  expect(await late({ path: '/api/v1/me' })).toMatchObject({ status: 500, text: '' });
});

test('nothing is packed or sent for a client that has gone', async () => {
  const gone = new AbortController();
  const ended = Promise.withResolvers<unknown[]>();
  const send = await open(async (request, response) => {
    gone.abort();
    await once(response, 'close');
    response.end = ((...chunk: unknown[]) => {
      ended.resolve(chunk);
      return response;
    }) as typeof response.end;
    await whole()(request, response);
  });
  await expect(send({ path: '/api/v1/me', signal: gone.signal })).rejects.toThrow();
  expect(await ended.promise).toEqual([]);
});

test('outside of a request it is a Response like any other', async () => {
  const answer = wholeResponse('{}', { status: 201 });
  expect([answer.status, await answer.text()]).toEqual([201, '{}']);
});
