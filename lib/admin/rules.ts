import 'server-only';
import { z } from 'zod';
import { ROLES } from '#lib/authorization/resource';
import { line } from '#lib/line';

const REASON_CODE_POINTS = 500;
const LONGEST_YEARS = 5;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d{1,3})?)?Z?$/;

/** Why an account is shut, in the words of who shuts it. */
export const DisableReason = line(REASON_CODE_POINTS, {
  isEmpty: 'Say why the account is disabled.',
  isLong: `Use at most ${REASON_CODE_POINTS} characters for the reason.`,
});

/** When a shut account opens by itself: a date and time in UTC, or nothing for never. */
export const DisableUntil = z.string().transform((typed, context) => {
  const text = typed.trim();
  if (!text) return null;
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const until = momentOf(text);
  if (!until) return refuse('Enter a date and time like 2030-01-31T09:00.');
  if (until.getTime() <= Date.now()) return refuse('Choose an end that lies in the future.');
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_YEARS);
  if (until > latest)
    return refuse(`Choose an end within ${LONGEST_YEARS} years, or none for good.`);
  return until;
});

export const RoleName = z.enum(ROLES, 'Choose one of the roles.');

/** Null for what is no time, and for days that do not exist, which JavaScript would move on. */
function momentOf(text: string): Date | null {
  const [, minute = ''] = text.match(DATE_AND_TIME) ?? [];
  const moment = new Date(text.endsWith('Z') ? text : `${text}Z`);
  const isReal = minute !== '' && !Number.isNaN(moment.getTime());
  return isReal && moment.toISOString().startsWith(minute) ? moment : null;
}
