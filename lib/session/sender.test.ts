import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { users } from '#drizzle/schema/users';
import { deleteAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { inRequest } from '#lib/request/context';
import { rememberBrowser } from '#lib/session/browser';
import { forgetBrowsers } from '#lib/session/end';
import { formMark } from '#lib/session/form-mark';
import { requireSender } from '#lib/session/sender';
import { sealTicket } from '#lib/session/ticket';
import { addUser, beginSession, contextOf, emptyTables } from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);
vi.mock('next/navigation', () => {
  const leave = () => {
    throw new Error('turned away');
  };
  return { redirect: leave, notFound: leave };
});

const HASH = '$argon2id$nobody-signs-in-with-this';
const NOW = 'ada.secret.new@example.com';
let ada = '';
let mark = '';

const signIn = async (userId: string) => {
  const ticket = await beginSession(userId);
  jar.set('session', { value: await sealTicket(ticket), maxAge: undefined });
  await rememberBrowser(ticket);
};
const moves = () => db().update(users).set({ email: NOW }).where(eq(users.id, ada));
const leaves = () => deleteAccount({ id: ada, email: NOW });
const changesHerPassword = () => transaction(forgetBrowsers(ada));

beforeEach(async () => {
  jar.clear();
  await emptyTables();
  ada = await addUser('ada@example.com', { passwordHash: HASH });
  mark = formMark(ada);
});

/** Who sends a form that was made for Ada, what she did since, and what they are told. */
test.each<[who: string, usedHere: boolean, since: (() => PromiseLike<unknown>)[], says: string]>([
  ['who has read the mark of her form', false, [moves], 'with another account'],
  ['who has read it, and she is gone', false, [moves, leaves], 'with another account'],
  ['who uses the browser that she uses', true, [moves], `as ${NOW}`],
  ['the same, after her new password', true, [moves, changesHerPassword], 'with another account'],
  ['the same, and she is gone', true, [moves, leaves], 'with another account'],
])('%s learns her address only where she signed in', async (_, usedHere, since, says) => {
  if (usedHere) await signIn(ada);
  for (const act of since) await act();
  await signIn(await addUser('bob@example.com', { passwordHash: HASH }));
  const form = new FormData();
  form.set('made_for', mark);
  const context = contextOf('192.0.2.1');
  const sent = inRequest(context, () => requireSender('account:secure', form));
  await expect(sent).rejects.toThrow('turned away');
  expect(context.answer.refusal).toMatchObject({
    status: 409,
    says: `This page was opened ${says}. You are signed in as bob@example.com now. Nothing was changed.`,
  });
});
