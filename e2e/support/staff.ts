import { change } from './rows.ts';
import type { TestServer } from './server.ts';
import { newVisitor } from './visitor.ts';

type Role = 'member' | 'support' | 'administrator';

/** Gives an account a role behind the server's back, as the operator's command line does. */
export const giveRole = (server: TestServer, email: string, role: Role) =>
  change(server, 'update users set role = ? where email = ?', role, email);

/** Somebody with an account and a role, signed in and proven just now. */
export async function newStaff(server: TestServer, role: Role) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  giveRole(server, email, role);
  return { ...visitor, email };
}

/** Makes the last proof of who somebody is this many minutes old. */
export function ageProof(server: TestServer, email: string, minutes: number) {
  const then = Date.now() - minutes * 60_000;
  const whose = 'user_id = (select id from users where email = ?)';
  change(
    server,
    `update sessions set created_at = ?, proven_at = ? where ${whose}`,
    then,
    then,
    email,
  );
}
