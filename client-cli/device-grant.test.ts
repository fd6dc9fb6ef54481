import type { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { byDevice } from './device-grant.mjs';
import { openFakeSite, TOKENS } from './fake-site.test-support';
import { discover } from './server.mjs';

type Said = { status?: number; headers?: Record<string, string>; body?: unknown } | null;

let fake: Awaited<ReturnType<typeof openFakeSite>>;
afterEach(() => fake.close());

const refused = (error: string): Said => ({ status: 400, body: { error } });
const pending = refused('authorization_pending');

/** Signs in at a server that gives these answers one after the other; tells how long was waited for each. */
async function signIn(answers: Said[], asked: object = {}) {
  fake = await openFakeSite(({ path }) => {
    if (path === '/token')
      return answers.length > 0 ? (answers.shift() ?? null) : refused('expired_token');
    const body = { device_code: 'device', user_code: 'BCDF-GHJK', expires_in: 600, ...asked };
    return { body: { verification_uri: `${fake.site}/device`, ...body } };
  });
  const waited: number[] = [];
  const said: string[] = [];
  let clock = 0;
  const wait = (async (milliseconds: number) => {
    waited.push(milliseconds / 1000);
    clock += milliseconds;
  }) as typeof sleep;
  const say = (line: string) => said.push(line);
  const server = await discover(fake.site);
  const outcome = await byDevice(server, { say, wait, now: () => clock }).then(
    ({ refreshToken }) => refreshToken,
    (error) => error.message,
  );
  return { outcome, waited, said: said.join('\n') };
}

test('it shows the address and the code, and asks every five seconds unless told otherwise', async () => {
  const { outcome, waited, said } = await signIn([pending, pending, { body: TOKENS }]);
  expect(outcome).toBe('refresh-1');
  expect(waited).toEqual([5, 5, 5]);
  expect(said).toContain(`    ${fake.site}/device\n`);
  expect(said).toContain('    BCDF-GHJK\n');
  expect(said).not.toMatch(/refresh-1|access-1|user_code=/);
  const { form, headers } = fake.asked.at(-1) as (typeof fake.asked)[number];
  expect(Object.fromEntries(form)).toEqual({
    client_id: 'gatehouse-cli',
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: 'device',
  });
  expect(headers['user-agent']).toMatch(/^gatehouse-cli\/\d+\.\d+\.\d+ \(.+\)$/);
});

test('it asks as seldom as the server says, and five seconds more seldom each time it is too fast', async () => {
  const { waited } = await signIn(
    [pending, refused('slow_down'), pending, refused('slow_down'), { body: TOKENS }],
    { interval: 2 },
  );
  expect(waited).toEqual([2, 2, 7, 7, 12]);
});

test('while there is no answer it asks half as often each time, and goes on when there is one', async () => {
  const { outcome, waited } = await signIn([
    null,
    { status: 503 },
    null,
    pending,
    { body: TOKENS },
  ]);
  expect(waited).toEqual([5, 10, 20, 40, 5]);
  expect(outcome).toBe('refresh-1');
});

test('a server that gets too much is left alone as long as it asks for', async () => {
  const busy = { status: 429, headers: { 'Retry-After': '33' } };
  const slower = { ...refused('slow_down'), headers: { 'Retry-After': '44' } };
  const { waited } = await signIn([busy, slower, pending, { body: TOKENS }]);
  expect(waited).toEqual([5, 33, 44, 10]);
});

test('it gives up when the code runs out, by its own clock too', async () => {
  const { outcome, waited } = await signIn(Array(99).fill(pending), { expires_in: 21 });
  expect(waited).toEqual([5, 5, 5, 5]);
  expect(outcome).toMatch(/^The code ran out before anybody answered\./);
});

test.each([
  ['access_denied', /^It was denied\. You are not signed in\.$/],
  ['expired_token', /^The code ran out before anybody answered\. Begin again with: .*login$/],
  ['invalid_client', /^The operator of http.* does not let this program in\.$/],
  ['something_else', /refused: something_else\.$/],
])('%s ends the wait with a sentence', async (error, says) => {
  const { outcome } = await signIn([refused(error), { body: TOKENS }]);
  expect(outcome).toMatch(says);
});

test('nobody is sent to another site to sign in', async () => {
  const { outcome, said } = await signIn([], { verification_uri: 'https://evil.example/device' });
  expect(outcome).toMatch(/wants you to sign in elsewhere/);
  expect(said).toBe('');
});

test.each([{}, { ...TOKENS, token_type: 'DPoP' }, { ...TOKENS, refresh_token: 7 }])(
  'an answer that is none is not taken for one: %o',
  async (body) => {
    expect((await signIn([{ body }])).outcome).toMatch(/does not understand/);
  },
);
