import type { Answer } from '#e2e/support/http';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

/** Every password that is typed on the way. */
export const TYPED = {
  first: 'canary amber walrus 8812 trombone',
  changed: 'canary cobalt heron 2307 accordion',
  reset: 'canary crimson ibex 4459 clarinet',
  wrong: 'canary violet stoat 7001 bassoon',
  refused: 'canary short',
  tooLong: `canary ${'long '.repeat(30)}`,
  deleted: 'canary olive marten 5150 mandolin',
};
/** Everything that was seen on the way through all flows, to be looked through at the end. */
export type Seen = {
  answers: [what: string, text: string][];
  cookies: Set<string>;
  codes: Set<string>;
};

export type Flows = {
  server: TestServer;
  seen: Seen;
  mail: (to: string, about: RegExp) => Promise<string>;
};

const plain = ({ headers, text, status }: Answer) => {
  const { 'set-cookie': _, ...others } = headers;
  return `${status}\n${JSON.stringify(others)}\n${text}`;
};

function visit({ server, seen }: Flows): Visitor {
  return newVisitor(server, newNetwork(), (answer, path) => {
    seen.answers.push([path, plain(answer)]);
    for (const line of answer.setCookies) {
      const value = line.match(/^[^=]+=([^;]*)/)?.[1] ?? '';
      if (value.length > 15) seen.cookies.add(value);
    }
  });
}

async function codeFor({ mail, seen }: Flows, to: string, about: RegExp): Promise<string> {
  const code = (await mail(to, about)).match(/^\s*(\d{6})\s*$/m)?.[1];
  if (!code) throw new Error(`No code for ${to}`);
  seen.codes.add(code);
  return code;
}

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Every way in and out, with its refusals. */
export async function mainJob(flows: Flows, email: string) {
  const { server } = flows;
  const ada = visit(flows);
  await ada.askForAccount(email, TYPED.refused);
  await ada.askForAccount(email, TYPED.tooLong);
  expect((await ada.askForAccount(email, TYPED.first)).status).toBe(303);
  await codeFor(flows, email, /./);
  change(server, 'delete from limits');
  expect((await ada.submit(await ada.form('/sign-up/verify', 1), [])).status).toBeLessThan(400);
  await expect.poll(() => flows.seen.codes.size).toBeGreaterThan(0);
  const code = await codeFor(flows, email, /another|./);
  await ada.verify(other(code));
  expect((await ada.verify(code)).status).toBe(303);
  expect((await visit(flows).askForAccount(email, TYPED.wrong)).status).toBe(303);
  const twin = visit(flows);
  await twin.signIn(email, TYPED.wrong);
  expect((await twin.signIn(email, TYPED.first, [['remember', 'on']])).status).toBe(303);
  for (const path of ['/', '/dashboard', '/settings/sessions', '/dashboard?_rsc', '/nowhere'])
    await ada.go(path, { headers: path.includes('_rsc') ? { RSC: '1' } : {} });
  expect((await ada.submit(await ada.form('/settings/sessions'), [])).status).toBe(303);
  expect((await twin.go('/dashboard')).status).toBe(307);
  await twin.signIn(email, TYPED.first);
  expect((await ada.submit(await ada.form('/settings/sessions', 1), [])).status).toBe(303);
  expect((await twin.signIn(email, TYPED.first)).status).toBe(303);
  expect((await twin.signOut()).status).toBe(303);
  for (let guesses = 0; guesses < 12; guesses++) await visit(flows).signIn(email, TYPED.wrong);
  await ada.post('/sign-in', { body: TYPED.wrong, headers: { Origin: 'http://evil.test' } });
  await ada.post('/sign-in', { body: TYPED.wrong.repeat(3_000) });
  await ada.post('/sign-in', {
    body: `--x\r\n${TYPED.wrong}`,
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Next-Action': '00'.repeat(21) },
  });
  change(server, 'delete from limits');
  return ada;
}

/** Everything that is done to an account, with its refusals; the address it has at the end. */
export async function accountLife(flows: Flows, ada: Visitor, email: string) {
  const { server } = flows;
  const moved = newEmail('moved');
  const stale = () => change(server, 'update sessions set proven_at = 0, created_at = created_at');
  stale();
  await ada.submit(await ada.form('/confirm?next=/settings/data'), [['password', TYPED.wrong]]);
  const confirmed = await ada.submit(await ada.form('/confirm?next=/settings/data'), [
    ['password', TYPED.first],
  ]);
  expect(confirmed.status).toBe(303);
  const asked = await ada.submit(await ada.form('/settings/email'), [
    ['email', moved],
    ['password', TYPED.first],
  ]);
  expect(asked.status).toBe(303);
  const code = await codeFor(flows, moved, /./);
  await ada.submit(await ada.form('/settings/email/verify'), [['code', other(code)]]);
  const proven = await ada.submit(await ada.form('/settings/email/verify'), [['code', code]]);
  expect(proven.status).toBe(303);
  for (const [current, password, status] of [
    [TYPED.wrong, TYPED.changed, 422],
    [TYPED.first, TYPED.refused, 422],
    [TYPED.first, TYPED.changed, 303],
  ] as const) {
    const fields = [
      ['current', current],
      ['password', password],
      ['others', 'on'],
    ] as [string, string][];
    expect((await ada.submit(await ada.form('/settings/password'), fields)).status).toBe(status);
  }
  await ada.submit(await ada.form('/settings/profile'), [
    ['name', 'Canary Ada'],
    ['timeZone', 'UTC'],
    ['theme', 'dark'],
  ]);
  for (const path of ['/settings/profile', '/settings/activity', '/settings/data', '/dashboard'])
    await ada.go(path);
  const file = await ada.post('/settings/data/export', { body: '' });
  expect(file.text).toContain(moved);

  change(server, 'delete from limits');
  const lost = visit(flows);
  await lost.submit(await lost.form('/forgot-password'), [['email', moved]]);
  const resetCode = await codeFor(flows, moved, /new password/);
  for (const [typed, password, status] of [
    [other(resetCode), TYPED.reset, 422],
    [resetCode, TYPED.reset, 303],
  ] as const) {
    const fields = [
      ['code', typed],
      ['password', password],
    ] as [string, string][];
    expect((await lost.submit(await lost.form('/reset-password'), fields)).status).toBe(status);
  }
  await visit(flows).submit(await lost.form('/forgot-password'), [['email', email]]);
  return { visitor: lost, moved };
}

/** An account that is made and deleted. */
export async function endOfAccount(flows: Flows) {
  const email = newEmail('gone');
  const bob = visit(flows);
  expect((await bob.askForAccount(email, TYPED.deleted)).status).toBe(303);
  expect((await bob.verify(await codeFor(flows, email, /./))).status).toBe(303);
  const form = await bob.form('/settings/data');
  const gone = await bob.submit(form, [
    ['email', email],
    ['password', TYPED.deleted],
  ]);
  expect(gone.status).toBe(303);
}
