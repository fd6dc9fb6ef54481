import { expect, test } from 'vitest';
import { DisableReason, disableUntil, RoleName } from '#lib/admin/fields';
import { sayFieldError } from '#lib/coded';
import { setClock } from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 5, 1, 12);

test.each([
  ['2026-06-01T12:01', '2026-06-01T12:01:00.000Z'],
  ['2026-06-01T12:00:01', '2026-06-01T12:00:01.000Z'],
  ['2028-02-29T00:00', '2028-02-29T00:00:00.000Z'],
  [' 2031-06-01T12:00 ', '2031-06-01T12:00:00.000Z'],
  ['2026-06-01T12:01Z', '2026-06-01T12:01:00.000Z'],
])('%s is taken as UTC where nobody chose a zone', (typed, moment) => {
  setClock(NOW);
  for (const zone of ['', 'UTC', 'Mars/Olympus'])
    expect(disableUntil(zone).parse(typed)?.toISOString()).toBe(moment);
});

test.each([
  ['2026-06-01T14:01', '2026-06-01T12:01:00.000Z'],
  ['2026-12-01T14:01', '2026-12-01T13:01:00.000Z'],
  ['2026-12-01T14:01Z', '2026-12-01T14:01:00.000Z'],
])(
  '%s is read by the clock of the person who types it, in summer and in winter',
  (typed, moment) => {
    setClock(NOW);
    expect(disableUntil('Europe/Berlin').parse(typed)?.toISOString()).toBe(moment);
    const past = disableUntil('Europe/Berlin').safeParse('2026-06-01T14:00');
    expect(sayFieldError(String(past.error?.issues[0]?.message))).toContain('future');
  },
);

test('an empty end means that there is none', () => {
  expect(disableUntil('UTC').parse(' ')).toBeNull();
});

test.each([
  ['2026-06-01T12:00', 'future'],
  ['2020-01-01T00:00', 'future'],
  ['2031-06-01T12:01', 'within 5 years'],
  ['9999-12-31T23:59', 'within 5 years'],
  ['2027-02-29T00:00', 'date and time'],
  ['2026-13-01T00:00', 'date and time'],
  ['2026-06-02T24:01', 'date and time'],
  ['2026-06-02', 'date and time'],
  ['2026-06-02T10:00+02:00', 'date and time'],
  ['tomorrow', 'date and time'],
  ['+275760-09-13T00:00', 'date and time'],
])('%s is refused, saying "%s"', (typed, says) => {
  setClock(NOW);
  const read = disableUntil('UTC').safeParse(typed);
  expect(sayFieldError(String(read.error?.issues[0]?.message))).toContain(says);
});

test('a reason is there, and at most 500 characters as a person counts them', () => {
  expect(DisableReason.parse('  spam  ')).toBe('spam');
  expect(DisableReason.parse('😀'.repeat(500))).toHaveLength(1000);
  expect(DisableReason.safeParse('😀'.repeat(501)).success).toBe(false);
  expect(DisableReason.safeParse('   ').success).toBe(false);
});

test('only the roles of the system are roles', () => {
  expect(RoleName.parse('support')).toBe('support');
  for (const no of ['', 'root', 'Administrator', '__proto__', 'member,administrator'])
    expect(RoleName.safeParse(no).success).toBe(false);
});
