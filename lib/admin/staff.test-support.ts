import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import type { Role } from '#lib/resource';
import { whereEnabled } from '#lib/session/account-state';
import { findViewer, type Viewer } from '#lib/session/store';
import { addUser, beginSession } from '#lib/testing/database.test-support';

const HASH = '$argon2id$nobody-signs-in-with-this';

/** Somebody with a role, as the domain sees them once they are signed in. */
export async function addStaff(role: Role, name = `${role}.one`): Promise<Viewer> {
  const email = `${name}@example.com`;
  const id = await addUser(email, { role, name, passwordHash: HASH });
  return viewerOf(id);
}

/** The viewer of a new session of this account. */
async function viewerOf(userId: string): Promise<Viewer> {
  const found = await findViewer(await beginSession(userId));
  if (!found) throw new Error('There is no such session.');
  return found.viewer;
}

/** A person without a role of their own; answers the id. */
export const addMember = (email = 'mia@example.com', name = 'Mia') =>
  addUser(email, { name, passwordHash: HASH });

export async function countActiveAdministrators(): Promise<number> {
  const rows = await db().select({ role: users.role }).from(users).where(whereEnabled());
  return rows.filter(({ role }) => role === 'administrator').length;
}

export async function rowOf(userId: string) {
  const [row] = await db().select().from(users).where(eq(users.id, userId));
  return row;
}
