import { CommandRefused } from '#lib/operator/terminal';
import type { Cell } from '#lib/screen';

const MOST = 1000;

/** The options of a command whose list comes in pages. */
export const pageArgs = (after: string) =>
  ({
    limit: { type: 'string', description: `At most so many, up to ${MOST}`, default: '50' },
    after: { type: 'string', description: after, default: '' },
  }) as const;

/** What `--limit` says. */
export const limitFrom = (given: unknown) => wholeNumber('limit', given, MOST);

export function wholeNumber(name: string, given: unknown, most: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new CommandRefused(`--${name} takes a whole number from 1 to ${most}.`, 2);
}

/** The line that leads to the next page, if there is one. */
export const moreWith = (next: string | number | null | undefined): Cell[] =>
  next ? [{ says: `More with: --after ${quoted(String(next))}`, style: 'dim' }] : [];

const quoted = (text: string) => (text.includes(' ') ? `'${text}'` : text);
