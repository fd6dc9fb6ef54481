import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { metrics } from '#lib/observability/metrics';
import { setResponse } from '#lib/request/context';
import {
  type Handle,
  OURS,
  open,
  page,
  type SentRequest,
} from '#lib/server/http/handler.test-support';
import { reportError } from '#lib/server/report';
import { clearSingleton } from '#lib/testing/database.test-support';

type Line = { level: string; status?: number; event?: string; err?: unknown };
let lines: Line[];

beforeEach(() => {
  lines = [];
  const write = (level: string) => (told: object) => void lines.push({ level, ...told });
  const levels = ['debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, write(level)]);
  const shelf = Reflect.get(globalThis, Symbol.for('gatehouse')) as Map<string, unknown>;
  shelf.set('log', { ...Object.fromEntries(levels), isLevelEnabled: () => true });
  clearSingleton('metrics', 'noted-broken', 'noted-refusals', 'noted-forgeries');
  onTestFinished(() => clearSingleton('log', 'metrics'));
});

const counted = async () => {
  const text = await metrics().registry.metrics();
  return Object.fromEntries(
    [...text.matchAll(/^gatehouse_requests_total\{.*status="(\dxx)"\} (\d+)$/gm)].map((found) => [
      found[1],
      Number(found[2]),
    ]),
  );
};

const failing =
  (error: Error): Handle =>
  async (_, response) => {
    reportError(error);
    response.statusCode = 500;
    response.end('Internal Server Error');
  };

const throwing =
  (error: Error): Handle =>
  async () => {
    throw error;
  };
const gone = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
const POST: SentRequest = { method: 'POST', headers: OURS, body: 'broken' };

test.each<[string, Handle, SentRequest, number]>([
  ['a multipart body that ends too soon', failing(new Error('Unexpected end of form')), POST, 400],
  ['an action that is not there', failing(new Error('Failed to find Server Action')), POST, 400],
  ['a payload of Flight that refers to itself', failing(new RangeError('too deep')), POST, 400],
  ['a payload that Next itself throws at', throwing(new SyntaxError('JSON')), POST, 400],
  [
    'a state of the router that is none',
    failing(new Error('The router state header was sent but could not be parsed.')),
    { headers: { rsc: '1' } },
    400,
  ],
  [
    'a state of the router that Next itself throws at',
    throwing(new Error('The router state header was too large.')),
    { headers: { rsc: '1' } },
    400,
  ],
  ['a bad path', page, { path: '/%zz' }, 400],
  ['two slashes', page, { path: '//evil.test' }, 400],
  ['Next’s own page for failures', page, { path: '/_global-error' }, 404],
  ['the same, encoded', page, { path: '/%5fglobal-error' }, 404],
  ['the same for its router', page, { path: '/_global-error.rsc', headers: { rsc: '1' } }, 404],
  ['Next’s page for what is missing', page, { path: '/_not-found' }, 404],
  ['Next’s old page for failures', page, { path: '/_error' }, 404],
  ['the image optimizer', page, { path: '/_next/image?url=/x' }, 404],
  ['a host of somebody else', page, { headers: { host: 'evil.test' } }, 421],
  ['a form from elsewhere', page, { method: 'POST', body: 'x' }, 403],
  ['a method that is not had', page, { method: 'PROPFIND' }, 405],
  ['a body that is too large', page, { ...POST, body: 'x'.repeat(65_537) }, 413],
])('%s is no alarm: no error, no stack, no 5xx', async (_, handle, sent, status) => {
  const ask = await open(handle);
  const answer = await ask(sent);
  expect(answer.status).toBe(status);
  await expect.poll(() => lines.some((line) => line.status !== undefined)).toBe(true);
  expect(lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/stack|\bat /);
  expect(lines.find((line) => line.status)?.status).toBe(answer.status);
  expect(await counted()).toEqual({ '4xx': 1 });
});

test('what the log and the metrics say is what went out, whatever Next makes of it afterwards', async () => {
  const ask = await open(async (_, response) => {
    response.statusCode = 200;
    response.end('fine');
    response.statusCode = 500;
  });
  expect((await ask(POST)).status).toBe(200);
  await expect.poll(counted).toEqual({ '2xx': 1 });
  expect(lines).toMatchObject([{ level: 'info', status: 200 }]);
});

test('a caller who goes away before the answer is not counted as a failure of ours', async () => {
  const { signal, abort } = cancellable();
  const ask = await open(async (request) => {
    abort();
    await new Promise((closed) => request.socket.once('close', closed));
    throw gone;
  });
  void ask({ ...POST, signal }).catch(() => {});
  await expect.poll(counted).toEqual({ '4xx': 1 });
  expect(lines.map(({ level, event, status }) => [level, event ?? status])).toEqual(
    expect.arrayContaining([
      ['info', 'broken_request'],
      ['info', 499],
    ]),
  );
});

function cancellable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test('what is ours is an alarm each time, with its stack', async () => {
  const ask = await open(async (_, response) => {
    setResponse({ actionStarted: true });
    await failing(new Error('ours'))(_, response);
  });
  for (let nth = 0; nth < 30; nth++) expect((await ask(POST)).status).toBe(500);
  await expect.poll(counted).toEqual({ '5xx': 30 });
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(60);
});

test('strangers cannot fill the log: past a number a minute they are only counted', async () => {
  const ask = await open(failing(new Error('Unexpected end of form')));
  for (let nth = 0; nth < 200; nth++) await ask(POST);
  for (let nth = 0; nth < 200; nth++) await ask({ method: 'POST', body: 'x' });
  await expect.poll(counted).toEqual({ '4xx': 400 });
  expect(lines.filter(({ event }) => event === 'broken_request')).toHaveLength(20);
  expect(lines.filter(({ event }) => event === 'malicious_csrf')).toHaveLength(120);
  expect(lines.filter(({ status }) => status !== undefined)).toHaveLength(120);
  expect(await metrics().registry.metrics()).toContain('gatehouse_broken_requests_total 200');
});
