import 'server-only';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';

/** The rows that are looked at: everybody who may do things to the accounts of others. */
export const ROWS_OF_STAFF = `select email, second_factor_due_at as "dueAt",
  (select count(*) from credentials where credentials.user_id = users.id and confirmed_at is not null
    and kind in ('totp', 'passkey')) as factors
  from users where role in ('support', 'administrator') order by email limit 500`;

export type StaffRow = { email: string; dueAt: number | null; factors: number };

/** Who of the staff has no second factor; nothing while there are no staff. */
export function findingsOfStaff(rows: StaffRow[], rule: string): Finding[] {
  if (rows.length === 0) return [];
  const without = rows.filter(({ factors }) => Number(factors) === 0);
  if (without.length === 0) return [good('staff', 'Each of the staff has a second factor.')];
  const names = without.map(({ email }) => email).join(', ');
  const says = `${without.length} of ${rows.length} of the staff have no second factor: ${names}.`;
  if (rule === 'optional')
    return [doubtful('staff', says, 'Have them set one up, or set SECOND_FACTOR=staff.')];
  const isOver = without.some(({ dueAt }) => dueAt !== null && Number(dueAt) <= Date.now());
  return [
    isOver
      ? doubtful('staff', says, 'They can do nothing else before they have set one up: tell them.')
      : good('staff', `${says} They are led to it a week after the first start.`),
  ];
}
