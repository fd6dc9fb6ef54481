import { afterEach, beforeEach, expect, test } from 'vitest';
import { byBrowser } from './browser-grant.mjs';
import { openFakeSite, TOKENS } from './fake-site.test-support';
import { challengeOf } from './pkce.mjs';
import { discover } from './server.mjs';

let fake: Awaited<ReturnType<typeof openFakeSite>>;
beforeEach(async () => {
  fake = await openFakeSite(() => ({ body: TOKENS }));
});
afterEach(() => fake.close());

type Visit = (answer: Record<string, string>, path?: string) => Promise<Response>;

/** Signs in with a browser that `does` something with the address it was given. */
async function signIn(does: (asked: URLSearchParams, visit: Visit) => Promise<unknown>) {
  const said: string[] = [];
  let browsed: Promise<unknown> = Promise.resolve();
  const open = (address: string) => {
    const asked = new URL(address).searchParams;
    const back = String(asked.get('redirect_uri'));
    const visit: Visit = (answer, path = back) =>
      fetch(`${new URL(path, back)}?${new URLSearchParams(answer)}`);
    browsed = does(asked, visit);
  };
  const options = { say: (line: string) => said.push(line), open };
  const outcome = await byBrowser(await discover(fake.site), options).then(
    ({ refreshToken }) => refreshToken,
    (error) => error.message,
  );
  await browsed;
  return { outcome, said: said.join('\n') };
}

const good = (asked: URLSearchParams) => ({
  code: 'the-code',
  state: String(asked.get('state')),
  iss: fake.site,
});

test('the code is fetched with the verifier of the challenge that was shown, and for that address', async () => {
  let shown = new URLSearchParams();
  const { outcome, said } = await signIn(async (asked, visit) => {
    shown = asked;
    const answer = await visit(good(asked));
    expect(await answer.text()).toContain('You can close this page');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
  expect(outcome).toBe('refresh-1');
  expect(shown.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  expect(shown.get('code_challenge_method')).toBe('S256');
  const form = Object.fromEntries(fake.asked.at(-1)?.form ?? []);
  expect(form).toMatchObject({
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: shown.get('redirect_uri'),
  });
  expect(challengeOf(String(form['code_verifier']))).toBe(shown.get('code_challenge'));
  expect(said).not.toContain(String(form['code_verifier']));
});

test('a request without the state is not listened to, and the wait goes on', async () => {
  const { outcome } = await signIn(async (asked, visit) => {
    const attempts = [
      [{ ...good(asked), state: 'guessed' }],
      [{ code: 'the-code', iss: fake.site }],
      [good(asked), '/other'],
      [{ ...good(asked), code: 'evil' }, `/callback?state=${asked.get('state')}&x=`],
    ] as const;
    for (const [answer, path] of attempts) expect((await visit(answer, path)).status).toBe(404);
    await visit(good(asked));
  });
  expect(outcome).toBe('refresh-1');
  expect(fake.asked.at(-1)?.form.get('code')).toBe('the-code');
});

test.each([
  ['an answer of another server', { iss: 'https://evil.example' }, /came from another server/],
  ['a denial', { error: 'access_denied', code: '' }, /^It was denied\. You are not signed in\.$/],
  ['an error', { error: 'server_error', code: '' }, /could not go on/],
])('%s is said and never used', async (_, change, says) => {
  const { outcome } = await signIn((asked, visit) => visit({ ...good(asked), ...change }));
  expect(outcome).toMatch(says);
  expect(fake.asked.filter(({ path }) => path === '/token')).toEqual([]);
});
