import 'server-only';
import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { line } from '#lib/line';
import { ROLES } from '#lib/resource';
import { momentAt } from '#lib/wall-time';

const REASON_CODE_POINTS = 500;
const LONGEST_YEARS = 5;

/** Why an account is shut, in the words of the person who shuts it. */
export const DisableReason = line(REASON_CODE_POINTS, {
  isEmpty: fieldError('reason_empty'),
  isLong: fieldError('reason_long', { most: REASON_CODE_POINTS }),
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
  if (!until) return fieldError('until_wrong');
  if (until.getTime() <= Date.now()) return fieldError('until_past');
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_YEARS);
  if (until > latest) return fieldError('until_far', { years: LONGEST_YEARS });
  return undefined;
}

export const RoleName = z.enum(ROLES, fieldError('role_wrong'));
