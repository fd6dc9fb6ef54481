import {
  ANOTHER,
  askForReset,
  changePassword,
  midReset,
  newOwner,
} from '#e2e/support/account-acts';
import { apiByCookie } from '#e2e/support/api';
import { mailsTo } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

/** As if every limit whose name begins like this were spent for the rest of its hour. */
const spend = (server: TestServer, name: string) =>
  change(
    server,
    'update limits set used = 99999, window_ends_at = ?, blocked_until = ? where key like ?',
    Date.now() + 3_500_000,
    Date.now() + 3_500_000,
    `${name}%`,
  );

async function robbed(server: TestServer) {
  const { visitor: owner, email } = await newOwner(server);
  const thief = newVisitor(server);
  await thief.signIn(email);
  const stolen = apiByCookie(server, thief);
  const own = apiByCookie(server, owner);
  for (const api of [stolen, own]) await api('POST', '/notes', { body: {} });
  spend(server, 'form/');
  expect((await stolen('POST', '/notes', { body: {} })).status).toBe(429);
  expect((await own('POST', '/notes', { body: {} })).status).toBe(429);
  const isIn = async () => (await thief.go('/dashboard')).status === 200;
  return { owner, own, email, isIn };
}

test('an attacker who has spent all forms of a person keeps them from ending nothing, one by one', async ({
  server,
}) => {
  const { owner, isIn } = await robbed(server);
  const end = await owner.form('/settings/sessions');
  expect((await owner.submit(end, [])).status).toBe(303);
  expect(await isIn()).toBe(false);
});

test('… nor all at once by the API, nor by saying that it was not them', async ({ server }) => {
  const one = await robbed(server);
  expect((await one.own('DELETE', '/sessions')).status).toBe(200);
  expect(await one.isIn()).toBe(false);

  const other = await robbed(server);
  const activity = await other.owner.form('/settings/activity');
  const { status, headers } = await other.owner.submit(activity, []);
  expect([status, headers.location]).toEqual([303, expect.stringContaining('/settings/password')]);
  expect(await other.isIn()).toBe(false);
});

test('… nor from a new password, from proving who they are, or from going for good', async ({
  server,
}) => {
  const one = await robbed(server);
  expect((await changePassword(one.owner, PASSWORD, ANOTHER)).status).toBe(303);
  expect(await one.isIn()).toBe(false);

  const { owner, email, isIn } = await robbed(server);
  const confirm = await owner.form('/confirm?next=/settings/data');
  expect((await owner.submit(confirm, [['password', PASSWORD]])).status).toBe(303);
  const leave = await owner.form('/settings/data');
  expect((await owner.submit(leave, [['email', email]])).status).toBe(303);
  expect(await isIn()).toBe(false);
});

test('a stranger who spends all there is keeps nobody from a known browser: neither signing in nor a reset', async ({
  server,
}) => {
  const { visitor: owner, email } = await newOwner(server);
  const eve = newVisitor(server, owner.network);
  await askForReset(eve, email);
  await eve.signIn(email, 'wrong wrong wrong wrong');
  await owner.signOut();
  for (const name of ['mail/', 'password/', 'proof/', 'code/', 'judging/']) spend(server, name);
  expect((await newVisitor(server, newNetwork()).signIn(email)).status).toBe(429);
  expect((await owner.signIn(email)).status).toBe(303);
  await owner.signOut();
  const before = (await mailsTo(server.port, email)).length;
  expect((await askForReset(owner, email)).status).toBe(303);
  expect((await mailsTo(server.port, email)).length).toBe(before + 1);
});

test('after a hundred wrong codes a reset goes on only in a known browser', async ({ server }) => {
  const { visitor: owner, email } = await newOwner(server);
  const eve = await midReset(server, email);
  const form = await eve.visitor.form('/reset-password');
  const type = () => eve.visitor.submit(form, [['code', '000000'], ['password', ANOTHER]]); // biome-ignore format: one line
  expect((await type()).status).toBe(422);
  change(server, "update limits set streak = 99 where key like 'code/reset:%'");
  expect((await type()).status).toBe(422);
  const closed = await type();
  expect([closed.status, closed.text.includes('Too many wrong codes')]).toEqual([429, true]);
  const again = await askForReset(newVisitor(server), email);
  expect([again.status, again.text.includes('Too many wrong codes')]).toEqual([429, true]);
  await owner.signOut();
  change(server, "delete from limits where key like 'mail/%'");
  expect((await askForReset(owner, email)).status).toBe(303);
});
