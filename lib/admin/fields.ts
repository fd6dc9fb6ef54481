import 'server-only';
import { z } from 'zod';
import { line } from '#lib/line';
import { ROLES } from '#lib/permissions/resource';
import { momentAt } from '#lib/wall-time';

const REASON_CODE_POINTS = 500;
const LONGEST_YEARS = 5;

/** Why an account is shut, in the words of the person who shuts it. */
export const DisableReason = line(REASON_CODE_POINTS, {
  isEmpty: 'Say why the account is disabled.',
  isLong: `Use at most ${REASON_CODE_POINTS} characters for the reason.`,
});

/** When a shut account opens by itself: a date and time on the clocks of a zone, or nothing for never. */
export const disableUntil = (zone: string) =>
  z.string().transform((typed, context) => {
    const text = typed.trim();
    const isUtc = text.endsWith('Z');
    const until = momentAt(isUtc ? text.slice(0, -1) : text, isUtc ? 'UTC' : zone);
    const message = text && wrongWith(until);
    if (!message) return until;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

function wrongWith(until: Date | null): string | undefined {
  if (!until) return 'Enter a date and time like 2030-01-31T09:00.';
  if (until.getTime() <= Date.now()) return 'Choose an end that lies in the future.';
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_YEARS);
  if (until > latest) return `Choose an end within ${LONGEST_YEARS} years, or none for good.`;
  return undefined;
}

export const RoleName = z.enum(ROLES, 'Choose one of the roles.');
