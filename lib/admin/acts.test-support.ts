import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { listEffectiveAccess } from '#lib/admin/effective-access';
import { enableUser } from '#lib/admin/enable-user';
import { listUsers } from '#lib/admin/list-users';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { showUser } from '#lib/admin/show-user';
import { startResetFor } from '#lib/admin/start-reset';
import type { Act } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';

/** What each permission opens, done to a person who has one session and one grant. */
export const ACTS: [Act, (by: Viewer, id: string, session: string) => Promise<boolean>][] = [
  ['account:list', async (by) => (await listUsers(by, { limit: 5 })).users.length > 0],
  ['account:read', async (by, id) => (await showUser(by, id)).ok],
  [
    'account:read-reach',
    async (by, id) => (await listEffectiveAccess(by, id, { limit: 5 })).grants.length > 0,
  ],
  ['session:end', async (by, id, session) => (await revokeSessionOf(by, id, session)).ok],
  ['session:end', async (by, id) => (await revokeSessionsOf(by, id)).ok],
  ['account:reset', async (by, id) => (await startResetFor(by, id)).ok],
  ['account:disable', async (by, id) => (await disableUser(by, id, { reason: 'x' })).ok],
  ['account:disable', async (by, id) => (await enableUser(by, id)).ok],
  ['account:change-role', async (by, id) => (await changeUserRole(by, id, 'support')).ok],
  ['account:delete', async (by, id) => (await deleteUser(by, id)).ok],
];
