import { forgetLimits } from '#e2e/support/database';
import { asCall } from '#e2e/support/http';
import { latestCode, latestMail } from '#e2e/support/mailbox';
import type { Field } from '#e2e/support/multipart';
import { countRows, rows } from '#e2e/support/rows';
import { told } from '#e2e/support/shown-notices';
import { enterAs, formsAbout, idOf } from '#e2e/support/staff';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { wayToSignIn } from '#e2e/support/way-to-sign-in';

test('disabling holds at the next request: page, router, action and sign-in, with every cookie and code', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const other = newVisitor(server);
  await other.signIn(email, PASSWORD, [['remember', 'on']]);
  const forgetful = newVisitor(server);
  await forgetful.submit(await forgetful.form('/forgot-password'), [['email', email]]);
  const code = await latestCode(server.port, email, 'Your code for a new password');
  const save = await mia.form('/settings/profile');
  const form = await formsAbout(dee.visitor, idOf(server, email));
  await dee.visitor.submit(form('Disable'), [
    ['reason', 'F-06'],
    ['until', ''],
  ]);
  for (const visitor of [mia, other]) {
    expect((await visitor.go('/dashboard')).headers.location).toContain(
      '/sign-in?next=%2Fdashboard',
    );
    const routed = await visitor.go('/dashboard?_rsc=x', { headers: { RSC: '1' } });
    expect(routed.text).not.toContain(email);
    const fields: Field[] = [
      ['name', 'Changed'],
      ['timeZone', 'UTC'],
      ['theme', 'dark'],
    ];
    for (const as of ['form', 'call'] as const) {
      expect(wayToSignIn(await visitor.submit(save, fields, as))).toContain('/sign-in');
    }
  }
  expect(rows(server, 'select name from users where email = ?', email)).toEqual([{ name: 'Ada' }]);
  expect((await newVisitor(server).signIn(email)).status).toBe(422);
  const reset = await forgetful.submit(await forgetful.form('/reset-password'), [
    ['code', code],
    ['password', 'another purple otter juggles'],
  ]);
  expect(reset.status).toBe(422);
});

test('a deleted account is refused everywhere at once, and its address begins anew', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const form = (await formsAbout(dee.visitor, id))('Delete this account');
  const wrong = await dee.visitor.submit(form, [['email', dee.email]]);
  expect(wrong.text).toContain('not the address of this account');
  const done = await dee.visitor.submit(form, [['email', email]]);
  expect(await told(dee.visitor, done)).toBe('The account is deleted.');
  expect((await mia.go('/dashboard')).headers.location).toContain('/sign-in');
  expect((await newVisitor(server).signIn(email)).status).toBe(422);
  expect((await dee.visitor.go(`/admin/users/${id}`)).status).toBe(404);
  forgetLimits(server);
  const again = newVisitor(server);
  await again.signUp({ email });
  expect(idOf(server, email)).not.toBe(id);
  expect((await again.go('/settings/activity')).text).not.toContain('deleted');
});

test('a role that is taken away is gone at the next request, on page, router and action', async ({
  server,
}) => {
  const dee = await enterAs(server, 'administrator');
  const rex = await enterAs(server, 'administrator');
  const mia = newVisitor(server);
  const email = await mia.signUp();
  const id = idOf(server, email);
  const held = await formsAbout(rex.visitor, id);
  const form = await formsAbout(dee.visitor, rex.id);
  const done = await dee.visitor.submit(form('Change role'), [['role', 'member']]);
  expect(await told(dee.visitor, done)).toContain('The role is changed');
  const before = countRows(server);
  expect((await rex.visitor.go('/admin/users')).status).toBe(404);
  const routed = await rex.visitor.go('/admin/users?_rsc=x', { headers: { RSC: '1' } });
  expect(routed.text).not.toContain(email);
  for (const as of ['form', 'call'] as const) {
    expect(
      (
        await rex.visitor.submit(
          held('Disable'),
          [
            ['reason', 'x'],
            ['until', ''],
          ],
          as,
        )
      ).status,
    ).toBe(404);
    expect(
      (await rex.visitor.submit(held('Delete this account'), [['email', email]], as)).status,
    ).toBe(404);
  }
  const called = asCall(held('End all sessions'), [], { hasState: false });
  expect((await rex.visitor.post(`/admin/users/${id}`, called)).status).toBe(404);
  expect(countRows(server)).toEqual(before);
  expect((await rex.visitor.go('/dashboard')).status).toBe(200);
  expect(await latestMail(server.port, rex.email, 'Your role was changed')).toContain('member');
});
