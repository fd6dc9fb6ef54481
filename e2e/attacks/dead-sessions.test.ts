import { GATED, PRIVATE } from '#e2e/support/gated';
import { actionId, asCall, asForm, send, sendRouted } from '#e2e/support/http';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

/** Tries a cookie on every kind of answer there is. All must refuse. */
async function expectDead(
  server: TestServer,
  cookie: string,
  form: Awaited<ReturnType<Visitor['form']>>,
) {
  const headers = { Cookie: cookie, 'X-Forwarded-For': newNetwork() };
  for (const path of GATED) {
    const ways: Record<string, string>[] = [
      {},
      { RSC: '1' },
      { RSC: '1', 'Next-Router-Prefetch': '1' },
      { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
    ];
    for (const way of ways) {
      const answer = await sendRouted(server, path, { headers: { ...headers, ...way } });
      expect(answer.text).not.toMatch(PRIVATE);
      // Which pages there are is in every script of the site; what stands on them is not.
      if (!way['Next-Router-Prefetch'])
        expect(`${answer.headers.location ?? ''} ${answer.text}`).toContain('/sign-in');
    }
  }
  const before = rows(server, 'select count(*) as count from sessions')[0];
  for (const sent of [asForm(form, []), asCall(form, [], { hasState: false })]) {
    const answer = await send(server, form.path, {
      method: 'POST',
      body: sent.body,
      headers: { ...headers, ...sent.headers, Origin: server.url },
    });
    const { location, 'x-action-redirect': told } = answer.headers;
    expect(`${location ?? told}`).toMatch(/^\/sign-in\?next=/);
    expect(answer.text).not.toMatch(PRIVATE);
  }
  expect(rows(server, 'select count(*) as count from sessions')[0]).toEqual(before);
}

const cookieOf = (visitor: Visitor) => `session=${visitor.cookies.get('session')}`;

test('a session that was signed out opens nothing, however it is asked', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const elsewhere = newVisitor(server);
  await elsewhere.signIn(email);
  const form = await ada.form('/settings/sessions', 0);
  const cookie = cookieOf(ada);
  const answer = await ada.signOut();
  expect(answer.status).toBe(303);
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(answer.setCookies.join()).toMatch(/^session=;.*Max-Age=0/i);
  await expectDead(server, cookie, form);
  expect((await elsewhere.go('/dashboard')).status).toBe(200);
});

test('a revoked session opens nothing, however it is asked', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const stolen = newVisitor(server);
  await stolen.signIn(email);
  const form = await stolen.form('/settings/sessions', 0);
  expect((await stolen.go('/dashboard')).status).toBe(200);
  await ada.submit(await ada.form('/settings/sessions', 1), []);
  await expectDead(server, cookieOf(stolen), form);
  expect((await ada.go('/dashboard')).status).toBe(200);
});

test('a deleted row, a disabled account and a deleted account end a session at once', async ({
  server,
}) => {
  for (const sql of [
    'delete from sessions where user_id = (select id from users where email = ?)',
    'update users set disabled_at = 1 where email = ?',
    'delete from users where email = ?',
  ]) {
    const ada = newVisitor(server);
    const email = await ada.signUp();
    await newVisitor(server).signIn(email);
    const form = await ada.form('/settings/sessions', 0);
    expect(actionId(form)).not.toBe('');
    if (sql.startsWith('delete from users'))
      change(
        server,
        'delete from sessions where user_id = (select id from users where email = ?)',
        email,
      );
    change(server, sql, email);
    await expectDead(server, cookieOf(ada), form);
  }
});

test('nothing protected starts after a revocation was answered', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const victim = newVisitor(server);
  await victim.signIn(email);
  let revokedAt = Number.POSITIVE_INFINITY;
  let isOver = false;
  const seen: { startedAt: number; isOpen: boolean }[] = [];
  const hammer = async (headers: Record<string, string>) => {
    while (!isOver) {
      const startedAt = performance.now();
      const { text } = await victim.go(headers['RSC'] ? '/dashboard?_rsc' : '/dashboard', {
        headers,
      });
      seen.push({ startedAt, isOpen: PRIVATE.test(text) });
    }
  };
  const hammers = [hammer({}), hammer({}), hammer({ RSC: '1' })];
  await expect.poll(() => seen.filter(({ isOpen }) => isOpen).length).toBeGreaterThan(5);
  await ada.submit(await ada.form('/settings/sessions', 0), []);
  revokedAt = performance.now();
  const until = seen.length + 12;
  await expect.poll(() => seen.length).toBeGreaterThan(until);
  isOver = true;
  await Promise.all(hammers);
  const late = seen.filter(({ startedAt }) => startedAt > revokedAt);
  expect(late.length).toBeGreaterThan(0);
  expect(late.filter(({ isOpen }) => isOpen)).toEqual([]);
});
