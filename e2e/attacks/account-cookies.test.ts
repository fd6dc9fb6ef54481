import { randomInt } from 'node:crypto';
import {
  ANOTHER,
  ageProofs,
  changePassword,
  midMove,
  midReset,
  newOwner,
  reset,
  verifyMove,
} from '#e2e/support/account-acts';
import type { Answer } from '#e2e/support/http';
import { change } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const DAY = 24 * 3600;

test('a kept session that goes on under a new secret keeps its end, in the cookie too', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  const ada = newVisitor(server);
  await ada.signIn(email, PASSWORD, [['remember', 'on']]);
  change(
    server,
    'update sessions set expires_at = expires_at - ? where is_persistent = 1 and user_id = (select id from users where email = ?)',
    20 * DAY * 1000,
    email,
  );
  const form = await ada.form('/settings/email');
  const proven = await ada.submit(await ada.form('/confirm'), [['password', PASSWORD]]);
  ageProofs(server, email);
  const again = await ada.submit(form, [
    ['email', `moved.${email}`],
    ['password', PASSWORD],
  ]);
  const changed = await changePassword(ada, PASSWORD, ANOTHER);
  for (const answer of [proven, again, changed]) {
    const line = answer.setCookies.find((one) => one.startsWith('session='));
    const age = Number(line?.match(/Max-Age=(\d+)/)?.[1]);
    expect(age).toBeGreaterThan(9 * DAY);
    expect(age).toBeLessThanOrEqual(10 * DAY);
  }
  expect((await ada.go('/dashboard')).status).toBe(200);
});

test('every cookie of the whole life of an account is bound to the host, sealed from scripts and short enough', {
  tag: '@long',
}, async () => {
  const port = String(randomInt(20_000, 32_000));
  const server = await startServer({ PORT: port, APP_URL: `https://localhost:${port}` });
  const lines: string[] = [];
  const watched = () => {
    const visitor = newVisitor(server);
    const noting = (answer: Answer) => {
      lines.push(...answer.setCookies);
      return answer;
    };
    return {
      ...visitor,
      go: async (...asked: Parameters<typeof visitor.go>) => noting(await visitor.go(...asked)),
      submit: async (...sent: Parameters<typeof visitor.submit>) =>
        noting(await visitor.submit(...sent)),
    };
  };
  const ada = watched();
  const email = await ada.signUp();
  const profile = await ada.form('/settings/profile');
  for (const theme of ['dark', 'system'])
    await ada.submit(profile, [
      ['name', 'Ada'],
      ['timeZone', 'UTC'],
      ['theme', theme],
    ]);
  await changePassword(ada, PASSWORD, ANOTHER);
  const move = await midMove(server, ada);
  await verifyMove(ada, move.code);
  const { visitor, code } = await midReset(server, move.email);
  lines.push(...(await reset(visitor, code, PASSWORD)).setCookies);
  const gone = await visitor.submit(await visitor.form('/settings/data'), [['email', move.email]]);
  lines.push(...gone.setCookies);
  expect(gone.headers['clear-site-data']).toBe('"cache", "storage"');
  const names = new Set(lines.map((line) => line.split('=')[0]));
  expect([...names].sort()).toEqual([
    '__Host-browser',
    '__Host-flash',
    '__Host-flow',
    '__Host-session',
    '__Host-theme',
  ]);
  for (const line of lines) {
    expect(line).toMatch(/; Path=\/;.*Secure; HttpOnly; SameSite=lax$/i);
    expect(line).not.toMatch(/Domain=/i);
    expect(line).not.toContain(email);
    expect(line.split(';')[0]?.length).toBeLessThan(4096);
  }
  await server.remove();
});
