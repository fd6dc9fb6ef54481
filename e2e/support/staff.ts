import { change, rows } from './rows.ts';
import type { TestServer } from './server.ts';

export type Role = 'member' | 'support' | 'administrator';

/** Gives somebody another role beside the doors, from their next request on. */
export const giveRole = (server: TestServer, email: string, role: Role) =>
  change(server, 'update users set role = ? where email = ?', role, email);

export const roleOf = (server: TestServer, email: string) =>
  rows(server, 'select role from users where email = ?', email)[0]?.['role'];

/** The id of somebody’s account. */
export const idOf = (server: TestServer, email: string) =>
  String(rows(server, 'select id from users where email = ?', email)[0]?.['id']);
