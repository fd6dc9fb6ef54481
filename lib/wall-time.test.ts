import { expect, test } from 'vitest';
import fc from '#lib/testing/fast-check.test-support';
import { dayIn, momentAt, zoneFor } from '#lib/wall-time';

test.each([
  ['2026-11-22T05:12', 'UTC', '2026-11-22T05:12:00.000Z'],
  ['2026-11-22T05:12', 'Europe/Berlin', '2026-11-22T04:12:00.000Z'],
  ['2026-07-22T05:12:30', 'Europe/Berlin', '2026-07-22T03:12:30.000Z'],
  ['2026-11-22T00:00', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
  ['2026-11-22T00:00', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
  ['2026-11-22T00:00', 'America/St_Johns', '2026-11-22T03:30:00.000Z'],
])('the clocks show %s in %s at %s', (wall, zone, moment) => {
  expect(momentAt(wall, zone)?.toISOString()).toBe(moment);
});

test.each([
  ['comes twice: the first', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['comes twice: the first', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['is left out: later', '2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['is left out: later', '2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['begins the day later', '2026-04-24T00:00', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['is half as long', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
])('an hour that %s (%s, %s)', (_, wall, zone, moment) => {
  expect(momentAt(wall, zone)?.toISOString()).toBe(moment);
});

test.each([
  '2026-02-29T00:00',
  '2026-06-31T10:00',
  '2026-13-01T00:00',
  '2026-06-02T24:01',
  '2026-06-02',
  '',
  'x',
])('%j is no time', (wall) => {
  expect(momentAt(wall, 'Europe/Berlin')).toBeNull();
});

test.each([
  ['2026-11-22T23:59:59.999Z', 'UTC', '2026-11-22'],
  ['2026-11-22T18:14:59Z', 'Asia/Kathmandu', '2026-11-22'],
  ['2026-11-22T18:15:00Z', 'Asia/Kathmandu', '2026-11-23'],
  ['2026-11-01T04:30:00Z', 'America/New_York', '2026-11-01'],
  ['2026-11-02T04:30:00Z', 'America/New_York', '2026-11-01'],
  ['2026-11-02T05:00:00Z', 'America/New_York', '2026-11-02'],
  ['2026-11-22T10:00:00Z', 'Pacific/Kiritimati', '2026-11-23'],
  ['2026-11-22T10:00:00Z', 'Mars/Olympus', '2026-11-22'],
])('%s lies in %s on %s', (at, zone, day) => {
  expect(dayIn(zone)(new Date(at))).toBe(day);
});

test('a zone that is none is UTC, and no error', () => {
  for (const zone of ['', 'Mars/Olympus', '__proto__', 'UTC\n']) {
    expect(zoneFor(zone)).toBe('UTC');
    expect(momentAt('2026-07-22T05:12', zone)?.toISOString()).toBe('2026-07-22T05:12:00.000Z');
  }
  expect([zoneFor(undefined), zoneFor('Europe/Berlin')]).toEqual(['UTC', 'Europe/Berlin']);
});

test('what a clock shows at a moment leads back to it, or to the same hour before', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
  const moment = fc.date({
    min: new Date('2000-01-01T00:00Z'),
    max: new Date('2037-01-01T00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
      const wall = at.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
      const apart = at.getTime() - at.getMilliseconds() - (momentAt(wall, zone)?.getTime() ?? 0);
      expect([0, 1_800_000, 3_600_000]).toContain(apart);
    }),
  );
});
