import { expect, test } from 'vitest';
import { isZone, listZones, noticedZone, zonesByRegion } from '#lib/accounts/zones';

const TODAY = [
  ...['Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Asia/Ho_Chi_Minh'],
  ...['Asia/Kathmandu', 'Asia/Yangon', 'America/Nuuk', 'Atlantic/Faroe', 'Africa/Asmara'],
  ...['America/Indiana/Indianapolis', 'Pacific/Chuuk', 'Pacific/Kanton', 'Europe/Berlin', 'UTC'],
];
const OLD = ['Asia/Calcutta', 'Europe/Kiev', 'Asia/Saigon', 'Asia/Rangoon', 'America/Godthab'];

test.each(TODAY)('%s is offered and taken', (name) => {
  expect([listZones('').includes(name), isZone(name)]).toEqual([true, true]);
});

test.each([...OLD, 'US/Eastern', 'Etc/GMT+5'])('%s is an old name: taken, and kept', (name) => {
  expect(isZone(name)).toBe(true);
  expect(listZones(name)).toContain(name);
});

test('each is offered once, no old name beside its new one, and every one is taken', () => {
  const zones = listZones('');
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones.filter((name) => OLD.includes(name))).toEqual([]);
  expect(zones.filter((name) => !isZone(name))).toEqual([]);
});

test('each stands once in the region it begins with, and what is in none comes first', () => {
  for (const chosen of ['', 'US/Eastern', 'Europe/Berlin']) {
    const regions = zonesByRegion(chosen);
    expect(regions[0]).toEqual(['', ['UTC']]);
    expect(new Set(regions.map(([region]) => region)).size).toBe(regions.length);
    expect(regions.flatMap(([, zones]) => zones).sort()).toEqual(listZones(chosen).sort());
    for (const [region, zones] of regions.slice(1))
      expect(zones.every((zone) => zone.startsWith(`${region}/`))).toBe(true);
  }
});

test.each([
  '',
  '+05:30',
  'utc',
  'asia/kolkata',
  'Mars/Olympus',
  '__proto__',
  'A'.repeat(41),
  'UTC\n',
])('%j is no zone', (name) => {
  expect([isZone(name), noticedZone(name)]).toEqual([false, '']);
});

test('what a browser says is kept under the name of today', () => {
  expect(noticedZone('Asia/Calcutta')).toBe('Asia/Kolkata');
  expect(noticedZone('America/New_York')).toBe('America/New_York');
});
