import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';
import { ROWS_OF_STAFF, type StaffRow } from '#lib/operator/doctor/staff';

const DAY_MS = 24 * 3_600_000;
/** The server clears away what is over each hour. */
const LEFT_DAYS = 2;

export const peopleProbe: Probe = {
  about: 'Staff without a second factor, and sessions that are over and still there.',
  look: async (site) => {
    const staff = await site.rows<StaffRow>(ROWS_OF_STAFF);
    if (!staff) return unseen('There is no database yet.');
    const without = staff.filter(({ factors }) => Number(factors) === 0);
    const [left] =
      (await site.rows<{ left: number }>(
        `select count(*) as "left" from sessions where expires_at < ${Date.now() - LEFT_DAYS * DAY_MS}`,
      )) ?? [];
    const faults = [
      without.length > 0 &&
        `${without.length} of ${staff.length} of the staff have no second factor.`,
      Number(left?.left) > 0 && `${left?.left} sessions are over and were not cleared away.`,
    ].filter((one) => typeof one === 'string');
    const says =
      staff.length === 0
        ? 'There are no staff yet.'
        : `${staff.length} of the staff, each with a second factor.`;
    return verdictOf(faults, says);
  },
};
