import { expect, test } from 'vitest';
import { namesOfAll } from './names';

const browser = (userAgent: string) => ({ clientName: null, tokenName: null, userAgent });
const of = (...userAgents: string[]) => namesOfAll(userAgents.map(browser));
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';

test('devices are named in their order, the same ones once with how many they are', () => {
  expect(of('curl/8')).toBe('curl');
  expect(of('curl/8', WINDOWS)).toBe('curl and Firefox on Windows');
  expect(of('curl/8', WINDOWS, 'curl/7', 'curl/8')).toBe('curl (3) and Firefox on Windows');
});

test('of many kinds five are named, and the number of the other devices', () => {
  const programs = Array.from({ length: 8 }, (_, nth) => ({
    clientName: `App ${nth}`,
    tokenName: null,
    userAgent: '',
  }));
  const named = 'App 0, App 1, App 2, App 3, App 4';
  expect(namesOfAll(programs.slice(0, 5))).toBe('App 0, App 1, App 2, App 3 and App 4');
  expect(namesOfAll([...programs, ...programs.slice(7)])).toBe(`${named} and 4 more`);
});

test('a token is named by its name', () => {
  const token = { clientName: null, tokenName: 'Backup', userAgent: '' };
  expect(namesOfAll([token])).toBe('Access token “Backup”');
});
