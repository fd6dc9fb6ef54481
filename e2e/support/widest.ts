import { randomInt } from 'node:crypto';
import { newAccount } from '#e2e/support/account';
import { cookieFrom, sendForm } from '#e2e/support/plain-form';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf } from '#e2e/support/staff';
import { newNetwork, PASSWORD } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { share, writeNote } from './notes.ts';

const long = (letter: string, length: number) => letter.repeat(length);

/** An address as long as one may be (RFC 5321: 254 characters), with nowhere to break. */
const longestAddress = () =>
  `${randomInt(1e8, 1e9)}${long('a', 55)}@${long('b', 63)}.${long('c', 63)}.${long('d', 57)}.com`;

/** Somebody whose every word is as long as it may be, in one piece, and who administers. */
export async function widestPerson(server: TestServer) {
  const person = { name: long('W', 100), email: longestAddress(), password: PASSWORD };
  const { session } = await newAccount(server, person);
  giveRole(server, person.email, 'administrator');
  const agent = long('Mozilla/', 37);
  const headers = { 'X-Forwarded-For': newNetwork(), 'User-Agent': agent };
  await sendForm(server.url, '/sign-in', { ...person, password: 'wrong' }, headers);
  const again = await sendForm(server.url, '/sign-in', person, headers);
  if (!cookieFrom(again, 'session')) throw new Error(`No second session: ${again.status}`);
  const visitor = newVisitor(server);
  visitor.cookies.set('session', session);
  const note = await writeNote(visitor, long('T', 200), long('x', 5_000));
  await share(visitor, note, longestAddress(), 'editor');
  change(
    server,
    'update users set disabled_reason = ? where email = ?',
    long('R', 200),
    person.email,
  );
  return { ...person, session, note, id: idOf(server, person.email) };
}
