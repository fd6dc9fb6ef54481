import { formsOf, type PageForm } from './http.ts';
import { change, rows } from './rows.ts';
import type { TestServer } from './server.ts';
import { newVisitor, type Visitor } from './visitor.ts';

export type Role = 'member' | 'support' | 'administrator';

/** Gives somebody another role beside the doors, from their next request on. */
export const giveRole = (server: TestServer, email: string, role: Role) =>
  change(server, 'update users set role = ? where email = ?', role, email);

export const roleOf = (server: TestServer, email: string) =>
  rows(server, 'select role from users where email = ?', email)[0]?.['role'];

/** The id of somebody’s account. */
export const idOf = (server: TestServer, email: string) =>
  String(rows(server, 'select id from users where email = ?', email)[0]?.['id']);

/** Somebody signed in who has this role. */
export async function enterAs(server: TestServer, role: Role) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  giveRole(server, email, role);
  return { visitor, email, id: idOf(server, email) };
}

/** The forms of a person’s page by the words of their buttons. */
export async function formsAbout(visitor: Visitor, id: string) {
  const path = `/admin/users/${id}`;
  const { text } = await visitor.go(path);
  const whole = [...text.matchAll(/<form.*?<\/form>/gs)].map(([form]) => form);
  const forms = formsOf(path, text);
  return (button: string): PageForm => {
    const at = whole.findIndex((form) => form.includes(`>${button}`));
    if (at === -1) throw new Error(`No form with "${button}" on ${path}`);
    return forms[at]!;
  };
}

/** Somebody with an account and a role, signed in and proven just now. */
export async function newStaff(server: TestServer, role: Role) {
  const { visitor, email } = await enterAs(server, role);
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
