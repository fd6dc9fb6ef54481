import { expect, test } from 'vitest';
import { daysUntil } from '#lib/admin/overview/hours';

const HOUR_MS = 3_600_000;
const lengths = (edges: Date[]) =>
  edges.slice(1).map((edge, at) => (edge.getTime() - (edges[at] as Date).getTime()) / HOUR_MS);
const long = (at: number, hours: number) => Array(24).fill(1).with(at, hours);

test('the days end with the one of now, on the clocks of the zone', () => {
  const now = new Date('2026-11-29T23:30Z');
  const last = (zone: string) => daysUntil(now, 30, zone).map(({ day }) => day);
  expect(last('UTC').at(-1)).toBe('2026-11-29');
  expect(last('UTC')).toHaveLength(30);
  expect(last('UTC')[0]).toBe('2026-10-31');
  expect(last('Pacific/Kiritimati').at(-1)).toBe('2026-11-30');
  expect(last('Pacific/Niue').at(-1)).toBe('2026-11-29');
  expect(last('No/Such').at(-1)).toBe('2026-11-29');
});

test.each([
  ['UTC', '2026-11-29', '2026-11-29T00:00:00.000Z', Array(24).fill(1)],
  ['Asia/Kathmandu', '2026-11-29', '2026-11-28T18:15:00.000Z', Array(24).fill(1)],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', long(2, 2)],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', long(2, 0)],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', long(1, 2)],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', long(1, 1.5)],
])(
  'in %s the day %s begins at %s, and its hours are as long as they are',
  (zone, day, at, hours) => {
    const [found] = daysUntil(new Date(`${day}T12:00Z`), 1, zone);
    expect(found?.day).toBe(day);
    expect(found?.edges[0]?.toISOString()).toBe(at);
    expect(lengths(found?.edges ?? [])).toEqual(hours);
  },
);

test.each([
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Beirut',
])('in %s no moment of a year is in two hours, or in none', (zone) => {
  const days = daysUntil(new Date('2026-12-31T12:00Z'), 365, zone);
  const edges = days.flatMap(({ edges: all }) => all.slice(0, -1));
  for (const [at, day] of days.entries()) {
    const next = days[at + 1];
    expect(day.edges).toHaveLength(25);
    if (next) expect(day.edges.at(-1)).toEqual(next.edges[0]);
  }
  expect(edges.toSorted((one, other) => one.getTime() - other.getTime())).toEqual(edges);
});
