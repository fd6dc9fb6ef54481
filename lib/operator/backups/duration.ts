import { CommandRefused } from '#lib/operator/terminal';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 7 * 86_400_000;

/** Milliseconds of `30m`, `6h` or `1d`, from a minute to a week; refuses anything else. */
export function durationFrom(option: string, given: unknown): number {
  const [, count, unit = ''] = String(given).match(/^([1-9]\d{0,5})([mhd])$/) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (ms <= LONGEST) return ms;
  throw new CommandRefused(`--${option} takes a time such as 30m, 6h or 1d, a week at most.`, 2);
}
