import type { DayOfSignIns } from '#lib/admin/overview/sign-ins';

export const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0);

export const sumOf = (days: DayOfSignIns[], kind: 'ok' | 'bad') =>
  sum(days.flatMap((day) => day[kind]));

/** The day on which most tries failed; undefined where none did. */
export const worstOf = (days: DayOfSignIns[]): DayOfSignIns | undefined =>
  days.filter(({ bad }) => sum(bad) > 0).sort((one, other) => sum(other.bad) - sum(one.bad))[0];

/** From so many on a day is worth a look, if it has so many times what half of the days stay below. */
const LEAST = 20;
const TIMES = 3;

/** A day on which far more tries failed than on others, and what is usual; null where none stands out. */
export function spikeIn(days: DayOfSignIns[]) {
  const counts = days.map(({ bad }) => sum(bad)).sort((one, other) => one - other);
  const usual = (counts[Math.floor(counts.length / 2)] ?? 0) + 1;
  const worst = worstOf(days);
  const count = worst ? sum(worst.bad) : 0;
  return worst && count >= Math.max(LEAST, TIMES * usual) ? { day: worst.day, count, usual } : null;
}

/** Sign-ins by weekday, Monday first, and by hour. */
export function weekOf(days: DayOfSignIns[]): number[][] {
  const week = [...Array(7).keys()].map(() => Array<number>(24).fill(0));
  for (const { day, ok } of days) {
    const row = week[weekdayOf(day)] as number[];
    for (const [hour, count] of ok.entries()) row[hour] = (row[hour] ?? 0) + count;
  }
  return week;
}

/** 0 is Monday. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
