import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import { bad, doubtful, good } from '#lib/operator/doctor/finding';
import { tellFindings } from '#lib/operator/doctor/tell';

const FOUND = [
  bad('mail', 'It does not answer.', 'Start it.'),
  good('settings', 'All are valid.'),
  doubtful('clock\u001b[2J', 'It is off.', 'Set it.'),
];
const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream;

test('a pipe gets the lines that it always got, as it was asked', () => {
  vi.stubEnv('FORCE_COLOR', undefined);
  expect(tellFindings(FOUND, stream(false)).split('\n')).toEqual([
    'PROBLEM mail: It does not answer.',
    '        Start it.',
    'ok      settings: All are valid.',
    'warning clock [2J: It is off.',
    '        Set it.',
    '',
    '1 problems, 1 warnings',
  ]);
});

test('a terminal gets columns, what is amiss last, and a colour besides the word', () => {
  vi.stubEnv('FORCE_COLOR', undefined);
  vi.stubEnv('NO_COLOR', undefined);
  const text = tellFindings(FOUND, stream(true));
  expect(text).toContain('\u001b[31m');
  expect(stripVTControlCharacters(text).split('\n')).toEqual([
    'ok       settings   All are valid.',
    'warning  clock [2J  It is off.',
    '                    Set it.',
    'PROBLEM  mail       It does not answer.',
    '                    Start it.',
    '',
    '1 problems, 1 warnings',
  ]);
});
