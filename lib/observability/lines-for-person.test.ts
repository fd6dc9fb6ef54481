import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { linesForPerson } from '#lib/observability/lines-for-person';

const shown = (told: object) =>
  stripVTControlCharacters(
    linesForPerson(JSON.stringify({ time: '2026-11-29T03:04:05Z', ...told })),
  );

test('a line has the time of this machine, the level, what happened and its fields', () => {
  const clock = new Date('2026-11-29T03:04:05Z').toTimeString().slice(0, 8);
  const told = { level: 40, msg: 'a mail will be tried again', attempts: 2, reason: 'not now', fix: '' };
  expect(shown(told)).toBe(`${clock}  warn   a mail will be tried again  attempts=2  reason="not now"  fix=""\n`);
}); // biome-ignore format: one line

test('an answer reads as a request does', () => {
  const told = { level: 30, msg: 'answered', id: 'i', method: 'POST', path: '/sign-in', status: 303, ms: 14, address: '::1' };
  expect(shown(told)).toMatch(/ {2}info {3}POST \/sign-in 303 {2}14 ms {2}::1 {2}id=i\n$/);
}); // biome-ignore format: one line

test('an error stands with its cause and its calls below', () => {
  const err = { name: 'Error', message: 'Failed', stack: '    at one\n    at two', cause: { message: 'disk full' } };
  expect(shown({ level: 50, msg: 'failed', err }).split('\n').slice(1)).toEqual([
    '          Error: Failed', '          because of disk full', '          at one', '          at two', '',
  ]);
}); // biome-ignore format: one line each

test('nothing in a line moves the cursor, turns text around or begins a line of its own', () => {
  const evil = 'x\r\n12:00:00  fatal  forged\u001b[2J\u202e\u2028\u0007';
  for (const told of [
    { level: 30, msg: evil, [evil]: evil, path: { deep: evil } },
    { level: 30, msg: 'answered', method: evil, path: evil, status: evil, ms: evil, address: evil },
    { level: 99, msg: evil, err: { name: evil, message: evil, stack: 'at x\u001b[2J', cause: { message: evil } } },
  ])
    for (const line of shown(told).trimEnd().split('\n'))
      expect([line, /^(\d\d:\d\d:\d\d| {10})/.test(line), /[\p{Cc}\p{Cf}\u2028]/u.test(line)]).toEqual([line, true, false]);
}); // biome-ignore format: one line each
