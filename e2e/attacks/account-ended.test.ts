import { ageProofs, newOwner } from '#e2e/support/account-acts';
import { everyAccountForm } from '#e2e/support/account-forms';
import type { Answer } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { change, countRows, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { wayToSignIn } from '#e2e/support/way-to-sign-in';

const stateOf = (server: TestServer) => ({
  counts: countRows(server),
  users: rows(server, 'select * from users order by id'),
  sessions: rows(server, 'select id, secret_hash, proven_at from sessions order by id'),
});

const comesBackTo = (answer: Answer) =>
  new URLSearchParams(wayToSignIn(answer)?.split('?')[1]).get('next');

/** What is in an answer besides what was typed. */
const untyped = ({ text }: Answer, fields: Field[]) =>
  fields.reduce((left, [, value]) => left.replaceAll(String(value), ''), text);

const CLOSED = /^\/(settings|confirm)/;

test('a form sent after signing out in another tab leads to sign-in and back, and does nothing', async ({
  server,
}) => {
  const { ada, acts } = await everyAccountForm(server);
  const before = countRows(server);
  ada.cookies.delete('session');
  for (const { name, by, form, fields } of acts.filter(({ form }) => CLOSED.test(form.path))) {
    for (const as of ['form', 'call'] as const) {
      const answer = await by.submit(form, fields, as);
      if (as === 'form') expect([303, 409], name).toContain(answer.status);
      expect(comesBackTo(answer), name).toBe(form.path);
      expect(untyped(answer, fields), name).not.toContain('@example.com');
    }
  }
  expect(countRows(server)).toEqual(before);
});

test('no form of the account does anything with a session that was ended elsewhere', {
  tag: '@long',
}, async ({ server }) => {
  for (const end of [
    'delete from sessions where user_id = (select id from users where email = ?)',
    'update sessions set expires_at = 1 where user_id = (select id from users where email = ?)',
    'update users set disabled_at = 1 where email = ?',
  ]) {
    const { email, acts } = await everyAccountForm(server);
    change(server, end, email);
    const before = stateOf(server);
    for (const { name, by, form, fields } of acts.filter(({ form }) => CLOSED.test(form.path))) {
      for (const as of ['form', 'call'] as const) {
        const answer = await by.submit(form, fields, as);
        expect(comesBackTo(answer), name).toBe(form.path);
        expect(answer.setCookies, name).toEqual([]);
        expect(untyped(answer, fields), name).not.toContain('@example.com');
      }
    }
    expect(stateOf(server)).toEqual(before);
  }
});

test('a person who has to sign in, or confirm, before the download comes back to its page', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const ask = () => ada.download();
  expect((await ask()).headers['content-disposition']).toContain('attachment');
  ageProofs(server, email);
  const stale = await ask();
  // 303: what was sent is not sent again to where it leads.
  expect([stale.status, stale.headers.location]).toEqual([303, '/confirm?next=/settings/data']);
  ada.cookies.delete('session');
  const gone = await ask();
  expect([gone.status, gone.headers.location]).toEqual([
    303,
    '/sign-in?next=%2Fsettings%2Fdata%2Fexport',
  ]);
  await ada.signIn(email);
  const back = await ada.go('/settings/data/export');
  expect([back.status, back.headers.location]).toEqual([307, '/settings/data']);
});

test('an endpoint that is opened like a page says in words that it is none', async ({ server }) => {
  const { visitor: ada } = await newOwner(server);
  for (const path of ['/sign-out', '/reports/csp']) {
    const answer = await ada.go(path);
    expect(answer.status, path).toBe(405);
    expect(answer.text, path).toContain('This page cannot be used that way');
  }
  expect((await ada.go('/dashboard')).status).toBe(200);
});

test('the question whether a session lives tells that and nothing else, and is no visit', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const seenAt = () =>
    rows(
      server,
      'select last_seen_at from sessions s join users u on u.id = s.user_id where email = ?',
      email,
    );
  change(server, 'update sessions set last_seen_at = last_seen_at - 600000');
  const before = seenAt();
  const alive = await ada.go('/session/alive');
  expect([alive.status, alive.text, alive.setCookies]).toEqual([204, '', []]);
  for (const cookie of ['', 'junk', 'Fe26.2*1*a*b*c*1*d*e~2', String(ada.cookies.get('browser'))]) {
    ada.cookies.set('session', cookie);
    const dead = await ada.go('/session/alive');
    expect([dead.status, dead.text, dead.setCookies], cookie).toEqual([401, '', []]);
    expect(dead.headers['cache-control']).toContain('no-store');
    // What makes a browser known does not work as a session.
    expect((await ada.go('/dashboard')).headers.location).toContain('/sign-in');
  }
  expect(seenAt()).toEqual(before);
});
