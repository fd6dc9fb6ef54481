import 'server-only';
import { record } from '#lib/audit/record';
import { refusalsByUser } from '#lib/authorization/limits';
import { transactionRelaxed } from '#lib/db/transaction';
import { take } from '#lib/limits/take';
import type { Act, Permission } from '#lib/permissions/table';

/**
 * Enters into the log that somebody asked for what they may not do. Past twenty in ten minutes no more of
 * one person: they tell nothing new, and nobody must be able to fill the log by asking.
 */
export async function auditRefusal(
  viewer: { user: { id: string } },
  act: Act | Permission,
  thing: string,
) {
  const userId = viewer.user.id;
  if (await take([[refusalsByUser, userId]])) return;
  const kind = act.slice(0, act.indexOf(':'));
  const object = thing ? `${kind}:${/^[0-9a-f-]{36}$/.test(thing) ? thing : '?'}` : '';
  await transactionRelaxed(record({ type: 'authz_fail', userId, object, detail: act }));
}
