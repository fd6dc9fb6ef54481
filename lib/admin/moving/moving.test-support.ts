import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { importUsers } from '#lib/admin/moving/import-users';
import type { MovedPart } from '#lib/admin/moving/moved-user';
import { db } from '#lib/db/client';

export const BCRYPT = '$2b$05$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TUC6';
export const MOVED_PASSKEY = {
  id: 'cred-1',
  public_key: 'pQECAyYgASFYIA',
  user_handle: 'dXNlci0x',
  rp_id: 'localhost',
  counter: 7,
  aaguid: '00000000-0000-0000-0000-000000000000',
  transports: ['internal', 'hybrid'],
  backup_eligible: true,
  backed_up: true,
  name: 'Phone',
  created_at: '2025-02-03T04:05:06.000Z',
};
export const MOVED_CONNECTION = {
  provider: 'google',
  issuer: 'https://accounts.google.com',
  subject: '1046',
  label: 'ada@gmail.com',
  email: 'ada@gmail.com',
  created_at: '2025-03-04T05:06:07.000Z',
};
export const ADA = {
  email: 'Ada@Example.com',
  verified: true,
  name: 'Ada Lovelace',
  password_hash: BCRYPT,
  created_at: '2025-01-02T03:04:05.000Z',
  role: 'member',
  time_zone: 'Europe/London',
  totp_key: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
  passkeys: [MOVED_PASSKEY],
};

export async function* recordsFrom(rows: unknown[]) {
  let line = 0;
  for (const value of rows) yield { line: ++line, value, part: line / rows.length };
}

type Options = {
  isDry?: boolean;
  isVouchedFor?: boolean;
  without?: MovedPart[];
  passkeysOf?: string;
  words?: [theirs: string, ours: string][];
};
export const bring = (
  rows: unknown[],
  { isDry = false, isVouchedFor = false, without = [], words = [], passkeysOf = '' }: Options = {},
) =>
  importUsers(recordsFrom(rows), {
    isDry,
    isVouchedFor,
    without: new Set(without),
    words: new Map(words),
    passkeysOf,
  });

export const everybody = () => db().select().from(users).orderBy(users.email);
export const ways = () =>
  db().select().from(credentials).orderBy(credentials.kind, credentials.handle);
