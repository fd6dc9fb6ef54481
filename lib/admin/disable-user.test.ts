import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { users } from '#drizzle/schema';
import { hashPassword } from '#lib/accounts/passwords';
import { signIn } from '#lib/accounts/sign-in';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { together } from '#lib/db/together';
import { findViewer, newSession } from '#lib/session/store';

const password = 'seven purple otters juggle';

async function newUser(email: string) {
  const id = uuid();
  const passwordHash = await hashPassword(password);
  const user = { id, email, name: 'Dee', passwordHash, createdAt: new Date() };
  await together((tx) => [tx.insert(users).values(user)]);
  return id;
}

const enter = (email: string) =>
  signIn({ email, password, isPersistent: true, previous: null, browser: null });

test('a disabled account is refused everywhere at once: its sessions and its password', async () => {
  await newUser('dee@example.com');
  const ticket = await enter('dee@example.com');
  if (!ticket.ok) throw new Error(ticket.reason);
  expect(await findViewer(ticket.value)).not.toBeNull();

  expect(await disableUser('dee@example.com')).toEqual({ ok: true, value: true });
  expect(await findViewer(ticket.value)).toBeNull();
  expect(await enter('dee@example.com')).toMatchObject({ ok: false, reason: 'wrong_credentials' });
});

test('a session that began in the moment of disabling opens nothing, not even after enabling', async () => {
  const id = await newUser('eve@example.com');
  await disableUser('eve@example.com');
  const late = newSession(id, { isPersistent: true });
  await together(late.writes);
  expect(await findViewer(late.ticket)).toBeNull();

  expect(await enableUser('eve@example.com')).toEqual({ ok: true, value: true });
  expect(await findViewer(late.ticket)).toBeNull();
  expect(await enter('eve@example.com')).toMatchObject({ ok: true });
});

test('nobody is disabled twice, and nobody who does not exist', async () => {
  await newUser('fay@example.com');
  await disableUser('fay@example.com');
  expect(await disableUser('fay@example.com')).toEqual({ ok: true, value: false });
  expect(await disableUser('gil@example.com')).toMatchObject({ ok: false, reason: 'no_such_user' });
  expect(await enableUser('gil@example.com')).toMatchObject({ ok: false, reason: 'no_such_user' });
});
