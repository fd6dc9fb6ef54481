'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { accountAnswer } from '#forms/answers/admin';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { requireFreshProof } from '#forms/proof';
import { Email } from '#lib/accounts/fields';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser, wasDeleted } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { DisableReason, disableUntil, RoleName } from '#lib/admin/fields';
import { findAccount } from '#lib/admin/find-account';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startRecovery } from '#lib/admin/start-recovery';
import { startResetFor } from '#lib/admin/start-reset';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import type { Viewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { say } from '#texts/say';

const disableForm = (zone: string) =>
  z.object({
    user: z.string(),
    reason: DisableReason,
    until: disableUntil(zone),
  });

export async function disableAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const viewer = await requireSender('account:disable', formData);
  const rules = disableForm(viewer.user.timeZone);
  const form = await parseForm(rules, formData, { keep: ['reason', 'until'] });
  if (!form.ok) return form.state;
  const { user, reason, until } = form.data;
  if (!(await findAccount(viewer, 'account:disable', user)))
    return refuse(viewer, 'account:disable', user);
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const outcome = await disableUser(viewer, user, { reason, until });
  if (!outcome.ok) return form.refuse(accountAnswer(outcome));
  return done(pageOf(user), outcome.value ? 'user-disabled' : 'nothing-to-do', viewer);
}

const RoleForm = z.object({ user: z.string(), role: RoleName });

export async function changeUserRoleAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:change-role', formData);
  const form = await parseForm(RoleForm, formData, { keep: ['role'] });
  if (!form.ok) return form.state;
  const { user, role } = form.data;
  if (!(await findAccount(viewer, 'account:change-role', user)))
    return refuse(viewer, 'account:change-role', user);
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const outcome = await changeUserRole(viewer, user, role);
  if (!outcome.ok) return form.refuse(accountAnswer(outcome));
  if (user === viewer.user.id && role === 'member') redirect('/dashboard');
  return done(pageOf(user), outcome.value ? 'user-role' : 'nothing-to-do', viewer);
}

const DeleteForm = z.object({ user: z.string(), email: Email });

export async function deleteUserAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:delete:any', formData);
  const form = await parseForm(DeleteForm, formData, { keep: ['email'] });
  if (!form.ok) return form.state;
  const { user, email } = form.data;
  const account = await findAccount(viewer, 'account:delete', user);
  if (!account && (await wasDeleted(user))) return done('/admin/users', 'nothing-to-do', viewer);
  if (!account) return refuse(viewer, 'account:delete', user);
  if (account.email !== email)
    return form.refuse({ field: 'email', text: say('userRefusals.otherEmail') });
  const unproven = await requireFreshProof(viewer, formData, form.refuse);
  if (unproven) return unproven;

  const outcome = await deleteUser(viewer, user);
  if (!outcome.ok && (await wasDeleted(user))) return done('/admin/users', 'nothing-to-do', viewer);
  if (!outcome.ok) return form.refuse(accountAnswer(outcome));
  return done('/admin/users', 'user-deleted', viewer);
}

export async function enableAction(formData: FormData) {
  const viewer = await requireSender('account:disable', formData);
  const user = readField(formData, 'user');
  await askToConfirm(viewer, user);
  const outcome = await enableUser(viewer, user);
  if (!outcome.ok) return refuse(viewer, 'account:disable', user);
  await done(pageOf(user), outcome.value ? 'user-enabled' : 'nothing-to-do', viewer);
}

export async function startResetAction(formData: FormData) {
  const viewer = await requireSender('account:reset', formData);
  const user = readField(formData, 'user');
  await askToConfirm(viewer, user);
  const outcome = await startResetFor(viewer, user);
  if (!outcome.ok && outcome.reason === 'no_such_user')
    return refuse(viewer, 'account:reset', user);
  await done(pageOf(user), outcome.ok ? 'user-reset' : 'asked-lately', viewer);
}

export async function startRecoveryAction(formData: FormData) {
  const viewer = await requireSender('account:reset', formData);
  const user = readField(formData, 'user');
  await askToConfirm(viewer, user);
  const outcome = await startRecovery(viewer, user);
  if (!outcome.ok && outcome.reason === 'no_such_user')
    return refuse(viewer, 'account:reset', user);
  await done(pageOf(user), outcome.ok ? 'user-recovery' : 'asked-lately', viewer);
}

export async function endSessionAction(formData: FormData) {
  const viewer = await requireSender('session:end:any', formData);
  const user = readField(formData, 'user');
  await askToConfirm(viewer, user);
  const outcome = await revokeSessionOf(viewer, user, readField(formData, 'session'));
  if (!outcome.ok) return refuse(viewer, 'session:end', user);
  await done(pageOf(user), outcome.value ? 'user-session-ended' : 'nothing-to-do', viewer);
}

export async function endSessionsAction(formData: FormData) {
  const viewer = await requireSender('session:end:any', formData);
  const user = readField(formData, 'user');
  await askToConfirm(viewer, user);
  const outcome = await revokeSessionsOf(viewer, user);
  if (!outcome.ok) return refuse(viewer, 'session:end', user);
  await done(pageOf(user), outcome.value > 0 ? 'user-sessions-ended' : 'nothing-to-do', viewer);
}

const pageOf = (user: string) => `/admin/users/${encodeURIComponent(user)}`;

/** A button has nothing typed that could be lost: after too long it leads by the confirm page. */
async function askToConfirm(viewer: Viewer, user: string) {
  if (await isFreshlyAuthenticated(viewer)) return;
  redirect(`/confirm?${new URLSearchParams({ next: pageOf(user) })}`);
}
